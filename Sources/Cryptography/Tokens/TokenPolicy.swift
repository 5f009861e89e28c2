// SPDX-License-Identifier: Apache-2.0

import Basics

/// What the claims of a token must be, so that its bearer is let in.
package struct TokenPolicy: Sendable {
    /// Whether a token may be valid for ever.
    package enum Expiration: Sendable {
        /// A token without an end is refused.
        case required
        /// A token may do without an end.
        case optional
    }

    /// The one issuer whose tokens are accepted.
    package var issuer: String
    /// Of the token's audiences, one must be among these; nil leaves the audiences to the caller.
    package var audiences: [String]?
    /// How far the clock of the issuer may be from ours.
    package var leeway: Duration
    /// Whether a token may be valid for ever.
    package var expiration: Expiration

    /// A policy; with an empty list of audiences it accepts nothing.
    package init(
        issuer: String,
        audiences: [String]?,
        leeway: Duration = .seconds(60),
        expiration: Expiration = .required
    ) {
        self.issuer = issuer
        self.audiences = audiences
        self.leeway = leeway
        self.expiration = expiration
    }

    /// Throws unless the claims are good at a point in time.
    func check(_ claims: TokenClaims, at now: Timestamp) throws(CryptographyError) {
        guard claims.issuer == issuer else {
            throw CryptographyError(.wrongTokenIssuer, "the token is not from \(issuer)")
        }
        if let audiences, !claims.audiences.contains(where: audiences.contains) {
            throw CryptographyError(.wrongTokenAudience, "the token is not for \(audiences.joined(separator: " or "))")
        }
        try checkTimes(claims, at: now)
    }

    private func checkTimes(_ claims: TokenClaims, at now: Timestamp) throws(CryptographyError) {
        if let end = claims.expiration {
            // RFC 7519 section 4.1.4: void on and after that time.
            guard now < end + leeway else {
                throw CryptographyError(.tokenExpired, "the token expired at \(end); it is \(now)")
            }
        } else if case .required = expiration {
            throw CryptographyError(.missingTokenClaim, "the token says no time when it expires")
        }
        if let start = claims.notBefore, now + leeway < start {
            throw CryptographyError(.tokenNotYetValid, "the token is not valid before \(start); it is \(now)")
        }
        if let making = claims.issuedAt, now + leeway < making {
            throw CryptographyError(.tokenIssuedInFuture, "the token was made at \(making), but it is \(now)")
        }
    }
}
