// SPDX-License-Identifier: Apache-2.0

/// How a token is signed (RFC 7518 section 3.1): one algorithm for each type of key.
///
/// There is no `none` and nothing symmetric, so no public key can be taken for a shared secret (RFC 8725 section 2.1).
package enum TokenAlgorithm: String, Sendable {
    /// RSA with PKCS #1 v1.5 and SHA-256.
    case rs256 = "RS256"
    /// ECDSA on P-256 with SHA-256.
    case es256 = "ES256"

    /// The one algorithm that a key of some type signs tokens with.
    init(for type: KeyType) throws(CryptographyError) {
        switch type {
        case .rsa(let bits):
            // RFC 7518 section 3.3.
            guard bits >= 2_048 else {
                throw CryptographyError(
                    .unsupportedKey,
                    "an RSA key of \(bits) bits is too short for tokens; take 2048"
                )
            }
            self = .rs256
        case .p256: self = .es256
        case .other(let name):
            throw CryptographyError(
                .unsupportedKey,
                "a key of type \(name) cannot be used for tokens; take RSA or P-256"
            )
        }
    }
}
