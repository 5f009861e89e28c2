// SPDX-License-Identifier: Apache-2.0

internal import CCurl
internal import Glibc

/// What curl tells of a failure, as values.
struct CurlOutcome {
    var result: CURLcode
    /// curl's error buffer.
    var text = ""
    /// OpenSSL's verdict on the certificate; zero is a good one, or none.
    var verification = 0
    var systemError: Int32 = 0
    /// How a proxy answered the request for a tunnel; zero when none was asked.
    var proxyStatus = 0
    var isResolved = true
    var hasBegunTLS = true
    var hasHead = false

    /// curl's words, or those that go with its code; none that might repeat a proxy's password.
    var reason: String {
        text.isEmpty || text.contains("@") ? result.text : text
    }

    var code: HTTPClientError.Code {
        if proxyStatus != 0, !(200..<300).contains(proxyStatus) { return .proxy }
        return switch result {
        case CURLE_COULDNT_RESOLVE_HOST: .dns
        case CURLE_COULDNT_RESOLVE_PROXY, CURLE_PROXY: .proxy
        case CURLE_COULDNT_CONNECT: connectFailure
        case CURLE_OPERATION_TIMEDOUT: timeout
        case CURLE_URL_MALFORMAT: .invalidRequest
        case CURLE_READ_ERROR, CURLE_ABORTED_BY_CALLBACK: .requestBody
        // "Unsupported" is HTTP/0.9, that is, anything without a status line.
        case CURLE_UNSUPPORTED_PROTOCOL, CURLE_WEIRD_SERVER_REPLY, CURLE_BAD_CONTENT_ENCODING, CURLE_HTTP2:
            .protocolViolation
        case CURLE_GOT_NOTHING, CURLE_PARTIAL_FILE, CURLE_HTTP2_STREAM, CURLE_SEND_FAIL_REWIND: .reset
        case CURLE_SEND_ERROR, CURLE_RECV_ERROR: brokenConnection
        // Lines and pauses have limits of their own in curl, which older versions report as a lack of memory.
        case CURLE_OUT_OF_MEMORY, Self.tooLarge: .limit(hasHead ? .responseBody : .responseHead)
        default: tlsFailure.map(HTTPClientError.Code.tls) ?? .system
        }
    }

    /// `CURLE_TOO_LARGE`, which this libcurl's header may not have yet.
    private static let tooLarge = CURLcode(100)

    private var connectFailure: HTTPClientError.Code {
        switch systemError {
        case ECONNREFUSED: .connect(.refused)
        case ENETUNREACH, EHOSTUNREACH, EADDRNOTAVAIL, ENETDOWN, EHOSTDOWN: .connect(.unreachable)
        case ETIMEDOUT: .timeout(.connect)
        default: text.contains("proxy") ? .proxy : .connect(.other)
        }
    }

    /// curl's own limit covers the way to a connection only; the other times are kept by the exchange's clocks.
    private var timeout: HTTPClientError.Code {
        if !isResolved, text.hasPrefix("Resolving") { return .timeout(.resolve) }
        return .timeout(hasBegunTLS ? .handshake : .connect)
    }

    private var brokenConnection: HTTPClientError.Code {
        if let alert { return .tls(alert) }
        return text.contains("chunked-encoding") ? .protocolViolation : .reset
    }

    private var tlsFailure: HTTPClientError.TLSFailure? {
        switch result {
        case CURLE_PEER_FAILED_VERIFICATION: certificateFailure ?? .wrongName
        case CURLE_SSL_CONNECT_ERROR: certificateFailure ?? alert ?? .handshake
        case CURLE_SSL_CLIENTCERT: .clientCertificateRequired
        case CURLE_SSL_INVALIDCERTSTATUS: .revoked
        case CURLE_SSL_CERTPROBLEM, CURLE_SSL_CACERT_BADFILE, CURLE_SSL_CIPHER, CURLE_SSL_ENGINE_INITFAILED:
            .configuration
        default: nil
        }
    }

    /// What the server's last word was, when it was a TLS alert: OpenSSL passes it on in English only.
    private var alert: HTTPClientError.TLSFailure? {
        let text = text.lowercased()
        if text.contains("alert certificate required") { return .clientCertificateRequired }
        let rejections = [
            "alert bad certificate", "alert unknown ca", "alert certificate unknown", "alert certificate expired",
            "alert certificate revoked", "alert unsupported certificate", "alert access denied", "alert decrypt error",
        ]
        if rejections.contains(where: text.contains) { return .clientCertificateRejected }
        return text.contains("alert handshake failure") || text.contains("alert protocol version") ? .handshake : nil
    }

    /// OpenSSL's `X509_V_ERR_` numbers, which are part of its ABI; 1 is what curl starts with.
    private var certificateFailure: HTTPClientError.TLSFailure? {
        switch verification {
        case 0, 1: nil
        case 9: .notYetValid
        case 10: .expired
        case 18: .selfSigned
        // No issuer, none that is trusted, or a chain that is too long.
        case 2, 19, 20, 21, 22, 27, 28: .unknownAuthority
        case 23: .revoked
        case 62, 64: .wrongName
        default: .unsuitableCertificate
        }
    }
}
