// SPDX-License-Identifier: Apache-2.0

import HTTPCore
import HTTPServer
import Testing

/// A request that must not be understood, and why.
struct RejectedRequest: CustomTestStringConvertible {
    let testDescription: String
    let text: String
    let code: RequestRejection.Code

    init(_ name: String, _ text: String, _ code: RequestRejection.Code) {
        testDescription = name
        self.text = text
        self.code = code
    }

    /// A `POST` with these lines and this body.
    init(_ name: String, fields: String, body: String = "\r\n", _ code: RequestRejection.Code) {
        self.init(name, "POST / HTTP/1.1\r\nHost: x\r\n\(fields)\r\n\(body)", code)
    }

    init(_ name: String, chunks: String, _ code: RequestRejection.Code) {
        self.init(name, fields: "Transfer-Encoding: chunked", body: "\r\n\(chunks)", code)
    }

    init(_ name: String, target: String, _ code: RequestRejection.Code) {
        self.init(name, "GET \(target) HTTP/1.1\r\nHost: x\r\n\r\n", code)
    }

    static let all = requestLines + targets + fields + lengths + chunks

    static let requestLines = [
        RejectedRequest("HTTP/0.9", "GET /\r\n", .malformedRequestLine),
        RejectedRequest("HTTP/1.2", "GET / HTTP/1.2\r\n", .unsupportedVersion),
        RejectedRequest("HTTP/2", "GET / HTTP/2.0\r\n", .unsupportedVersion),
        RejectedRequest("the preface of HTTP/2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", .unsupportedVersion),
        RejectedRequest("a TLS handshake", "\u{16}\u{3}\u{1}", .malformedRequestLine),
        RejectedRequest("a version in small letters", "GET / http/1.1\r\n", .malformedRequestLine),
        RejectedRequest("a version of many digits", "GET / HTTP/1.10\r\n", .malformedRequestLine),
        RejectedRequest("two spaces before the target", "GET  / HTTP/1.1\r\n", .malformedRequestLine),
        RejectedRequest("two spaces behind the target", "GET /  HTTP/1.1\r\n", .malformedRequestLine),
        RejectedRequest("a space behind the version", "GET / HTTP/1.1 \r\n", .malformedRequestLine),
        RejectedRequest("a tab", "GET\t/ HTTP/1.1\r\n", .malformedRequestLine),
        RejectedRequest("a leading space", " GET / HTTP/1.1\r\n", .malformedRequestLine),
        RejectedRequest("a method that is no token", "G(T / HTTP/1.1\r\n", .malformedRequestLine),
        RejectedRequest("a bare LF behind the request line", "GET / HTTP/1.1\nHost: x\r\n\r\n", .malformedLineEnd),
        RejectedRequest("a bare CR in the request line", "GET / HTTP/1.1\rHost: x\r\n\r\n", .malformedRequestLine),
        RejectedRequest("an LF first", "\nGET / HTTP/1.1\r\n", .malformedRequestLine),
    ]

    static let targets = [
        RejectedRequest("an authority", "CONNECT example.org:443 HTTP/1.1\r\n", .unsupportedTarget),
        RejectedRequest("an asterisk for GET", target: "*", .unsupportedTarget),
        RejectedRequest("a relative path", target: "a/b", .unsupportedTarget),
        RejectedRequest("another scheme", target: "ftp://x/", .unsupportedTarget),
        RejectedRequest("an absolute target without host", target: "http:///a", .malformedTarget),
        RejectedRequest("an absolute target with a password", target: "http://u:p@x/", .malformedTarget),
        RejectedRequest("an absolute target for another host", target: "http://y/", .contradictingHost),
        RejectedRequest("a fragment", target: "/a#b", .malformedTarget),
        RejectedRequest("a broken escape", target: "/%4", .malformedTarget),
        RejectedRequest("an escape that is none", target: "/%zz", .malformedTarget),
        RejectedRequest("a broken escape in the query", target: "/?a=%", .malformedTarget),
        RejectedRequest("an escaped NUL", target: "/a%00", .malformedTarget),
        RejectedRequest("escaped bytes that are not UTF-8", target: "/%FF", .malformedTarget),
        RejectedRequest("a byte beyond ASCII", target: "/ä", .malformedTarget),
        RejectedRequest("a control byte", target: "/a\u{1}", .malformedTarget),
        RejectedRequest("a DEL", target: "/a\u{7F}", .malformedTarget),
        RejectedRequest("a dot segment", target: "/a/../b", .dotSegment),
        RejectedRequest("an encoded dot segment", target: "/a/%2e%2E/b", .dotSegment),
        RejectedRequest("a dot segment behind an encoded slash", target: "/a%2f..%2fb", .dotSegment),
        RejectedRequest("a dot segment behind a backslash", target: "/a\\..\\b", .dotSegment),
    ]

