// SPDX-License-Identifier: Apache-2.0

extension CryptographyError.Code {
    /// The bytes are not a key.
    package static let malformedKey = Self("malformedKey")
    /// A key that is encrypted with a passphrase; nothing here could ask for one.
    package static let encryptedKey = Self("encryptedKey")
    /// A key of a type or size that the operation does not know.
    package static let unsupportedKey = Self("unsupportedKey")
}

/// What kind of key a key is.
package enum KeyType: Hashable, Sendable {
    /// RSA with a modulus of so many bits; it signs with PKCS #1 v1.5 and SHA-256.
    case rsa(bits: Int)
    /// ECDSA on NIST's P-256; it signs with SHA-256.
    case p256
    /// Any other kind, by OpenSSL's name; certificates with such keys can be read, but nothing signs or verifies.
    case other(String)
}

extension KeyType: CustomStringConvertible {
    package var description: String {
        switch self {
        case .rsa(let bits): "RSA \(bits)"
        case .p256: "P-256"
        case .other(let name): name
        }
    }
}

extension KeyType {
    /// Throws unless keys of this type sign and verify here.
    func checkSigning() throws(CryptographyError) {
        guard case .other(let name) = self else { return }
        let message = "keys of type \(name) neither sign nor verify here; take RSA or P-256"
        throw CryptographyError(.unsupportedKey, message)
    }
}

/// How the two numbers of an ECDSA signature are written; an RSA signature has one form only.
package enum SignatureForm: Sendable {
    /// As a DER sequence: in X.509 and TLS.
    case der
    /// One behind the other, 32 bytes each: in JSON Web Signatures (RFC 7518 section 3.4).
    case concatenated
}
