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
    ///   - time: the time at which everything in the chain must be valid; OpenSSL counts the last second of a
    ///     validity as over.
    /// - Throws: one of the codes declared in `CryptographyError+Trust.swift`.
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
        let untrusted = try unsafe Owned(OPENSSL_sk_new_null(), freedBy: Self.freeCertificates, failure)
        for intermediate in intermediates {
            let status = unsafe intermediate.handle.withPointer { certificate in
                unsafe X509_add_cert(untrusted.pointer, certificate, X509_ADD_FLAG_UP_REF)
            }
            try CryptographyError.check(status, failure)
        }
        let context = try unsafe Owned(X509_STORE_CTX_new(), freedBy: X509_STORE_CTX_free, failure)
        let verdict = try unsafe certificate.handle.withPointer { certificate throws(CryptographyError) in
            let status = unsafe X509_STORE_CTX_init(context.pointer, store.pointer, certificate, untrusted.pointer)
            try CryptographyError.check(status, failure)
            try unsafe purpose.demand(of: context.pointer, at: time, failure)
            return unsafe X509_verify_cert(context.pointer) == 1 ? X509_V_OK : X509_STORE_CTX_get_error(context.pointer)
        }
        ErrorQueue.clear()
        guard verdict != X509_V_OK else { return }
        throw .fromVerdict(verdict, "the certificate of \"\(certificate.subject)\" is not good for \(purpose.phrase)")
    }

    /// Frees a list and its references to certificates.
    private static func freeCertificates(_ list: OpaquePointer?) {
        unsafe OPENSSL_sk_pop_free(list) { unsafe X509_free(OpaquePointer($0)) }
    }
}

extension TrustStore.Purpose {
    /// Makes the verification demand what the purpose needs.
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
            try unsafe Self.demand(host: host, in: parameters)
        }
    }

    private static func demand(host: String, in parameters: OpaquePointer?) throws(CryptographyError) {
        // OpenSSL takes an empty name for "any", a dot in front for "any below", and ends an address at a zero byte.
        guard let first = host.utf8.first, first != UInt8(ascii: "."), !host.utf8.contains(0) else {
            throw CryptographyError(.certificateNameMismatch, "\"\(host)\" is not the name of a server")
        }
        // RFC 9525 section 6.3: names in the subject do not count, and `*` stands for a whole label.
        let rules = X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS | X509_CHECK_FLAG_NEVER_CHECK_SUBJECT
        unsafe X509_VERIFY_PARAM_set_hostflags(parameters, CUnsignedInt(rules))
        guard unsafe X509_VERIFY_PARAM_set1_ip_asc(parameters, host) != 1 else { return }
        ErrorQueue.clear()
        let status = unsafe X509_VERIFY_PARAM_set1_host(parameters, host, host.utf8.count)
        try CryptographyError.check(status, "cannot compare \"\(host)\" with a certificate's names")
    }

    /// The purpose, as messages put it.
    fileprivate var phrase: String {
        switch self {
        case .server(let host): "a server at \(host)"
        case .client: "a client"
        }
    }
}
