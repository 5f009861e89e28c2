// SPDX-License-Identifier: Apache-2.0

package import Basics
package import JSONKit

/// Makes JSON Web Tokens (RFC 7519) with one key.
package struct TokenSigner: Sendable {
    private let key: PrivateKey
    private let header: TokenHeader

    /// The public half, for the set of keys that verifies the tokens.
    package let publicKey: JSONWebKey

    /// A signer with a key of RSA, 2048 bits or more, or P-256.
    ///
    /// - Parameters:
    ///   - key: what signs.
    ///   - keyID: the name of the key in the set of its verifiers; by default the one that Kubernetes gives it.
    ///   - type: what kind of token it makes, where verifiers tell several kinds apart (RFC 8725 section 3.11).
    /// - Throws: `unsupportedKey` for other keys.
    package init(key: PrivateKey, keyID: String? = nil, type: String? = nil) throws(CryptographyError) {
        self.key = key
        let keyID = if let keyID { keyID } else { try key.publicKey.tokenKeyID }
        publicKey = try JSONWebKey(key.publicKey, keyID: keyID)
        header = TokenHeader(algorithm: publicKey.algorithm.rawValue, keyID: publicKey.keyID, type: type)
    }

    /// A token that makes some claims: a ``TokenClaims``, or an object of which these are a part.
    package func sign(_ claims: some JSONEncodable) throws(CryptographyError) -> Secret<String> {
        let header = Base64.url.encode(header.serialized())
        let payload = Base64.url.encode(claims.serialized())
        let signature = try key.signature(of: Array("\(header).\(payload)".utf8), form: .concatenated)
        return Secret("\(header).\(payload).\(Base64.url.encode(signature))")
    }
}
