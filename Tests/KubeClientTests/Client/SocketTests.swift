// SPDX-License-Identifier: Apache-2.0

import EventLoop
import HTTPClient
import HTTPCore
import KubeCore
import Synchronization
import TestSupport
import Testing

@testable import KubeClient

@Suite("A client on real connections", .tags(.network), .timeLimit(.minutes(1)))
struct SocketTests {
    static func client(port: Int, _ configure: (inout KubeClientOptions) -> Void = { _ in }) throws -> KubeClient {
        let server = HTTPURL(scheme: .http, host: "127.0.0.1", port: port, target: "")
        var options = KubeClientOptions(userAgent: "test/1")
        options.retries.maximumAttempts = 1
        configure(&options)
        return KubeClient(KubeConfiguration(server: server, origin: "a test"), options, on: try EventLoop())
    }

    static func watch(
        _ client: KubeClient,
        timeout: Duration = .seconds(30)
    ) async throws(APIError) -> WatchStream<PartialObject> {
        var options = WatchOptions(.after(ResourceVersion("1")))
        options.timeout = timeout
        return try await client.watch(CoreV1.ConfigMap.resourceType, options, as: PartialObject.self)
    }

    static let head = "HTTP/1.1 200 OK\nContent-Type: application/json\nTransfer-Encoding: chunked\n\n"

    static func chunk(_ text: String) -> [UInt8] { Array("\(String(text.utf8.count, radix: 16))\r\n\(text)\r\n".utf8) }

    static func event(_ name: String) -> String { WatchStreamTests.line("ADDED", name, version: 2) }

    @Test("an answer that comes whole")
    func whole() async throws {
        let server = ScriptedServer { connection in
            guard let request = connection.readRequest() else { return }
            connection.respond(body: #"{"gitVersion":"\#(request.values(of: "User-Agent").joined())"}"#)
        }
        #expect(try await Self.client(port: server.port).version().gitVersion == "test/1")
    }

    @Test("a client apart has a loop and connections of its own, and asks the same server as the same user")
    func apart() async throws {
        let server = ScriptedServer { connection in
            while let request = connection.readRequest() {
                connection.respond(body: #"{"gitVersion":"\#(request.values(of: "Authorization").joined())"}"#)
            }
        }
        let client = try Self.client(port: server.port).with(FixedCredential(value: .bearer("t")))
        let other = try client.apart(named: "apart")
        #expect(other.loop != nil && other.loop !== client.loop)
        #expect(try await client.version().gitVersion == "Bearer t")
        #expect(try await other.version().gitVersion == "Bearer t")
        #expect(server.connectionCount == 2)
    }

    @Test("nobody listens")
    func refused() async throws {
        var server: ScriptedServer? = ScriptedServer { _ in }
        let port = server?.port ?? 0
        server = nil
        let client = try Self.client(port: port)
        try await eventually("the port is closed") {
            do {
                _ = try await client.version()
                return false
            } catch let error as APIError {
                return error.description.hasPrefix(
                    "get /version: http://127.0.0.1:\(port): connect: the connection was refused"
                )
                    && error.code == .transport && WatchReaction(to: error, in: .watch) == .resume
            }
        }
    }

    @Test("a request that did not arrive is repeated, whatever the verb")
    func repeated() async throws {
        let server = ScriptedServer { connection in
            guard connection.readRequest() != nil else { return }
            if connection.number == 1 { return connection.reset() }
            connection.respond(body: #"{"gitVersion":"v1"}"#)
        }
        let client = try Self.client(port: server.port) { options in
            options.retries.maximumAttempts = 3
            options.retries.baseDelay = .milliseconds(1)
        }
        #expect(try await client.version().gitVersion == "v1")
        #expect(server.connectionCount == 2)
    }

    @Test("events arrive as they are sent, and a reset in the middle of one is a broken connection")
    func reset() async throws {
        let received = Mutex(false)
        let server = ScriptedServer { connection in
            guard connection.readRequest() != nil else { return }
            let event = Self.event("b")
            connection.send(Self.head)
            connection.send(Self.chunk(Self.event("a")) + Self.chunk(String(event.prefix(20))))
            while !received.withLock({ $0 }) { connection.pause(5) }
            connection.reset()
        }
        var iterator = try await Self.watch(try Self.client(port: server.port)).makeAsyncIterator()
        guard case .added(let item) = try await iterator.next() else {
            Issue.record("no event")
            return
        }
        #expect(item.metadata.name == "a")
        received.withLock { $0 = true }
        do {
            _ = try await iterator.next()
            Issue.record("half an event is no event")
        } catch {
            #expect(error.code == .transport)
        }
    }

    @Test("a connection that falls silent is given up after the watch's time and a margin")
    func silence() async throws {
        let server = ScriptedServer { connection in
            guard connection.readRequest() != nil else { return }
            connection.send(Self.head)
            connection.send(Self.chunk(Self.event("a")))
            connection.waitForClose()
        }
        let client = try Self.client(port: server.port) { $0.watchMargin = .milliseconds(300) }
        var iterator = try await Self.watch(client, timeout: .zero).makeAsyncIterator()
        #expect(try await iterator.next() != nil)
        do {
            _ = try await iterator.next()
            Issue.record("silence is no event")
        } catch {
            #expect(error.code == .timeout)
        }
        try await eventually("the connection is closed") { server.openConnectionCount == 0 }
    }

    @Test("who stops watching closes the connection at once")
    func cancellation() async throws {
        let server = ScriptedServer { connection in
            guard connection.readRequest() != nil else { return }
            connection.send(Self.head)
            connection.send(Self.chunk(Self.event("a")))
            connection.waitForClose()
        }
        let client = try Self.client(port: server.port)
        let seen = Mutex(0)
        let task = Task {
            for try await _ in try await Self.watch(client) { seen.withLock { $0 += 1 } }
        }
        try await eventually("an event has come") { seen.withLock { $0 } == 1 }
        task.cancel()
        await #expect(throws: APIError.self) { try await task.value }
        try await eventually("the connection is closed") { server.openConnectionCount == 0 }
    }

    @Test("what nobody asks for waits at the server")
    func backPressure() async throws {
        let sent = Mutex(0)
        let server = ScriptedServer { connection in
            guard connection.readRequest() != nil else { return }
            connection.send(Self.head)
            let chunk = Self.chunk(String(repeating: Self.event("a"), count: 1_000))
            while connection.send(chunk) { sent.withLock { $0 += chunk.count } }
        }
        var iterator = try await Self.watch(try Self.client(port: server.port)).makeAsyncIterator()
        #expect(try await iterator.next() != nil)
        var last = -1
        try await eventually("the server cannot send any more") {
            let now = sent.withLock { $0 }
            defer { last = now }
            if now == last { return true }
            try await Task.sleep(for: .milliseconds(300))
            return false
        }
        // What the kernel buffers of both ends hold, and a little of the client's own.
        #expect(last < 64 << 20)
    }
}
