// SPDX-License-Identifier: Apache-2.0

internal import CCurl

/// A client's TLS settings in the form in which all its handles share them.
struct Credentials {
    private let authorities: Blob?
    private let chain: Blob?
    private let key: Blob?

    init(_ tls: HTTPClient.TLS) {
        authorities = tls.certificateAuthoritiesPEM.map { Blob($0) }
        chain = tls.identity.map { Blob($0.certificateChainPEM) }
        key = tls.identity.map { Blob($0.privateKeyPEM) }
    }

    /// Sets what a handle trusts and shows; there is no way to have it trust everybody.
    func apply(to easy: CurlEasy) {
        easy.set(CURLOPT_SSL_VERIFYPEER, true)
        easy.set(CURLOPT_SSL_VERIFYHOST, 2)
        easy.set(CURLOPT_SSLVERSION, CURL_SSLVERSION_TLSv1_2)
        easy.set(CURLOPT_PROXY_SSLVERSION, CURL_SSLVERSION_TLSv1_2)
        // The system's folder would be trusted besides what is set here, and keeps curl from caching what it has read of
        // the system's file.
        if authorities != nil || Self.systemHasBundle { easy.set(CURLOPT_CAPATH, nil) }
        if let authorities {
            easy.set(CURLOPT_CAINFO, nil)
            easy.set(CURLOPT_CAINFO_BLOB, authorities)
        }
        if let chain, let key {
            easy.set(CURLOPT_SSLCERT_BLOB, chain)
            easy.set(CURLOPT_SSLKEY_BLOB, key)
        }
    }

    /// Whether this libcurl finds the system's authorities in one file.
    private static let systemHasBundle = unsafe curl_version_info(CURLVERSION_SEVENTH)?.pointee.cainfo != nil
}
