// SPDX-License-Identifier: Apache-2.0

import HTTPCore
import HTTPServer
import Testing

@Suite struct RequestDecoderTests {
    @Test("a request without a body is its head and an end")
    func plainRequest() throws {
        let transcript = Transcript("GET /a/b?c=d HTTP/1.1\r\nHost: example.org\r\nX-Note:  two words \t\r\n\r\n")
        let request = try #require(transcript.requests.first)
        #expect(transcript.requests.count == 1 && request.isComplete)
        #expect(request.head.method == .get)
        #expect(request.head.target.path == "/a/b")
        #expect(request.head.target.query == "c=d")
        #expect(request.head.version == .http11)
        #expect(request.head.fields["x-note"] == "two words")
        #expect(request.head.isPersistent && !request.head.expectsContinue)
    }

    struct Body: CustomTestStringConvertible {
        let testDescription: String
        let text: String
        let body: String
        let framing: BodyFraming
    }

    static let bodies = [
        Body(
            testDescription: "a length",
            text: "Content-Length: 5\r\n\r\nhello",
            body: "hello",
            framing: .length(5)
        ),
        Body(testDescription: "a length of zero", text: "Content-Length: 0\r\n\r\n", body: "", framing: .none),
        Body(
            testDescription: "a length with zeros",
            text: "Content-Length: 005\r\n\r\nhello",
            body: "hello",
            framing: .length(5)
        ),
        Body(
            testDescription: "chunks",
            text: "Transfer-Encoding: Chunked\r\n\r\n5\r\nhello\r\n1;name=\"value\"\r\n,\r\n006\r\n world\r\n0\r\n\r\n",
            body: "hello, world",
            framing: .chunked
        ),
        Body(
            testDescription: "chunks with trailers, which are dropped",
            text: "Transfer-Encoding: chunked\r\n\r\nA\r\n0123456789\r\n0\r\nExpires: never\r\nEmpty:\r\n\r\n",
            body: "0123456789",
            framing: .chunked
        ),
    ]

    @Test("bodies are found, and the next request behind them", arguments: bodies)
    func findsBodies(_ row: Body) throws {
        let next = "GET /next HTTP/1.1\r\nHost: x\r\n\r\n"
        let transcript = Transcript("POST / HTTP/1.1\r\nHost: x\r\n\(row.text)\(next)")
        #expect(transcript.rejection == nil)
        let request = try #require(transcript.requests.first)
        #expect(request.head.framing == row.framing)
        #expect(String(decoding: request.body, as: UTF8.self) == row.body)
        #expect(transcript.requests.last?.head.target.path == "/next")
        #expect(transcript.requests.last?.isComplete == true)
    }

    struct Persistence: CustomTestStringConvertible {
        let head: String
        let isPersistent: Bool
        var testDescription: String { "\(head.debugDescription) is \(isPersistent ? "kept" : "closed")" }
    }

    static let persistence = [
        Persistence(head: "1.1\r\nHost: x", isPersistent: true),
        Persistence(head: "1.1\r\nHost: x\r\nConnection: close", isPersistent: false),
        Persistence(head: "1.1\r\nHost: x\r\nConnection: Upgrade ,\tCLOSE", isPersistent: false),
        Persistence(head: "1.1\r\nHost: x\r\nConnection: upgrade\r\nConnection: close", isPersistent: false),
        Persistence(head: "1.1\r\nHost: x\r\nConnection: closed", isPersistent: true),
        Persistence(head: "1.0", isPersistent: false),
        Persistence(head: "1.0\r\nConnection: keep-alive", isPersistent: true),
        Persistence(head: "1.0\r\nConnection: keep-alive, close", isPersistent: false),
    ]

    @Test("a connection is kept as version and Connection field say", arguments: persistence)
    func keepsConnections(_ row: Persistence) {
        let transcript = Transcript("GET / HTTP/\(row.head)\r\n\r\n")
        #expect(transcript.requests.first?.head.isPersistent == row.isPersistent)
    }

    @Test("a client that expects 100 is recognised, unless it sends no body or speaks HTTP/1.0")
    func expectation() {
        let field = "Host: x\r\nExpect: 100-Continue\r\n"
        let length = "Content-Length: 1\r\n"
        #expect(Transcript("PUT / HTTP/1.1\r\n\(field)\(length)\r\n").requests[0].head.expectsContinue)
        #expect(!Transcript("PUT / HTTP/1.1\r\n\(field)\r\n").requests[0].head.expectsContinue)
        #expect(!Transcript("PUT / HTTP/1.0\r\n\(field)\(length)\r\n").requests[0].head.expectsContinue)
    }

    @Test("up to two empty lines before a request are skipped, a third is refused")
    func emptyLines() {
        let request = "GET / HTTP/1.1\r\nHost: x\r\n\r\n"
        #expect(Transcript("\r\n\r\n\(request)\r\n\(request)").requests.count == 2)
        #expect(Transcript("\r\n\r\n\r\n\(request)").rejection == .malformedRequestLine)
    }

    @Test("nothing is read behind a rejection")
    func rejectionIsFinal() {
        let transcript = Transcript("BAD\r\n\r\nGET / HTTP/1.1\r\nHost: x\r\n\r\n")
        #expect(transcript.requests.isEmpty)
        #expect(transcript.rejection == .malformedRequestLine)
    }
}
