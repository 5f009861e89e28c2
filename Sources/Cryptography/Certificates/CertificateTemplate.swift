// SPDX-License-Identifier: Apache-2.0

import Basics
import COpenSSL

extension CryptographyError.Code {
    /// A certificate was asked for that cannot be written down: a name too long, or no IP address.
    package static let invalidCertificateRequest = Self("invalidCertificateRequest")
}

/// Everything that a certificate says, before somebody signs it.
struct CertificateTemplate {
    /// Whether and how far down the holder may issue certificates.
    enum BasicConstraints {
        case endEntity
        case authority(pathLength: Int?)
    }

    let subject: DistinguishedName
    let publicKey: PublicKey
    let validity: ClosedRange<Timestamp>
    var names: [SubjectAlternativeName] = []
    var basicConstraints = BasicConstraints.endEntity
    var keyUsage: KeyUsage
    var extendedKeyUsages: [ExtendedKeyUsage] = []

    /// Who signs: a name, a key, and the identifier under which the signer's own certificate has that key.
    struct Signer {
        let name: DistinguishedName
        let key: PrivateKey
        let keyID: [UInt8]
    }

    /// The signed certificate.
    func signed(by signer: Signer) throws(CryptographyError) -> Certificate {
        let failure = "cannot issue a certificate for \"\(subject)\""
        let certificate = try unsafe Owned(X509_new(), freedBy: X509_free, failure)
        try unsafe writeFields(to: certificate.pointer, issuer: signer.name, failure)
        try unsafe writeExtensions(to: certificate.pointer, signer: signer)
        let signatureLength = unsafe signer.key.handle.withPointer { key in
            unsafe X509_sign(certificate.pointer, key, EVP_sha256())
        }
        guard signatureLength > 0 else { throw .fromOpenSSL(.unsupportedKey, failure) }
        // Read back from its bytes, so that what is issued is what anybody else will see.
        return try Certificate(der: try unsafe DER.encode("a certificate") { unsafe i2d_X509(certificate.pointer, $0) })
    }

    private func writeFields(
        to certificate: OpaquePointer,
        issuer: DistinguishedName,
        _ failure: String
    ) throws(CryptographyError) {
        // RFC 5280 section 4.1.2.5.2: four digits for the year. OpenSSL would write five.
        guard Self.representableSeconds.contains(validity.upperBound.secondsSinceEpoch),
            Self.representableSeconds.contains(validity.lowerBound.secondsSinceEpoch)
        else {
            throw CryptographyError(.invalidCertificateRequest, "\(failure): its validity leaves the years 0 to 9999")
        }
        try unsafe subject.write(to: X509_get_subject_name(certificate))
        try unsafe issuer.write(to: X509_get_issuer_name(certificate))
        let start = time_t(validity.lowerBound.secondsSinceEpoch)
        let end = time_t(validity.upperBound.secondsSinceEpoch)
        let serialNumber = try unsafe Owned(Self.makeSerialNumber(), freedBy: ASN1_INTEGER_free, failure)
        let isWritten = unsafe publicKey.handle.withPointer { key in
            unsafe X509_set_version(certificate, CLong(X509_VERSION_3)) == 1
                && X509_set_serialNumber(certificate, serialNumber.pointer) == 1
                && ASN1_TIME_set(X509_getm_notBefore(certificate), start) != nil
                && ASN1_TIME_set(X509_getm_notAfter(certificate), end) != nil
                && X509_set_pubkey(certificate, key) == 1
        }
        guard isWritten else { throw .fromOpenSSL(.invalidCertificateRequest, failure) }
    }

    /// The years from 0 to 9999.
    private static let representableSeconds: ClosedRange<Int64> = -62_167_219_200...253_402_300_799

    /// 126 random bits: RFC 5280 section 4.1.2.2 wants the number positive, unique, and no longer than 20 bytes.
    private static func makeSerialNumber() throws(CryptographyError) -> UnsafeMutablePointer<ASN1_INTEGER>? {
        var bytes = try SecureRandom.bytes(count: 16)
        bytes[0] = bytes[0] & 0x7F | 0x40
        let number = try unsafe Owned(BN_bin2bn(bytes, CInt(bytes.count), nil), freedBy: BN_free, "no serial number")
        return unsafe BN_to_ASN1_INTEGER(number.pointer, nil)
    }
}
