// SPDX-License-Identifier: Apache-2.0

import EventLoop
import HTTPClient
import HTTPCore
import Synchronization
import TestSupport
import Testing

@Suite("Cancellation and the end of a client", .tags(.network, .concurrency), .timeLimit(.minutes(1)))
struct LifetimeTests {
    /// Never answers.
    private func silentServer() -> ScriptedServer {
        ScriptedServer { $0.waitForClose() }
    }

    @Test("cancelling the task that waits for a response ends the request and its connection")
    func cancelled() async throws {
        let server = silentServer()
        let client = try HTTPClient.forTest()
        let request = HTTPClient.Request(.get, server.url())
        let task = Task { await client.failure(of: request) }
        try await eventually("the server has a connection") { server.openConnectionCount == 1 }
        task.cancel()
        let error = await task.value
        #expect(error?.code == .cancelled)
        try await eventually("the connection is closed") { server.openConnectionCount == 0 }
    }

    @Test("a task that was cancelled before sends nothing")
    func cancelledBefore() async throws {
        let server = silentServer()
        let client = try HTTPClient.forTest()
        let request = HTTPClient.Request(.get, server.url())
        let error = await Task {
            unsafe withUnsafeCurrentTask { unsafe $0?.cancel() }
            return await client.failure(of: request)
        }.value
        #expect(error?.code == .cancelled)
        #expect(server.connectionCount == 0)
    }

    @Test("cancellations at any moment leave nothing behind")
    func manyCancellations() async throws {
        let server = ScriptedServer { connection in
            while connection.readRequest() != nil { connection.respond(body: "hello") }
        }
        let loop = try EventLoop()
        var configuration = HTTPClient.Configuration(userAgent: "test/1")
        configuration.proxy = .none
        configuration.limits.connectionsPerHost = 8
        var client: HTTPClient? = HTTPClient(configuration, on: loop)
        let random = Mutex(SeededRandom(Seed(7)))
        await withTaskGroup { [client] group in
            for _ in 0..<300 {
                let request = HTTPClient.Request(.get, server.url())
                let delay = random.withLock { Int.random(in: 0...3_000, using: &$0) }
                group.addTask {
                    let task = Task { await client?.failure(of: request) }
                    if delay < 2_500 { try? await Task.sleep(for: .microseconds(delay)) }
                    task.cancel()
                    let code = await task.value?.code
                    #expect(code == nil || code == .cancelled)
                }
            }
        }
        let response = try await client?.send(.init(.get, server.url()))
        #expect(response?.status == .ok)
        client = nil
        try await eventually("all connections are closed") { server.openConnectionCount == 0 }
    }

    @Test("a client that is shut down ends its requests and takes no more")
    func shutDown() async throws {
        let server = silentServer()
        let client = try HTTPClient.forTest()
        let request = HTTPClient.Request(.get, server.url())
        let tasks = (0..<5).map { _ in Task { await client.failure(of: request) } }
        try await eventually("all requests have come") { server.openConnectionCount == 5 }
        await client.shutDown()
        for task in tasks { #expect(await task.value?.code == .shutDown) }
        #expect(await client.failure(of: request)?.code == .shutDown)
        await client.shutDown()
        try await eventually("all connections are closed") { server.openConnectionCount == 0 }
    }

    @Test("a client that is let go closes its connections, and its loop ends")
    func letGo() async throws {
        let server = ScriptedServer { connection in
            while connection.readRequest() != nil { connection.respond() }
        }
        func use() async throws -> Ending {
            let loop = try EventLoop()
            var configuration = HTTPClient.Configuration(userAgent: "test/1")
            configuration.proxy = .none
            _ = try await HTTPClient(configuration, on: loop).send(.init(.get, server.url()))
            return loop.ended
        }
        await (try use()).wait()
        try await eventually("the connection is closed") { server.openConnectionCount == 0 }
    }
}