    static let fields = [
        RejectedRequest("no Host", "GET / HTTP/1.1\r\n\r\n", .malformedHost),
        RejectedRequest("two Hosts", fields: "Host: x", .malformedHost),
        RejectedRequest("two hosts in one field", "GET / HTTP/1.1\r\nHost: x, y\r\n\r\n", .malformedHost),
        RejectedRequest("a Host with a path", "GET / HTTP/1.1\r\nHost: x/y\r\n\r\n", .malformedHost),
        RejectedRequest("a Host with user information", "GET / HTTP/1.1\r\nHost: u@x\r\n\r\n", .malformedHost),
        RejectedRequest("a space before the colon", fields: "Content-Length : 5", .malformedField),
        RejectedRequest("a tab before the colon", fields: "Transfer-Encoding\t: chunked", .malformedField),
        RejectedRequest("no colon", fields: "Content-Length", .malformedField),
        RejectedRequest("an empty name", fields: ": value", .malformedField),
        RejectedRequest("a NUL in a name", fields: "A\0B: c", .malformedField),
        RejectedRequest("a byte beyond ASCII in a name", fields: "Ä: c", .malformedField),
        RejectedRequest("a control byte in a value", fields: "A: b\u{1}c", .malformedField),
        RejectedRequest("a NUL in a value", fields: "A: b\0c", .malformedField),
        RejectedRequest("a bare CR in a value", fields: "A: b\rContent-Length: 5", .malformedField),
        RejectedRequest("a bare LF behind a field", fields: "A: b\nContent-Length: 5", .malformedLineEnd),
        RejectedRequest("a bare LF as the empty line", "GET / HTTP/1.1\r\nHost: x\r\n\n", .malformedLineEnd),
        RejectedRequest("a folded value", fields: "A: b\r\n c", .foldedField),
        RejectedRequest("a space before the first field", "GET / HTTP/1.1\r\n Host: x\r\n\r\n", .foldedField),
        RejectedRequest("an unknown expectation", fields: "Expect: 200-ok", .unsupportedExpectation),
    ]

    static let lengths = [
        RejectedRequest(
            "a length and chunks",
            fields: "Content-Length: 5\r\nTransfer-Encoding: chunked",
            .contradictingLengths
        ),
        RejectedRequest(
            "chunks and a length",
            fields: "Transfer-Encoding: chunked\r\nContent-Length: 5",
            .contradictingLengths
        ),
        RejectedRequest(
            "chunks and a length of zero",
            fields: "Transfer-Encoding: chunked\r\nContent-Length: 0",
            .contradictingLengths
        ),
        RejectedRequest("two lengths", fields: "Content-Length: 5\r\nContent-Length: 6", .contradictingLengths),
        RejectedRequest(
            "the same length twice",
            fields: "Content-Length: 5\r\ncontent-length: 5",
            .contradictingLengths
        ),
        RejectedRequest("a list of lengths", fields: "Content-Length: 5, 5", .malformedContentLength),
        RejectedRequest("a positive length", fields: "Content-Length: +5", .malformedContentLength),
        RejectedRequest("a negative length", fields: "Content-Length: -5", .malformedContentLength),
        RejectedRequest("a hexadecimal length", fields: "Content-Length: 0x5", .malformedContentLength),
        RejectedRequest("a fraction as length", fields: "Content-Length: 5.0", .malformedContentLength),
        RejectedRequest("an empty length", fields: "Content-Length:", .malformedContentLength),
        RejectedRequest("a length with a space", fields: "Content-Length: 1 2", .malformedContentLength),
        RejectedRequest("a length of 64 bits", fields: "Content-Length: 9223372036854775808", .malformedContentLength),
        RejectedRequest("a length of 65 bits", fields: "Content-Length: 18446744073709551621", .malformedContentLength),
        RejectedRequest("a length over the limit", fields: "Content-Length: 9223372036854775807", .bodyTooLarge),
        RejectedRequest(
            "two transfer encodings",
            fields: "Transfer-Encoding: gzip, chunked",
            .unsupportedTransferEncoding
        ),
        RejectedRequest("chunks twice", fields: "Transfer-Encoding: chunked, chunked", .unsupportedTransferEncoding),
        RejectedRequest(
            "two fields of chunks",
            fields: "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked",
            .unsupportedTransferEncoding
        ),
        RejectedRequest("almost chunks", fields: "Transfer-Encoding: xchunked", .unsupportedTransferEncoding),
        RejectedRequest("quoted chunks", fields: "Transfer-Encoding: \"chunked\"", .unsupportedTransferEncoding),
        RejectedRequest("chunks behind a vertical tab", fields: "Transfer-Encoding: \u{B}chunked", .malformedField),
        RejectedRequest("identity", fields: "Transfer-Encoding: identity", .unsupportedTransferEncoding),
        RejectedRequest(
            "chunks in HTTP/1.0",
            "POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n",
            .contradictingLengths
        ),
    ]

