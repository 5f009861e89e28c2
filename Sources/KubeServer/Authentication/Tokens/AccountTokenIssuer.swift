// SPDX-License-Identifier: Apache-2.0

package import Basics
package import Cryptography
package import JSONKit

/// Makes the tokens of service accounts, and publishes what others verify them with.
package struct AccountTokenIssuer: Sendable {
    /// The URL that tokens name as their issuer.
    package let issuer: String
    /// Whom tokens are for that name nobody: this server.
    package let audiences: [String]
    private let signer: TokenSigner

    /// The issuer that a cluster has when nobody chose another one.
    package static let defaultIssuer = "https://kubernetes.default.svc.cluster.local"

    /// An issuer that signs with one key; the audience is the issuer itself unless there are others.
    package init(key: PrivateKey, issuer: String = defaultIssuer, audiences: [String] = []) throws(CryptographyError) {
        self.issuer = issuer
        self.audiences = audiences.isEmpty ? [issuer] : audiences
        signer = try TokenSigner(key: key)
    }

    /// A token that says this; who made it is added.
    package func token(_ claims: AccountClaims) throws(CryptographyError) -> Secret<String> {
        var claims = claims
        claims.common.issuer = issuer
        return try signer.sign(claims)
    }

    /// A token for a Secret.
    package func token(_ claims: LegacyClaims) throws(CryptographyError) -> Secret<String> {
        try signer.sign(claims)
    }

    /// What others verify tokens with: the answer at `/openid/v1/jwks`, of type `application/jwk-set+json`.
    package var keys: JSONWebKeySet { JSONWebKeySet([signer.publicKey]) }

    /// Where that is found: the answer at `/.well-known/openid-configuration` (OpenID Connect Discovery 1.0, section 3).
    ///
    /// The server's own URL has no slash at its end.
    package func discovery(server: String) -> JSONObject {
        [
            "issuer": .string(issuer),
            "jwks_uri": .string("\(server)/openid/v1/jwks"),
            "response_types_supported": ["id_token"],
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": [.string(signer.publicKey.algorithm.rawValue)],
        ]
    }
}
