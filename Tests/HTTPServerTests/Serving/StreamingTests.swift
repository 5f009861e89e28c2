// SPDX-License-Identifier: Apache-2.0

import HTTPCore
import HTTPServer
import Synchronization
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(1))) struct StreamingTests {
    private static let request = "GET / HTTP/1.1\r\nHost: x\r\n\r\n"

    /// A response that says something once, and is then quiet until its task is cancelled.
    private static func quiet(_ ended: Flag) -> HTTPHandler {
        { _ in
            HTTPServerResponse { writer in
                defer { ended.set() }
                try await writer.write("first")
                try await Task.sleep(for: .seconds(3600))
            }
        }
    }

    @Test("head and pieces go out at once")
    func promptness() async throws {
        let (pieces, feed) = AsyncStream<String>.makeStream(bufferingPolicy: .bufferingNewest(1))
        let handler: HTTPHandler = { _ in
            HTTPServerResponse { writer in for await piece in pieces { try await writer.write(piece) } }
        }
        try await withServer(handler: handler) { address, _ in
            let client = try RawClient(address)
            try await client.send(Self.request)
            #expect(try await client.receive(until: "\r\n\r\n").hasSuffix("\r\n\r\n"))
            feed.yield("one")
            #expect(try await client.receive(until: "one\r\n") == "3\r\none\r\n")
            feed.yield("four")
            #expect(try await client.receive(until: "four\r\n") == "4\r\nfour\r\n")
            feed.finish()
            #expect(try await client.receive(until: "0\r\n\r\n") == "0\r\n\r\n")
            try await client.send("HEAD / HTTP/1.1\r\nHost: x\r\n\r\n")
            _ = try await client.receive(until: "\r\n\r\n")
        }
    }

    @Test("a handler can have the connection cut in place of a response, and the client sees a reset")
    func cut() async throws {
        let log = EventLog()
        let handler = answering { $0.path == "/cut" ? .cut : HTTPServerResponse(text: "still here") }
        try await withServer(.test { $0.observe = log.add }, handler: handler) { address, _ in
            let client = try RawClient(address)
            try await client.send("GET /cut HTTP/1.1\r\nHost: x\r\n\r\n")
            let (text, ending) = try await client.receiveAll()
            #expect(text.isEmpty)
            #expect(ending == .reset)
            #expect((log.requests.first?.failure as? HTTPServerError)?.code == .cut)
            let other = try RawClient(address)
            try await other.send(Self.request)
            #expect(try await other.receive(until: "still here").hasSuffix("still here"))
        }
        await #expect(throws: HTTPServerError.self) { try await InProcessClient(handler).send(.get, "/cut") }
    }

    @Test("a client that vanishes ends a quiet stream", arguments: ["close", "half-close", "reset"])
    func vanishing(_ way: String) async throws {
        let ended = Flag()
        let log = EventLog()
        try await withServer(.test { $0.observe = log.add }, handler: Self.quiet(ended)) { address, server in
            var client: RawClient? = try RawClient(address)
            try await client?.send(Self.request)
            _ = try await client?.receive(until: "first")
            #expect(server.connectionCount == 1)
            switch way {
            case "half-close": client?.finishSending()
            case "reset":
                client?.resetOnClose()
                client = nil
            default: client = nil
            }
            try await eventually("the handler ends") { ended.isSet }
            try await eventually("the connection is gone") { server.connectionCount == 0 }
            #expect(log.closings == [.clientGone])
        }
    }

    @Test("a client that reads slowly makes the writer wait")
    func backPressure() async throws {
        let written = Mutex(0)
        let total = 20_000_000
        let handler: HTTPHandler = { _ in
            HTTPServerResponse(streaming: total) { writer in
                let piece = [UInt8](repeating: 0x61, count: 10_000)
                for _ in 0..<total / piece.count {
                    try await writer.write(piece)
                    written.withLock { $0 += piece.count }
                }
            }
        }
        try await withServer(handler: handler) { address, _ in
            let client = try RawClient(address, receiveBuffer: 4096)
            try await client.send(Self.request)
            var seen = -1
            // Until it stops growing: the sockets' buffers are full.
            try await eventually("the writer waits") {
                let now = written.withLock { $0 }
                defer { seen = now }
                try await Task.sleep(for: .milliseconds(50))
                return now == seen && now > 0
            }
            #expect(seen < total)
            var received = 0
            while received < total { received += try await client.receive().bytes.count }
            try await eventually("the writer ends") { written.withLock { $0 } == total }
        }
    }

    @Test("an error inside a stream cuts the connection, so that nobody takes the body for complete")
    func failure() async throws {
        struct Broken: Error {}
        let handler: HTTPHandler = { request in
            HTTPServerResponse(streaming: request.path == "/length" ? 10 : nil) { writer in
                try await writer.write("part")
                if request.path == "/error" { throw Broken() }
                if request.path == "/more" { try await writer.write("0123456789") }
            }
        }
        try await withServer(handler: handler) { address, _ in
            for head in ["/error HTTP/1.1", "/error HTTP/1.0", "/length HTTP/1.1"] {
                let client = try RawClient(address)
                try await client.send("GET \(head)\r\nHost: x\r\n\r\n")
                let (text, ending) = try await client.receiveAll()
                #expect(ending == .reset)
                #expect(!text.hasSuffix("0\r\n\r\n"))
            }
        }
    }

    @Test("a stream never brings more than it promised")
    func excess() async throws {
        let handler: HTTPHandler = { _ in
            HTTPServerResponse(streaming: 5) { writer in try await writer.write("0123456789") }
        }
        try await withServer(handler: handler) { address, _ in
            let client = try RawClient(address)
            try await client.send(Self.request)
            let (text, ending) = try await client.receiveAll()
            #expect(ending == .reset)
            #expect(!text.contains("0123456789"))
        }
    }

    @Test("a writer that outlives its response says so")
    func staleWriter() async throws {
        let kept = Mutex<HTTPResponseWriter?>(nil)
        let handler: HTTPHandler = { _ in
            HTTPServerResponse { writer in
                kept.withLock { $0 = writer }
                try await writer.write("done")
            }
        }
        try await withServer(handler: handler) { address, _ in
            let client = try RawClient(address)
            try await client.send(Self.request)
            _ = try await client.receive(until: "0\r\n\r\n")
            let writer = try #require(kept.withLock { $0 })
            let error = await #expect(throws: HTTPServerError.self) { try await writer.write("more") }
            #expect(error?.code == .requestOver)
        }
    }

    @Test("a handler that still works on a whole response may finish it for a client that has closed its half")
    func halfClosed() async throws {
        let handler: HTTPHandler = { _ in
            try await Task.sleep(for: .milliseconds(30))
            return HTTPServerResponse(text: "late")
        }
        try await withServer(handler: handler) { address, _ in
            let client = try RawClient(address)
            try await client.send(Self.request)
            client.finishSending()
            let (text, ending) = try await client.receiveAll()
            #expect(text.hasSuffix("late"))
            #expect(ending == .closed)
        }
    }
}
