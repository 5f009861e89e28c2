// SPDX-License-Identifier: Apache-2.0

import COpenSSL

extension CryptographyError.Code {
    /// The end of a certificate's validity, or of one in its chain, has passed.
    package static let certificateExpired = Self("certificateExpired")
    /// The validity of a certificate, or of one in its chain, has not begun.
    package static let certificateNotYetValid = Self("certificateNotYetValid")
    /// The certificate signed itself and is not among the trusted ones.
    package static let selfSignedCertificate = Self("selfSignedCertificate")
    /// The chain leads to no trusted certificate: a wrong authority, or an intermediate is missing.
    package static let untrustedIssuer = Self("untrustedIssuer")
    /// The certificate is for other names than the one asked for.
    package static let certificateNameMismatch = Self("certificateNameMismatch")
    /// The certificate is good, but not for this purpose.
    package static let wrongCertificatePurpose = Self("wrongCertificatePurpose")
    /// The chain breaks another rule, such as a signature or a path length; the message says which.
    package static let invalidCertificateChain = Self("invalidCertificateChain")
}

extension CryptographyError {
    /// The error for one of OpenSSL's verdicts on a chain, `X509_V_ERR_…`.
    static func fromVerdict(_ verdict: CInt, _ message: String) -> CryptographyError {
        let code: Code =
            switch verdict {
            case X509_V_ERR_CERT_HAS_EXPIRED: .certificateExpired
            case X509_V_ERR_CERT_NOT_YET_VALID: .certificateNotYetValid
            case X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT: .selfSignedCertificate
            case X509_V_ERR_SELF_SIGNED_CERT_IN_CHAIN, X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY,
                X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT, X509_V_ERR_UNABLE_TO_VERIFY_LEAF_SIGNATURE:
                .untrustedIssuer
            case X509_V_ERR_HOSTNAME_MISMATCH, X509_V_ERR_IP_ADDRESS_MISMATCH: .certificateNameMismatch
            case X509_V_ERR_INVALID_PURPOSE: .wrongCertificatePurpose
            default: .invalidCertificateChain
            }
        let why = unsafe String(cString: X509_verify_cert_error_string(CLong(verdict)))
        return CryptographyError(code, "\(message): \(why)")
    }
}
