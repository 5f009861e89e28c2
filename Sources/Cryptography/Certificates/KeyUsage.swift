// SPDX-License-Identifier: Apache-2.0

import COpenSSL

/// What the key in a certificate may be used for, at the level of mathematics (RFC 5280 section 4.2.1.3).
package struct KeyUsage: OptionSet, Hashable, Sendable {
    package let rawValue: UInt32

    package init(rawValue: UInt32) {
        self.rawValue = rawValue
    }

    /// Signatures other than those on certificates and revocation lists; what TLS 1.3 needs.
    package static let digitalSignature = KeyUsage(rawValue: UInt32(KU_DIGITAL_SIGNATURE))
    /// Signatures that commit to content.
    package static let nonRepudiation = KeyUsage(rawValue: UInt32(KU_NON_REPUDIATION))
    /// Encryption of keys; what RSA key exchange in TLS 1.2 needs.
    package static let keyEncipherment = KeyUsage(rawValue: UInt32(KU_KEY_ENCIPHERMENT))
    /// Encryption of data.
    package static let dataEncipherment = KeyUsage(rawValue: UInt32(KU_DATA_ENCIPHERMENT))
    /// Key agreement.
    package static let keyAgreement = KeyUsage(rawValue: UInt32(KU_KEY_AGREEMENT))
    /// Signatures on certificates.
    package static let certificateSigning = KeyUsage(rawValue: UInt32(KU_KEY_CERT_SIGN))
    /// Signatures on revocation lists.
    package static let revocationListSigning = KeyUsage(rawValue: UInt32(KU_CRL_SIGN))
}

/// What a certificate may be used for, at the level of protocols (RFC 5280 section 4.2.1.12).
package struct ExtendedKeyUsage: Hashable, Sendable {
    /// The dotted object identifier.
    package let objectIdentifier: String

    package init(objectIdentifier: String) {
        self.objectIdentifier = objectIdentifier
    }

    /// A TLS server.
    package static let serverAuthentication = ExtendedKeyUsage(objectIdentifier: "1.3.6.1.5.5.7.3.1")
    /// A TLS client.
    package static let clientAuthentication = ExtendedKeyUsage(objectIdentifier: "1.3.6.1.5.5.7.3.2")
}