    static let chunks = [
        RejectedRequest("no chunk size", chunks: "\r\nhello", .malformedChunk),
        RejectedRequest("a negative chunk size", chunks: "-1\r\n", .malformedChunk),
        RejectedRequest("a chunk size with a sign", chunks: "+5\r\nhello", .malformedChunk),
        RejectedRequest("a chunk size with 0x", chunks: "0x5\r\nhello", .malformedChunk),
        RejectedRequest("a chunk size behind a space", chunks: " 5\r\nhello", .malformedChunk),
        RejectedRequest("a chunk size before a space", chunks: "5 \r\nhello", .malformedChunk),
        RejectedRequest("a chunk size of 64 bits", chunks: "8000000000000000\r\n", .malformedChunk),
        RejectedRequest("a chunk size of 65 bits", chunks: "10000000000000005\r\n", .malformedChunk),
        RejectedRequest("a chunk size with too many zeros", chunks: "00000000000000005\r\n", .malformedChunk),
        RejectedRequest("a chunk over the limit", chunks: "400000000000000\r\n", .bodyTooLarge),
        RejectedRequest("a bare LF behind a chunk size", chunks: "5\nhello\r\n0\r\n\r\n", .malformedChunk),
        RejectedRequest("a bare CR behind a chunk size", chunks: "5\rhello", .malformedChunk),
        RejectedRequest("a bare LF in an extension", chunks: "5;a\nhello", .malformedChunk),
        RejectedRequest("a chunk longer than its size", chunks: "5\r\nhello!\r\n", .malformedChunk),
        RejectedRequest("a bare LF behind a chunk", chunks: "5\r\nhello\n0\r\n\r\n", .malformedChunk),
        RejectedRequest("a trailer without colon", chunks: "0\r\nGET / HTTP/1.1\r\n\r\n", .malformedTrailer),
        RejectedRequest("a folded trailer", chunks: "0\r\nA: b\r\n c\r\n\r\n", .malformedTrailer),
        RejectedRequest("a trailer with a space before the colon", chunks: "0\r\nA : b\r\n\r\n", .malformedTrailer),
        RejectedRequest("a bare LF behind a trailer", chunks: "0\r\nA: b\n\r\n", .malformedTrailer),
        RejectedRequest("a bare LF as the last line", chunks: "0\r\n\n", .malformedTrailer),
        RejectedRequest("a bare CR as the last line", chunks: "0\r\n\rX", .malformedTrailer),
    ]
}

@Suite struct RequestRejectionTests {
    @Test("what could be read in two ways is refused", arguments: RejectedRequest.all)
    func rejected(_ row: RejectedRequest) {
        let transcript = Transcript(row.text)
        #expect(transcript.rejection == row.code)
        #expect(transcript.requests.allSatisfy { !$0.isComplete })
    }

    @Test(
        "unusual requests that mean one thing are understood",
        arguments: [
            "GET http://X:80/a HTTP/1.1\r\nHost: x:80\r\n\r\n",
            "GET HTTPS://x HTTP/1.1\r\nHost: x\r\n\r\n",
            "OPTIONS * HTTP/1.1\r\nHost: x\r\n\r\n",
            "GET / HTTP/1.1\r\nHost:\r\n\r\n",
            "GET / HTTP/1.1\r\nHost:[::1]:8080\r\n\r\n",
            "GET / HTTP/1.0\r\n\r\n",
            "X-Y_Z.1 / HTTP/1.1\r\nHost: x\r\n\r\n",
            "GET //a/.b/..c/d..?../.. HTTP/1.1\r\nHost: x\r\n\r\n",
            "GET /%41%c3%a4?[a]={b}|\" HTTP/1.1\r\nHost: x\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: x\r\nEmpty:\r\nTab: a\tb\r\nName: ä\r\n\r\n",
        ]
    )
    func accepted(_ text: String) {
        let transcript = Transcript(text)
        #expect(transcript.rejection == nil)
        #expect(transcript.requests.first?.isComplete == true)
    }

    @Test("each rejection tells its own reason and an error status")
    func statuses() {
        let all = RequestRejection.Code.allCases.map { RequestRejection($0) }
        #expect(all.allSatisfy { $0.status.code >= 400 && !$0.description.isEmpty })
        #expect(RequestRejection(.unsupportedVersion).status == .versionNotSupported)
        #expect(RequestRejection(.contradictingLengths).status == .badRequest)
    }
}
