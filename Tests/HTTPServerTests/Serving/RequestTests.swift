// SPDX-License-Identifier: Apache-2.0

import HTTPCore
import HTTPServer
import Testing

@Suite(.timeLimit(.minutes(1))) struct RequestTests {
    @Test("a connection is kept and answers one request after the other")
    func keepAlive() async throws {
        try await withServer(handler: answering { HTTPServerResponse(text: "<\($0.path)>") }) { address, server in
            let client = try RawClient(address)
            for path in ["/a", "/b"] {
                try await client.send("GET \(path) HTTP/1.1\r\nHost: x\r\n\r\n")
                let response = try await client.receive(until: ">")
                #expect(response.hasPrefix("HTTP/1.1 200 OK\r\n"))
                #expect(response.contains("\r\nContent-Length: 4\r\n") && response.contains("\r\nDate: "))
                #expect(!response.contains("Connection:"))
                #expect(response.hasSuffix("\r\n\r\n<\(path)>"))
            }
            #expect(server.connectionCount == 1)
        }
    }

    @Test("pipelined requests are answered in order, slow ones too")
    func pipelining() async throws {
        let handler: HTTPHandler = { request in
            if request.path.hasSuffix("3") { try await Task.sleep(for: .milliseconds(20)) }
            return HTTPServerResponse(text: "<\(request.path)>")
        }
        try await withServer(handler: handler) { address, _ in
            let client = try RawClient(address)
            let requests = (0..<20).map { "POST /\($0) HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\nab" }
            try await client.send(requests.joined())
            client.finishSending()
            let (text, ending) = try await client.receiveAll()
            let bodies = text.split(separator: "\r\n").compactMap { $0.firstMatch(of: /^<\/(\d+)>/)?.output.1 }
            #expect(bodies.map { Int($0) } == Array(0..<20))
            #expect(ending == .closed)
        }
    }

    @Test("a client that pipelines and does not read is not served beyond what the buffers take")
    func pipeliningWithoutReading() async throws {
        let log = EventLog()
        let configuration = HTTPServerConfiguration.test { $0.observe = log.add }
        let body = [UInt8](repeating: 0x61, count: 100_000)
        try await withServer(configuration, handler: answering { _ in HTTPServerResponse(body: body) }) { address, _ in
            let client = try RawClient(address, receiveBuffer: 4096)
            let request = Array("GET / HTTP/1.1\r\nHost: x\r\n\r\n".utf8)
            let requests = [UInt8]((0..<10_000).map { _ in request }.joined())
            _ = client.sendUntilBlocked(requests)
            try await Task.sleep(for: .milliseconds(100))
            // Some megabytes fit into the system's buffers, not a thousand bodies.
            #expect(log.requests.count < 500)
        }
    }

    @Test("a client that pipelines, closes its half and then reads gets every response")
    func pipeliningThenReading() async throws {
        let body = [UInt8](repeating: 0x61, count: 100_000)
        try await withServer(handler: answering { _ in HTTPServerResponse(body: body) }) { address, _ in
            let client = try RawClient(address, receiveBuffer: 4096)
            try await client.send(String(repeating: "GET / HTTP/1.1\r\nHost: x\r\n\r\n", count: 100))
            client.finishSending()
            try await Task.sleep(for: .milliseconds(50))
            let (text, ending) = try await client.receiveAll()
            #expect(text.ranges(of: "HTTP/1.1 200 OK").count == 100)
            #expect(ending == .closed)
        }
    }

    struct Framing: CustomTestStringConvertible {
        let testDescription: String
        let request: String
        let status: HTTPStatus
        let isStreaming: Bool
        let contains: String
        let lacks: String
        let end: String
    }

    static let framings = [
        Framing(
            testDescription: "HEAD has the length and not the body",
            request: "HEAD / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
            status: .ok,
            isStreaming: false,
            contains: "Content-Length: 4\r\n",
            lacks: "body",
            end: "\r\n\r\n"
        ),
        Framing(
            testDescription: "HEAD of a stream has neither length nor body",
            request: "HEAD / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
            status: .ok,
            isStreaming: true,
            contains: "Transfer-Encoding: chunked\r\n",
            lacks: "body",
            end: "\r\n\r\n"
        ),
        Framing(
            testDescription: "204 has neither length nor body",
            request: "GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
            status: .noContent,
            isStreaming: false,
            contains: "HTTP/1.1 204 No Content\r\n",
            lacks: "Content-Length",
            end: "\r\n\r\n"
        ),
        Framing(
            testDescription: "304 has no body",
            request: "GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
            status: .notModified,
            isStreaming: true,
            contains: "HTTP/1.1 304 Not Modified\r\n",
            lacks: "chunked",
            end: "\r\n\r\n"
        ),
        Framing(
            testDescription: "HTTP/1.1 gets a stream in chunks",
            request: "GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
            status: .ok,
            isStreaming: true,
            contains: "Transfer-Encoding: chunked\r\nConnection: close\r\n",
            lacks: "Content-Length",
            end: "\r\n\r\n2\r\nbo\r\n2\r\ndy\r\n0\r\n\r\n"
        ),
        Framing(
            testDescription: "HTTP/1.0 gets a stream until the connection ends",
            request: "GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n",
            status: .ok,
            isStreaming: true,
            contains: "Connection: close\r\n",
            lacks: "chunked",
            end: "\r\n\r\nbody"
        ),
        Framing(
            testDescription: "HTTP/1.0 is closed unless it asks not to be",
            request: "GET / HTTP/1.0\r\n\r\n",
            status: .ok,
            isStreaming: false,
            contains: "Connection: close\r\n",
            lacks: "keep-alive",
            end: "\r\n\r\nbody"
        ),
    ]

    @Test("the body is framed as request and status demand", arguments: framings)
    func framing(_ row: Framing) async throws {
        let handler: HTTPHandler = { _ in
            guard row.isStreaming else { return HTTPServerResponse(row.status, body: Array("body".utf8)) }
            return HTTPServerResponse(row.status) { writer in
                try await writer.write("bo")
                try await writer.write("dy")
            }
        }
        try await withServer(handler: handler) { address, _ in
            let client = try RawClient(address)
            try await client.send(row.request)
            let (text, ending) = try await client.receiveAll()
            #expect(text.contains(row.contains))
            #expect(!text.contains(row.lacks))
            #expect(text.hasSuffix(row.end))
            #expect(ending == .closed)
        }
    }

    @Test("HTTP/1.0 is kept when it asks for it")
    func keepAliveOfHTTP10() async throws {
        try await withServer(handler: answering { _ in HTTPServerResponse(text: "body") }) { address, _ in
            let client = try RawClient(address)
            for _ in 0..<2 {
                try await client.send("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n")
                #expect(try await client.receive(until: "body").contains("Connection: keep-alive\r\n"))
            }
        }
    }

    struct Outcome: CustomTestStringConvertible {
        let testDescription: String
        let start: String
        let body: String
        let result: @Sendable () throws -> HTTPServerResponse
    }

    private struct Secret: Error {}

    static let outcomes = [
        Outcome(
            testDescription: "an error is 500 and stays unsaid",
            start: "HTTP/1.1 500 Internal Server Error\r\n",
            body: "internal server error"
        ) { throw Secret() },
        Outcome(
            testDescription: "a problem is told as it wishes",
            start: "HTTP/1.1 409 Conflict\r\n",
            body: "exists already"
        ) { throw HTTPProblem(.conflict, "exists already") },
        Outcome(
            testDescription: "a field that would end its line is 500",
            start: "HTTP/1.1 500 ",
            body: "internal server error"
        ) { HTTPServerResponse(fields: ["A": "b\r\nC: d"]) },
        Outcome(
            testDescription: "a status that is not final is 500",
            start: "HTTP/1.1 500 ",
            body: "internal server error"
        ) { HTTPServerResponse(HTTPStatus(100)) },
        Outcome(
            testDescription: "framing fields of a handler are not sent",
            start: "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nDate: ",
            body: "ok"
        ) {
            HTTPServerResponse(
                fields: ["content-length": "7", "Transfer-Encoding": "chunked", "connection": "close", "Date": "x"],
                body: Array("ok".utf8)
            )
        },
    ]

    @Test("what a handler does wrong does not reach the wire", arguments: outcomes)
    func contains(_ row: Outcome) async throws {
        try await withServer(handler: answering { _ in try row.result() }) { address, _ in
            let client = try RawClient(address)
            try await client.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n")
            let text = try await client.receive(until: row.body)
            #expect(text.hasPrefix(row.start))
            #expect(text.hasSuffix("\r\n\r\n\(row.body)"))
        }
    }

    @Test("a refused request is told why, and nothing behind it is read")
    func rejection() async throws {
        let log = EventLog()
        let smuggled = "GET /smuggled HTTP/1.1\r\nHost: x\r\n\r\n"
        let handled = Flag()
        let handler: HTTPHandler = { request in
            if request.path != "/" { handled.set() }
            return HTTPServerResponse(text: "ok")
        }
        try await withServer(.test { $0.observe = log.add }, handler: handler) { address, _ in
            let client = try RawClient(address)
            try await client.send(
                "GET / HTTP/1.1\r\nHost: x\r\n\r\n"
                    + "POST /both HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n"
                    + "0\r\n\r\n\(smuggled)"
            )
            let (text, ending) = try await client.receiveAll()
            #expect(text.hasPrefix("HTTP/1.1 200 OK\r\n"))
            #expect(text.contains("okHTTP/1.1 400 Bad Request\r\n"))
            #expect(text.contains("Connection: close\r\n"))
            #expect(text.hasSuffix("the body has two lengths"))
            #expect(ending == .closed)
        }
        #expect(!handled.isSet)
        #expect(log.rejections == [.contradictingLengths])
        #expect(log.closings == [.rejected])
    }

    @Test("every malformed request ends its connection without a handler", arguments: RejectedRequest.all)
    func malformed(_ row: RejectedRequest) async throws {
        let handled = Flag()
        let handler: HTTPHandler = { request in
            _ = try await request.body.collect(upTo: 1000)
            handled.set()
            return HTTPServerResponse(text: "handled")
        }
        try await withServer(handler: handler) { address, _ in
            let client = try RawClient(address)
            try await client.send(row.text)
            let (text, ending) = try await client.receiveAll()
            #expect(text.hasPrefix("HTTP/1.1 \(RequestRejection(row.code).status.code) "))
            #expect(ending == .closed)
        }
        #expect(!handled.isSet)
    }
}
