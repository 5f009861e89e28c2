// SPDX-License-Identifier: Apache-2.0

package import Basics
import COpenSSL

/// The roots that somebody trusts, and the judgement whether a certificate leads to one of them.
///
/// TLS connections are judged inside OpenSSL and curl; this is for certificates that come by other ways, and for
/// saying beforehand why a TLS connection would fail.
package struct TrustStore: Sendable {
    /// The trusted certificates; an intermediate among them is trusted as much as a root.
    package let roots: [Certificate]

    package init(roots: [Certificate]) {
        self.roots = roots
    }

    /// What a certificate is presented for.
    package enum Purpose: Sendable {
        /// A TLS server reached under a host name or an IP address.
        case server(host: String)
        /// A TLS client.
        case client
    }

    /// Judges a certificate; what is wrong is the error, and its code says of which kind.
    ///
    /// - Parameters:
    ///   - certificate: the one that was presented.
    ///   - intermediates: what was presented with it; none of them is trusted.
    ///   - purpose: what it is presented for.
    ///   - time: the time at which everything in the chain must be valid.
    /// - Throws: a ``CryptographyError`` with one of the codes declared in this file.
    package func verify(
        _ certificate: Certificate,
        intermediates: [Certificate] = [],
        for purpose: Purpose,
        at time: Timestamp
    ) throws(CryptographyError) {
        let failure = "cannot verify the certificate of \"\(certificate.subject)\""
        let store = try unsafe Owned(X509_STORE_new(), freedBy: X509_STORE_free, failure)
        for root in roots {
            let status = unsafe root.handle.withPointer { unsafe X509_STORE_add_cert(store.pointer, $0) }
            try CryptographyError.check(status, failure)
        }
        let untrusted = try unsafe Owned(OPENSSL_sk_new_null(), freedBy: OPENSSL_sk_free, failure)
        // The handles outlive the call below, as `intermediates` does.
        for intermediate in intermediates {
            _ = unsafe intermediate.handle.withPointer {
                unsafe OPENSSL_sk_push(untrusted.pointer, UnsafeRawPointer($0))
            }
        }
        let context = try unsafe Owned(X509_STORE_CTX_new(), freedBy: X509_STORE_CTX_free, failure)
        try unsafe certificate.handle.withPointer { certificate throws(CryptographyError) in
            let status = unsafe X509_STORE_CTX_init(context.pointer, store.pointer, certificate, untrusted.pointer)
            try CryptographyError.check(status, failure)
        }
        try unsafe purpose.demand(of: context.pointer, at: time, failure)
        let isTrusted = withExtendedLifetime((certificate, intermediates)) {
            unsafe X509_verify_cert(context.pointer) == 1
        }
        ErrorQueue.clear()
        guard !isTrusted else { return }
        throw unsafe Self.error(X509_STORE_CTX_get_error(context.pointer), for: certificate, purpose)
    }
}

extension TrustStore.Purpose {
    fileprivate func demand(
        of context: OpaquePointer,
        at time: Timestamp,
        _ failure: String
    ) throws(CryptographyError) {
        let parameters = unsafe X509_STORE_CTX_get0_param(context)
        unsafe X509_VERIFY_PARAM_set_time(parameters, time_t(time.secondsSinceEpoch))
        // A trusted certificate ends the chain, as in Go and in curl, even where it is not a root.
        let flags = CUnsignedLong(X509_V_FLAG_PARTIAL_CHAIN)
        try CryptographyError.check(unsafe X509_VERIFY_PARAM_set_flags(parameters, flags), failure)
        switch self {
        case .client:
            try CryptographyError.check(unsafe X509_STORE_CTX_set_default(context, "ssl_client"), failure)
        case .server(let host):
            try CryptographyError.check(unsafe X509_STORE_CTX_set_default(context, "ssl_server"), failure)
            // RFC 9525 section 6.3: names in the subject do not count, and `*` stands for a whole label.
            let rules =
                CUnsignedInt(X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS) | CUnsignedInt(X509_CHECK_FLAG_NEVER_CHECK_SUBJECT)
            unsafe X509_VERIFY_PARAM_set_hostflags(parameters, rules)
            if unsafe X509_VERIFY_PARAM_set1_ip_asc(parameters, host) != 1 {
                ErrorQueue.clear()
                try CryptographyError.check(unsafe X509_VERIFY_PARAM_set1_host(parameters, host, 0), failure)
            }
        }
    }

    fileprivate var phrase: String {
        switch self {
        case .server(let host): "a server at \(host)"
        case .client: "a client"
        }
    }
}

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
    /// The chain breaks another rule: a signature, a path length, a weak key, …; the message says which.
    package static let invalidCertificateChain = Self("invalidCertificateChain")
}

extension TrustStore {
    private static func error(_ code: CInt, for certificate: Certificate, _ purpose: Purpose) -> CryptographyError {
        let why = unsafe String(cString: X509_verify_cert_error_string(CLong(code)))
        let message = "the certificate of \"\(certificate.subject)\" is not good for \(purpose.phrase): \(why)"
        return CryptographyError(Self.code(for: code), message)
    }

    private static func code(for code: CInt) -> CryptographyError.Code {
        switch code {
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
    }
}
