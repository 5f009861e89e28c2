// SPDX-License-Identifier: Apache-2.0

import CCurl
import Glibc
import TestSupport
import Testing

@testable import HTTPClient

@Suite("What curl's results mean")
struct CurlOutcomeTests {
    /// What curl says, and the code that comes of it.
    struct Case: CustomTestStringConvertible {
        let outcome: CurlOutcome
        let code: HTTPClientError.Code

        var testDescription: String { "\(outcome.result.rawValue) \(outcome.text) \(outcome.verification)" }
    }

    static let cases = [
        Case(outcome: .init(result: CURLE_COULDNT_RESOLVE_HOST), code: .dns),
        Case(outcome: .init(result: CURLE_COULDNT_RESOLVE_PROXY), code: .proxy),
        Case(outcome: .init(result: CURLE_COULDNT_CONNECT, systemError: ECONNREFUSED), code: .connect(.refused)),
        Case(outcome: .init(result: CURLE_COULDNT_CONNECT, systemError: EHOSTUNREACH), code: .connect(.unreachable)),
        Case(outcome: .init(result: CURLE_COULDNT_CONNECT, systemError: ETIMEDOUT), code: .timeout(.connect)),
        Case(outcome: .init(result: CURLE_COULDNT_CONNECT), code: .connect(.other)),
        Case(outcome: .init(result: CURLE_RECV_ERROR, proxyStatus: 407), code: .proxy),
        Case(outcome: .init(result: CURLE_RECV_ERROR, proxyStatus: 200), code: .reset),
        Case(
            outcome: .init(result: CURLE_OPERATION_TIMEDOUT, text: "Resolving timed out", isResolved: false),
            code: .timeout(.resolve)
        ),
        Case(outcome: .init(result: CURLE_OPERATION_TIMEDOUT, hasBegunTLS: false), code: .timeout(.connect)),
        Case(outcome: .init(result: CURLE_OPERATION_TIMEDOUT), code: .timeout(.handshake)),
        Case(outcome: .init(result: CURLE_GOT_NOTHING), code: .reset),
        Case(outcome: .init(result: CURLE_PARTIAL_FILE), code: .reset),
        Case(outcome: .init(result: CURLE_HTTP2_STREAM), code: .reset),
        Case(outcome: .init(result: CURLE_HTTP2), code: .protocolViolation),
        Case(outcome: .init(result: CURLE_OUT_OF_MEMORY), code: .limit(.responseHead)),
        Case(outcome: .init(result: CURLE_OUT_OF_MEMORY, hasHead: true), code: .limit(.responseBody)),
        Case(outcome: .init(result: CURLE_PEER_FAILED_VERIFICATION, verification: 9), code: .tls(.notYetValid)),
        Case(outcome: .init(result: CURLE_PEER_FAILED_VERIFICATION, verification: 10), code: .tls(.expired)),
        Case(outcome: .init(result: CURLE_PEER_FAILED_VERIFICATION, verification: 18), code: .tls(.selfSigned)),
        Case(outcome: .init(result: CURLE_PEER_FAILED_VERIFICATION, verification: 19), code: .tls(.unknownAuthority)),
        Case(outcome: .init(result: CURLE_PEER_FAILED_VERIFICATION, verification: 23), code: .tls(.revoked)),
        Case(outcome: .init(result: CURLE_PEER_FAILED_VERIFICATION, verification: 0), code: .tls(.wrongName)),
        Case(
            outcome: .init(result: CURLE_PEER_FAILED_VERIFICATION, verification: 26),
            code: .tls(.unsuitableCertificate)
        ),
        Case(outcome: .init(result: CURLE_SSL_CONNECT_ERROR, verification: 1), code: .tls(.handshake)),
        Case(
            outcome: .init(result: CURLE_RECV_ERROR, text: "OpenSSL SSL_read: … tlsv13 alert certificate required"),
            code: .tls(.clientCertificateRequired)
        ),
        Case(
            outcome: .init(result: CURLE_SSL_CONNECT_ERROR, text: "error:0A000418:…:tlsv1 alert unknown ca"),
            code: .tls(.clientCertificateRejected)
        ),
        Case(outcome: .init(result: CURLE_SSL_CERTPROBLEM), code: .tls(.configuration)),
        Case(outcome: .init(result: CURLE_FAILED_INIT), code: .system),
    ]

    @Test("each result has its code", arguments: cases)
    func table(_ row: Case) {
        #expect(row.outcome.code == row.code)
    }

    @Test("the reason is curl's, unless it might repeat a password")
    func reasons() {
        let told = CurlOutcome(result: CURLE_COULDNT_CONNECT, text: "Failed to connect to a port 1")
        #expect(told.reason == "Failed to connect to a port 1")
        let secret = CurlOutcome(result: CURLE_COULDNT_CONNECT, text: "Unsupported proxy 'http://user:canary@host'")
        #expect(secret.reason == "Couldn't connect to server")
        #expect(CurlOutcome(result: CURLE_GOT_NOTHING).reason.isEmpty == false)
    }
}
