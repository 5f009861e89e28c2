// SPDX-License-Identifier: Apache-2.0

package import Basics
import COpenSSL

extension CryptographyError.Code {
    /// The bytes are not an X.509 certificate, or one that breaks the rules of its own fields.
    package static let malformedCertificate = Self("malformedCertificate")
}

/// An X.509 certificate (RFC 5280), as it was read or issued.
///
/// Reading one says nothing about trust: see ``TrustStore``.
package struct Certificate: Sendable {
    let handle: CertificateHandle

    /// Whom it speaks of.
    package let subject: DistinguishedName
    /// Who signed it, by its own account.
    package let issuer: DistinguishedName
    /// The first second of its validity.
    package let notBefore: Timestamp
    /// The last second of its validity.
    package let notAfter: Timestamp
    /// The names under which its holder is reached; empty when it has none, as CA certificates often do.
    package let subjectAlternativeNames: [SubjectAlternativeName]

    /// Takes over an `X509`.
    init(_ handle: CertificateHandle) throws(CryptographyError) {
        self.handle = handle
        (subject, issuer) = unsafe handle.withPointer { certificate in
            unsafe (
                DistinguishedName(copying: X509_get_subject_name(certificate)),
                DistinguishedName(copying: X509_get_issuer_name(certificate))
            )
        }
        let (notBefore, notAfter) = unsafe handle.withPointer { certificate in
            unsafe (
                ASN1.timestamp(of: X509_get0_notBefore(certificate)),
                ASN1.timestamp(of: X509_get0_notAfter(certificate))
            )
        }
        guard let notBefore, let notAfter else {
            throw CryptographyError(.malformedCertificate, "the certificate of \"\(subject)\" has a malformed validity")
        }
        self.notBefore = notBefore
        self.notAfter = notAfter
        let names = handle.subjectAlternativeNames
        guard let names, handle.hasValidExtensions else {
            throw CryptographyError(.malformedCertificate, "the certificate of \"\(subject)\" has malformed extensions")
        }
        subjectAlternativeNames = names
    }

    /// Whether a point in time is within its validity, both ends included.
    package func isValid(at time: Timestamp) -> Bool {
        notBefore <= time && time.truncatedToSeconds <= notAfter
    }
}

extension Certificate {
    /// Reads a certificate from its DER bytes.
    package init(der: [UInt8]) throws(CryptographyError) {
        let pointer = unsafe DER.decode(der, freedBy: X509_free) { unsafe d2i_X509(nil, $0, $1) }
        guard let pointer = unsafe pointer else {
            throw .fromOpenSSL(.malformedCertificate, "the bytes are not a certificate")
        }
        try self.init(unsafe CertificateHandle(owning: pointer))
    }

    /// Reads the first certificate of a PEM text.
    package init(pem: String) throws(CryptographyError) {
        self = try Self.all(inPEM: pem)[0]
    }

    /// Reads all certificates of a PEM text in their order, at least one; blocks of other kinds are skipped.
    package static func all(inPEM text: String) throws(CryptographyError) -> [Certificate] {
        try all(inPEM: Array(text.utf8))
    }

    /// Reads all certificates of a PEM text in their order, at least one; blocks of other kinds are skipped.
    package static func all(inPEM text: [UInt8]) throws(CryptographyError) -> [Certificate] {
        var certificates: [Certificate] = []
        for block in try PEMBlock.all(in: text) where block.label == pemLabel {
            certificates.append(try Certificate(der: block.bytes))
        }
        guard !certificates.isEmpty else {
            throw CryptographyError(.malformedPEM, "the PEM text has no \"\(pemLabel)\" block")
        }
        return certificates
    }

    private static let pemLabel = "CERTIFICATE"

    /// The certificate as DER bytes.
    package var der: [UInt8] {
        unsafe handle.withPointer { certificate in
            // What was read or signed is kept by OpenSSL in its encoding: this copies it, and cannot fail.
            let bytes = try? unsafe DER.encode("a certificate") { unsafe i2d_X509(certificate, $0) }
            return bytes ?? []
        }
    }

    /// The certificate as PEM text.
    package var pem: String { PEMBlock(label: Self.pemLabel, bytes: der).text }
}

extension Certificate: Hashable {
    package static func == (left: Certificate, right: Certificate) -> Bool { left.der == right.der }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(der)
    }
}

extension Certificate: CustomStringConvertible {
    package var description: String { "certificate of \"\(subject)\" by \"\(issuer)\", serial number \(serialNumber)" }
}
