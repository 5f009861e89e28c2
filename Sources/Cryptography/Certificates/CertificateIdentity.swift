// SPDX-License-Identifier: Apache-2.0

package import Basics

/// A certificate together with its private key: what a TLS server or client presents itself with.
package struct CertificateIdentity: Sendable {
    /// The certificate.
    package let certificate: Certificate
    /// Its private key.
    package let privateKey: PrivateKey
    /// The authorities between the certificate and its root, the nearest first; the root is not among them.
    package let intermediates: [Certificate]

    /// A certificate with its key; an error when they do not belong together.
    package init(
        certificate: Certificate,
        privateKey: PrivateKey,
        intermediates: [Certificate] = []
    ) throws(CryptographyError) {
        guard try certificate.publicKey == privateKey.publicKey else {
            let message = "the private key does not belong to the certificate of \"\(certificate.subject)\""
            throw CryptographyError(.keyMismatch, message)
        }
        self.certificate = certificate
        self.privateKey = privateKey
        self.intermediates = intermediates
    }

    /// What a server sends: the certificate and the intermediates behind it, as PEM.
    package var chainPEM: String {
        certificate.pem + intermediates.map(\.pem).joined()
    }

    /// A certificate that signs itself, as no authority vouches for it.
    package static func selfSigned(
        subject: DistinguishedName,
        names: [SubjectAlternativeName],
        validity: ClosedRange<Timestamp>,
        usages: [ExtendedKeyUsage] = [.serverAuthentication],
        key: PrivateKey? = nil
    ) throws(CryptographyError) -> CertificateIdentity {
        let key = if let key { key } else { try PrivateKey.generate() }
        let template = CertificateTemplate.end(subject, key, validity, names: names, usages: usages)
        return try template.signed(byItself: key)
    }
}

extension CryptographyError.Code {
    /// A private key and a certificate that do not belong together.
    package static let keyMismatch = Self("keyMismatch")
}

extension KeyUsage {
    /// What the key of a TLS server or client needs.
    static func endEntity(_ type: KeyType) -> KeyUsage {
        if case .rsa = type { [.digitalSignature, .keyEncipherment] } else { .digitalSignature }
    }

    /// What the key of an authority needs.
    static let authority: KeyUsage = [.digitalSignature, .certificateSigning, .revocationListSigning]
}
