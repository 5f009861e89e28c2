// SPDX-License-Identifier: Apache-2.0

import Basics
import COpenSSL

/// An `X509` with its one owner.
// SAFETY: the certificate never changes after `init`, and OpenSSL 3 lets several threads read one X509 at a time
// (openssl-threads(7)). What it caches inside, it guards by its own lock, and `init` fills it.
@safe
final class CertificateHandle: @unchecked Sendable {
    private let pointer: OpaquePointer

    /// Reads a certificate.
    init(der: [UInt8]) throws(CryptographyError) {
        let decoded = unsafe DER.decode(der, freedBy: X509_free) { unsafe d2i_X509(nil, $0, $1) }
        guard let decoded = unsafe decoded else {
            throw .fromOpenSSL(.malformedCertificate, "the bytes are not a certificate")
        }
        unsafe pointer = decoded
        // Parses and caches the extensions; what is wrong with them shows in `hasValidExtensions`.
        unsafe X509_check_purpose(decoded, -1, 0)
        ErrorQueue.clear()
    }

    deinit {
        unsafe X509_free(pointer)
    }

    /// Lends the certificate to C calls.
    func withPointer<Result: ~Copyable, Failure: Error>(
        _ body: (OpaquePointer) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try withExtendedLifetime(self) { () throws(Failure) in try unsafe body(pointer) }
    }

    /// The subject and the issuer.
    var names: (subject: DistinguishedName, issuer: DistinguishedName) {
        unsafe withPointer { certificate in
            unsafe (
                DistinguishedName(copying: X509_get_subject_name(certificate)),
                DistinguishedName(copying: X509_get_issuer_name(certificate))
            )
        }
    }

    /// The first and the last second of the validity; nil when they cannot be read.
    var validity: (notBefore: Timestamp, notAfter: Timestamp)? {
        unsafe withPointer { certificate in
            guard let start = unsafe ASN1.timestamp(of: X509_get0_notBefore(certificate)),
                let end = unsafe ASN1.timestamp(of: X509_get0_notAfter(certificate))
            else { return nil }
            return (start, end)
        }
    }
}
