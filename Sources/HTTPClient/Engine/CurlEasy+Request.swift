// SPDX-License-Identifier: Apache-2.0

internal import CCurl
internal import CShims
internal import Glibc
internal import HTTPCore

extension CurlEasy {
    /// Sets what all requests of a client have in common.
    func apply(_ configuration: HTTPClient.Configuration, _ credentials: Credentials) {
        set(CURLOPT_NOSIGNAL, true)
        set(CURLOPT_PROTOCOLS_STR, "http,https")
        set(CURLOPT_REDIR_PROTOCOLS_STR, "http,https")
        set(CURLOPT_FOLLOWLOCATION, false)
        set(CURLOPT_PATH_AS_IS, true)
        set(CURLOPT_USERAGENT, configuration.userAgent)
        set(CURLOPT_TCP_KEEPALIVE, true)
        set(CURLOPT_TCP_KEEPIDLE, 30)
        set(CURLOPT_TCP_KEEPINTVL, 15)
        set(CURLOPT_MAXAGE_CONN, max(1, configuration.limits.idleConnectionAge.wholeMilliseconds / 1_000))
        if configuration.decompresses { set(CURLOPT_ACCEPT_ENCODING, "gzip") }
        apply(configuration.proxy)
        if let path = configuration.unixSocketPath {
            set(CURLOPT_UNIX_SOCKET_PATH, path)
            apply(.none)
        }
        credentials.apply(to: self)
    }

    private func apply(_ proxy: HTTPClient.Proxy) {
        // Neither the server's answer to CONNECT nor the fields of the request are the other side's business.
        set(CURLOPT_SUPPRESS_CONNECT_HEADERS, true)
        set(CURLOPT_HEADEROPT, Int(CURLHEADER_SEPARATE))
        switch proxy {
        case .environment:
            break
        case .none:
            set(CURLOPT_PROXY, "")
        case .url(let url):
            set(CURLOPT_PROXY, url.origin)
            set(CURLOPT_NOPROXY, "")
        }
    }

    /// Sets what this request asks for.
    func apply(_ plan: RequestPlan, connectTimeout: Duration) {
        set(CURLOPT_URL, plan.url)
        set(CURLOPT_HTTP_VERSION, Int(plan.allowsHTTP2 ? CURL_HTTP_VERSION_2TLS : CURL_HTTP_VERSION_1_1))
        // Without this, a burst of first requests opens a connection each before the first is known to be shareable.
        // Only where it can be: over plain HTTP, curl would wait for the first response to end.
        set(CURLOPT_PIPEWAIT, plan.allowsHTTP2)
        set(CURLOPT_CONNECTTIMEOUT_MS, connectTimeout)
        switch plan.upload {
        case .none:
            if plan.isHead { set(CURLOPT_NOBODY, true) }
        case .bytes(let bytes):
            set(CURLOPT_POST, true)
            set(postedBytes: bytes)
        case .stream(let length):
            set(CURLOPT_UPLOAD, true)
            set(size: CURLOPT_INFILESIZE_LARGE, length ?? -1)
        }
        if !plan.isHead { set(CURLOPT_CUSTOMREQUEST, plan.method) }
        set(CURLOPT_HTTPHEADER, lines: plan.headerLines)
        if let connectTo = plan.connectTo { set(CURLOPT_CONNECT_TO, lines: [connectTo]) }
    }

    /// Sends curl's callbacks to an exchange, which must outlive this handle's transfer.
    func attach(_ exchange: Exchange) {
        let context = unsafe Unmanaged.passUnretained(exchange).toOpaque()
        unsafe set(CURLOPT_HEADERDATA, context)
        unsafe set(CURLOPT_HEADERFUNCTION) { bytes, size, count, context in
            guard let exchange = unsafe Exchange.from(context) else { return 0 }
            let line = unsafe UnsafeRawBufferPointer(start: bytes, count: size * count)
            return unsafe exchange.readHeader(line) ? line.count : 0
        }
        unsafe set(CURLOPT_WRITEDATA, context)
        unsafe set(CURLOPT_WRITEFUNCTION) { bytes, size, count, context in
            guard let exchange = unsafe Exchange.from(context) else { return 0 }
            return unsafe exchange.receive(UnsafeRawBufferPointer(start: bytes, count: size * count))
        }
        unsafe set(CURLOPT_READDATA, context)
        unsafe set(CURLOPT_READFUNCTION) { bytes, size, count, context in
            guard let exchange = unsafe Exchange.from(context) else { return Int(CURL_READFUNC_ABORT) }
            return unsafe exchange.send(into: UnsafeMutableRawBufferPointer(start: bytes, count: size * count))
        }
        unsafe set(CURLOPT_SEEKDATA, context)
        unsafe set(seeking: { context, offset, origin in
            guard let exchange = unsafe Exchange.from(context), origin == SEEK_SET else { return CURL_SEEKFUNC_FAIL }
            return exchange.rewind(to: Int(offset)) ? CURL_SEEKFUNC_OK : CURL_SEEKFUNC_FAIL
        })
        unsafe set(CURLOPT_PREREQDATA, context)
        unsafe set(beforeSending: { context, _, _, _, _ in
            unsafe Exchange.from(context)?.maySend() == true ? CURL_PREREQFUNC_OK : CURL_PREREQFUNC_ABORT
        })
        if exchange.isAddressAllowed != nil {
            unsafe set(CURLOPT_OPENSOCKETDATA, context)
            unsafe set(openingSocket: { context, _, address in
                unsafe Exchange.from(context)?.openSocket(for: address) ?? CURL_SOCKET_BAD
            })
        }
        unsafe set(CURLOPT_SSL_CTX_DATA, context)
        unsafe set(beginningTLS: { _, tls, context in
            // Most connections are idle most of the time, and two buffers of 17 KB each are what they would hold.
            unsafe tls.map { unsafe cshim_ssl_ctx_release_buffers($0) }
            unsafe Exchange.from(context)?.beginTLS()
            return CURLE_OK
        })
    }
}

extension Exchange {
    fileprivate static func from(_ context: UnsafeMutableRawPointer?) -> Exchange? {
        unsafe context.map { unsafe Unmanaged<Exchange>.fromOpaque($0).takeUnretainedValue() }
    }
}
