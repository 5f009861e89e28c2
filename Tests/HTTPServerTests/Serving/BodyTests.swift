// SPDX-License-Identifier: Apache-2.0

import HTTPCore
import HTTPServer
import Synchronization
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(1))) struct BodyTests {
    private static let echo: HTTPHandler = { request in
        HTTPServerResponse(body: try await request.body.collect(upTo: 1_000_000) + Array(">".utf8))
    }

    @Test("a body that comes in pieces is read whole", arguments: ["Content-Length: 10", "Transfer-Encoding: chunked"])
    func pieces(_ field: String) async throws {
        let pieces =
            field.hasPrefix("C") ? ["01234", "5678", "9"] : ["5\r\n012", "34\r", "\n5\r\n56789\r\n0\r\n", "\r\n"]
        try await withServer(handler: Self.echo) { address, _ in
            let client = try RawClient(address)
            for piece in ["POST / HTTP/1.1\r\nHo", "st: x\r\n\(field)\r\n\r\n"] + pieces {
                try await client.send(piece)
                try await Task.sleep(for: .milliseconds(5))
            }
            #expect(try await client.receive(until: ">").hasSuffix("\r\n\r\n0123456789>"))
        }
    }

    @Test("a client that expects it is told to go on when the body is asked for, and only then")
    func expectContinue() async throws {
        let handler: HTTPHandler = { request in
            request.path == "/refused" ? HTTPServerResponse(.forbidden, text: "no.") : try await Self.echo(request)
        }
        try await withServer(handler: handler) { address, _ in
            let fields = "Host: x\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n"
            let client = try RawClient(address)
            try await client.send("PUT /accepted HTTP/1.1\r\n\(fields)")
            #expect(try await client.receive(until: "\r\n\r\n") == "HTTP/1.1 100 Continue\r\n\r\n")
            try await client.send("ab")
            #expect(try await client.receive(until: "ab>").hasPrefix("HTTP/1.1 200 OK\r\n"))

            // Whether the body comes nevertheless cannot be known, so the connection ends.
            try await client.send("PUT /refused HTTP/1.1\r\n\(fields)")
            let (text, ending) = try await client.receiveAll()
            #expect(text.hasPrefix("HTTP/1.1 403 Forbidden\r\n") && text.contains("Connection: close\r\n"))
            #expect(ending == .closed)
        }
    }

    @Test("a body over the handler's limit is 413, and the client can read that while it still sends")
    func handlerLimit() async throws {
        let handler: HTTPHandler = { request in
            HTTPServerResponse(body: try await request.body.collect(upTo: 1000))
        }
        try await withServer(handler: handler) { address, _ in
            for framing in ["Content-Length: 1000000\r\n\r\n", "Transfer-Encoding: chunked\r\n\r\nF4240\r\n"] {
                let client = try RawClient(address)
                try await client.send("POST / HTTP/1.1\r\nHost: x\r\n\(framing)")
                try await client.send([UInt8](repeating: 0x61, count: 1_000_000))
                let (text, ending) = try await client.receiveAll()
                #expect(text.hasPrefix("HTTP/1.1 413 Content Too Large\r\n"))
                #expect(ending == .closed)
            }
        }
    }

    @Test("a body that the handler leaves is skipped when it is short, and ends the connection when it is long")
    func unreadBody() async throws {
        let handler: HTTPHandler = { _ in HTTPServerResponse(text: "done") }
        let configuration = HTTPServerConfiguration.test { $0.limits.unreadBodySize = 1000 }
        try await withServer(configuration, handler: handler) { address, _ in
            let client = try RawClient(address)
            try await client.send("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n")
            #expect(!(try await client.receive(until: "done").contains("Connection: close")))
            try await client.send([UInt8](repeating: 0x61, count: 1000))
            try await client.send("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 2000\r\n\r\n")
            let (text, ending) = try await client.receiveAll()
            #expect(text.contains("Connection: close\r\n") && text.hasSuffix("done"))
            #expect(ending == .closed)
        }
    }

    @Test("no more is read than the handler takes")
    func backPressure() async throws {
        let (proceed, gate) = AsyncStream<Void>.makeStream(bufferingPolicy: .bufferingNewest(1))
        let handler: HTTPHandler = { request in
            for await _ in proceed { break }
            var count = 0
            for try await chunk in request.body { count += chunk.count }
            return HTTPServerResponse(text: "<\(count)>")
        }
        try await withServer(handler: handler) { address, _ in
            let size = 15_000_000
            let client = try RawClient(address)
            try await client.send("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: \(size)\r\n\r\n")
            var sent = 0
            // Until the sockets' buffers are full, for a while.
            for _ in 0..<20 {
                sent += client.sendUntilBlocked([UInt8](repeating: 0x61, count: size - sent))
                try await Task.sleep(for: .milliseconds(5))
            }
            #expect(sent < size)
            gate.yield()
            try await client.send([UInt8](repeating: 0x61, count: size - sent))
            #expect(try await client.receive(until: ">").hasSuffix("\r\n\r\n<\(size)>"))
        }
    }

    @Test("a client that leaves inside its body fails the handler's read")
    func truncatedBody() async throws {
        let error = Mutex<(any Error)?>(nil)
        let handler: HTTPHandler = { request in
            do {
                _ = try await request.body.collect(upTo: 1000)
            } catch let failure {
                error.withLock { $0 = failure }
            }
            return HTTPServerResponse()
        }
        try await withServer(handler: handler) { address, server in
            let client = try RawClient(address)
            try await client.send("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\n01234")
            client.finishSending()
            #expect(try await client.receiveAll().text == "")
            try await eventually("the read fails") { error.withLock { $0 } != nil }
            #expect(error.withLock { ($0 as? HTTPServerError)?.code } == .clientGone)
            #expect(server.connectionCount == 0)
        }
    }

    @Test("a body that turns out to be malformed fails the handler's read and is answered")
    func malformedBody() async throws {
        try await withServer(handler: Self.echo) { address, _ in
            let client = try RawClient(address)
            try await client.send("POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n")
            try await Task.sleep(for: .milliseconds(10))
            try await client.send("zz\r\n")
            let (text, ending) = try await client.receiveAll()
            #expect(text.hasPrefix("HTTP/1.1 400 Bad Request\r\n"))
            #expect(ending == .closed)
        }
    }

    @Test("a connection whose body turned out to be malformed ends with the response, also with a stream")
    func malformedBodyOfStream() async throws {
        let (proceed, gate) = AsyncStream<Void>.makeStream(bufferingPolicy: .bufferingNewest(1))
        let handler: HTTPHandler = { _ in
            HTTPServerResponse { writer in
                for await _ in proceed { break }
                try await writer.write("done")
            }
        }
        try await withServer(handler: handler) { address, _ in
            let client = try RawClient(address)
            try await client.send("POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n")
            _ = try await client.receive(until: "\r\n\r\n")
            try await client.send("zz\r\n")
            try await Task.sleep(for: .milliseconds(20))
            gate.yield()
            let (text, ending) = try await client.receiveAll()
            #expect(text == "4\r\ndone\r\n0\r\n\r\n")
            #expect(ending == .closed)
        }
    }

    @Test("a body that outlives its request says so")
    func staleBody() async throws {
        let kept = Mutex<HTTPRequestBody?>(nil)
        let handler: HTTPHandler = { request in
            kept.withLock { $0 = request.body }
            return HTTPServerResponse(text: "done")
        }
        try await withServer(handler: handler) { address, _ in
            let client = try RawClient(address)
            try await client.send("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\n")
            _ = try await client.receive(until: "done")
            let body = try #require(kept.withLock { $0 })
            let error = await #expect(throws: HTTPServerError.self) { try await body.collect(upTo: 10) }
            #expect(error?.code == .requestOver)
        }
    }
}
