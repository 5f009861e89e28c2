// SPDX-License-Identifier: Apache-2.0

package import Basics

extension CryptographyError.Code {
    /// The bytes are not an X.509 certificate, or one that breaks the rules of its own fields.
    package static let malformedCertificate = Self("malformedCertificate")
}

/// An X.509 certificate (RFC 5280), as it was read or issued.
///
/// Reading one says nothing about trust: see ``TrustStore``.
package struct Certificate: Sendable {
    let handle: CertificateHandle

    /// The certificate as DER bytes, as it was read or signed.
    package let der: [UInt8]
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

    /// Reads a certificate from its DER bytes.
    package init(der: [UInt8]) throws(CryptographyError) {
        self.der = der
        handle = try CertificateHandle(der: der)
        (subject, issuer) = handle.names
        guard let (notBefore, notAfter) = handle.validity else {
            throw CryptographyError(.malformedCertificate, "the certificate of \"\(subject)\" has a malformed validity")
        }
        self.notBefore = notBefore
        self.notAfter = notAfter
        guard let alternativeNames = handle.subjectAlternativeNames, handle.hasValidExtensions else {
            throw CryptographyError(.malformedCertificate, "the certificate of \"\(subject)\" has malformed extensions")
        }
        subjectAlternativeNames = alternativeNames
    }

    /// Whether a point in time is within its validity, both ends included.
    package func isValid(at time: Timestamp) -> Bool {
        notBefore <= time && time.truncatedToSeconds <= notAfter
    }
}

extension Certificate {
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
