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
    var isResolved = true
    var isConnected = true

    /// curl's words, or those that go with its code; none that might repeat a proxy's password.
    var reason: String {
        text.isEmpty || text.contains("@") ? result.text : text
    }

    var code: HTTPClientError.Code {
        switch result {
        case CURLE_COULDNT_RESOLVE_HOST: .dns
        case CURLE_COULDNT_RESOLVE_PROXY, CURLE_PROXY: .proxy
        case CURLE_COULDNT_CONNECT: connectFailure
        case CURLE_OPERATION_TIMEDOUT: timeout
        case CURLE_URL_MALFORMAT, CURLE_UNSUPPORTED_PROTOCOL: .invalidRequest
        case CURLE_READ_ERROR, CURLE_ABORTED_BY_CALLBACK: .requestBody
        case CURLE_WEIRD_SERVER_REPLY, CURLE_BAD_CONTENT_ENCODING, CURLE_HTTP2: .protocolViolation
        case CURLE_FILESIZE_EXCEEDED: .limit(.responseBody)
        case CURLE_GOT_NOTHING, CURLE_PARTIAL_FILE, CURLE_HTTP2_STREAM, CURLE_SEND_FAIL_REWIND: .reset
        case CURLE_SEND_ERROR, CURLE_RECV_ERROR: alert.map(HTTPClientError.Code.tls) ?? .reset
        case CURLE_PEER_FAILED_VERIFICATION: .tls(certificateFailure)
        case CURLE_SSL_CLIENTCERT: .tls(.clientCertificateRequired)
        case CURLE_SSL_CONNECT_ERROR: handshakeFailure
        case CURLE_SSL_CERTPROBLEM, CURLE_SSL_CACERT_BADFILE, CURLE_SSL_CIPHER, CURLE_SSL_ENGINE_INITFAILED:
            .tls(.configuration)
        case CURLE_SSL_INVALIDCERTSTATUS: .tls(.revoked)
        default: .system
        }
    }

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
        if !isResolved { return .timeout(.resolve) }
        return .timeout(isConnected ? .handshake : .connect)
    }

    private var handshakeFailure: HTTPClientError.Code {
        if verification != 0 { return .tls(certificateFailure) }
        return .tls(alert ?? .handshake)
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

    /// OpenSSL's `X509_V_ERR_` numbers, which are part of its ABI.
    private var certificateFailure: HTTPClientError.TLSFailure {
        switch verification {
        case 9: .notYetValid
        case 10: .expired
        case 18: .selfSigned
        // Issuer missing, root not trusted, chain too short; 62 and later name checks are curl's own.
        case 2, 19, 20, 21, 22, 27, 28: .unknownAuthority
        case 23: .revoked
        case 0, 62, 64: .wrongName
        default: .unsuitableCertificate
        }
    }
}
