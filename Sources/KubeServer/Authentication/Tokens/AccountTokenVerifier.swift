// SPDX-License-Identifier: Apache-2.0

internal import Basics
internal import Cryptography
internal import JSONKit

/// Verifies the tokens of service accounts: that they were made here, and that what they speak of still exists.
package struct AccountTokenVerifier: Sendable {
    /// Who bears a good token, and whom it is for; a token in a Secret names nobody.
    struct Bearer: Equatable {
        let user: UserInfo
        let audiences: [String]
    }

    private let storage: Storage
    private let verifier: TokenVerifier
    private let legacyVerifier: TokenVerifier
    private let verified = VerifiedTokens()

    /// A verifier of the tokens of an issuer, for accounts in a storage.
    package init(_ issuer: AccountTokenIssuer, _ storage: Storage) {
        self.storage = storage
        // Whom a token is for is compared later, with the audiences that somebody asks about.
        let policy = TokenPolicy(issuer: issuer.issuer, audiences: nil)
        verifier = TokenVerifier(keys: issuer.keys, policy: policy)
        let legacyPolicy = TokenPolicy(issuer: LegacyClaims.issuer, audiences: nil, expiration: .optional)
        legacyVerifier = TokenVerifier(keys: issuer.keys, policy: legacyPolicy)
    }

    /// Who bears a token, or nil when it was not made here.
    func bearer(of token: Secret<String>, at now: Timestamp) throws(TokenRefusal) -> Bearer? {
        let check = AccountTokenCheck(storage: storage, now: now)
        switch try claims(of: token, at: now) {
        case .account(let claims): return Bearer(user: try check.user(of: claims), audiences: claims.common.audiences)
        case .legacy(let claims): return Bearer(user: try check.user(of: claims, in: token), audiences: [])
        case nil: return nil
        }
    }

    /// The claims of a token with a good signature; that is checked once, everything else each time.
    private func claims(of token: Secret<String>, at now: Timestamp) throws(TokenRefusal) -> VerifiedTokens.Claims? {
        if let known = verified[token] { return known }
        guard let claims = try verify(token, at: now) else { return nil }
        verified[token] = claims
        return claims
    }

    private func verify(_ token: Secret<String>, at now: Timestamp) throws(TokenRefusal) -> VerifiedTokens.Claims? {
        do throws(CryptographyError) {
            let token = try verifier.verify(token.exposed, at: now)
            return (try? AccountClaims(token)).map { .account($0) }
        } catch {
            switch error.code {
            case .wrongTokenIssuer: break
            case .tokenExpired: throw .expired
            case .tokenNotYetValid: throw .notYetValid
            case .tokenIssuedInFuture: throw .issuedInFuture
            default: return nil
            }
        }
        guard let legacy = try? legacyVerifier.verify(token.exposed, at: now) else { return nil }
        return (try? LegacyClaims(parsing: legacy.payload)).map { .legacy($0) }
    }
}
