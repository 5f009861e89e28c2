// SPDX-License-Identifier: Apache-2.0

import HTTPClient
import HTTPCore
import Synchronization
import TestSupport
import Testing

@Suite("Requests on the wire", .tags(.network), .timeLimit(.minutes(1)))
struct RequestTests {
    /// Sends a request to a server that keeps it, and returns what came over the wire.
    private func received(
        _ method: HTTPMethod,
        _ target: String = "/",
        _ fields: HTTPFields = HTTPFields(),
        _ body: RequestBody = .none,
        _ change: (inout HTTPClient.Configuration) -> Void = { _ in }
    ) async throws -> ScriptedConnection.Request {
        let kept = Mutex<ScriptedConnection.Request?>(nil)
        let server = ScriptedServer { connection in
            guard let request = connection.readRequest() else { return }
            kept.withLock { $0 = request }
            connection.respond()
        }
        let client = try HTTPClient.forTest(change)
        _ = try await client.send(.init(method, server.url(target), fields: fields, body: body))
        return try #require(kept.withLock { $0 })
    }

    @Test("nothing is sent that was not asked for")
    func bareRequest() async throws {
        let request = try await received(.get)
        let names = request.lines.map { String($0.prefix { $0 != ":" }) }
        #expect(names == ["Host", "User-Agent", "Accept-Encoding"])
        #expect(request.values(of: "User-Agent") == ["test/1"])
        #expect(request.values(of: "Accept-Encoding") == ["gzip"])
        let uncompressed = try await received(.get) { $0.decompresses = false }
        #expect(uncompressed.values(of: "Accept-Encoding").isEmpty)
    }

    @Test("the target goes out as it is, dots and all", arguments: ["/a/../b/./c?x=%2f&y", "//a//b", "/?", "/a%20b"])
    func target(_ target: String) async throws {
        #expect(try await received(.get, target).target == target)
    }

    @Test("fields go out in order, repeated and empty ones too")
    func fields() async throws {
        let fields: HTTPFields = [
            "Authorization": "Bearer x", "X-A": "1", "x-a": "2", "X-Empty": "", "X-Semicolon": "a; b", "Accept": "*/*",
            "User-Agent": "mine/2",
        ]
        let request = try await received(.get, "/", fields)
        #expect(request.values(of: "Authorization") == ["Bearer x"])
        #expect(request.values(of: "X-A") == ["1", "2"])
        #expect(request.values(of: "X-Empty") == [""])
        #expect(request.values(of: "X-Semicolon") == ["a; b"])
        #expect(request.values(of: "Accept") == ["*/*"])
        #expect(request.values(of: "User-Agent") == ["mine/2"])
    }

    @Test("a Host of the caller's takes the place of the URL's")
    func host() async throws {
        #expect(try await received(.get, "/", ["Host": "other.example"]).values(of: "Host") == ["other.example"])
    }

    @Test("a method whose body is empty says so", arguments: [HTTPMethod.post, .put, .patch])
    func emptyBody(_ method: HTTPMethod) async throws {
        let request = try await received(method)
        #expect(request.method == method.name)
        #expect(request.values(of: "Content-Length") == ["0"])
        #expect(request.values(of: "Content-Type").isEmpty)
    }

    @Test(
        "a method that has no body says nothing",
        arguments: [HTTPMethod.get, .delete, .options, HTTPMethod("PURGE")]
    )
    func noBody(_ method: HTTPMethod) async throws {
        let request = try await received(method)
        #expect(request.method == method.name)
        #expect(request.values(of: "Content-Length").isEmpty)
    }

    @Test("any method may carry bytes", arguments: [HTTPMethod.post, .put, .patch, .delete, .get])
    func bytes(_ method: HTTPMethod) async throws {
        let body = (0..<3_000_000).map { UInt8(truncatingIfNeeded: $0) }
        let request = try await received(method, "/", ["Content-Type": "a/b"], .bytes(body))
        #expect(request.method == method.name)
        #expect(request.body == body)
        #expect(request.values(of: "Content-Type") == ["a/b"])
        #expect(request.values(of: "Expect").isEmpty)
    }

    @Test("a stream of known length has a length, one of unknown length has chunks", arguments: [nil, 300_000])
    func streamedBody(length: Int?) async throws {
        let body = RequestBody.stream(length: length) { writer in
            for number in 0..<300 { try await writer.write(Array(repeating: UInt8(number % 256), count: 1_000)) }
        }
        let request = try await received(.put, "/", HTTPFields(), body)
        #expect(request.method == "PUT")
        #expect(request.body == (0..<300).flatMap { Array(repeating: UInt8($0 % 256), count: 1_000) })
        #expect(request.values(of: "Content-Length") == length.map { ["\($0)"] } ?? [])
        #expect(request.values(of: "Transfer-Encoding") == (length == nil ? ["chunked"] : []))
    }

    @Test("a sequence is a body as well, and an empty one is no trouble")
    func sequenceBody() async throws {
        let pieces = AsyncStream<[UInt8]> { $0.finish() }
        #expect(try await received(.post, "/", HTTPFields(), .stream(pieces)).body.isEmpty)
    }

    /// A producer that does not keep its word.
    struct Producer: CustomTestStringConvertible {
        let testDescription: String
        var length: Int?
        let produce: RequestBody.Producer
    }

    private struct Mishap: Error {}

    static let producers = [
        Producer(testDescription: "writes less than it said", length: 10) { try await $0.write([1, 2, 3]) },
        Producer(testDescription: "writes more than it said", length: 2) { try await $0.write([1, 2, 3]) },
        Producer(testDescription: "writes two pieces at once") { writer in
            try await withThrowingTaskGroup { group in
                for _ in 0..<20 { group.addTask { try await writer.write([UInt8](repeating: 0, count: 100_000)) } }
                try await group.waitForAll()
            }
        },
        Producer(testDescription: "fails") { _ in throw Mishap() },
        Producer(testDescription: "fails in the middle") {
            try await $0.write([1, 2, 3])
            throw Mishap()
        },
    ]

    @Test("a producer that does not keep its word ends the request", arguments: producers)
    func brokenProducer(_ row: Producer) async throws {
        let server = ScriptedServer { connection in
            if connection.readRequest() != nil { connection.respond() }
        }
        let body = RequestBody.stream(length: row.length, row.produce)
        let error = try await HTTPClient.forTest().failure(of: .init(.post, server.url(), body: body))
        #expect(error?.code == .requestBody)
        try await eventually("the connection is closed") { server.openConnectionCount == 0 }
    }

    @Test("a producer is held up when the server does not read, and cancelled with the request")
    func uploadBackPressure() async throws {
        let written = Mutex(0)
        let isCancelled = Mutex(false)
        let server = ScriptedServer { connection in
            _ = connection.readHead()
            while written.withLock({ $0 }) >= 0 { connection.pause(10) }
        }
        let body = RequestBody.stream { writer in
            defer { isCancelled.withLock { $0 = Task.isCancelled } }
            let piece = [UInt8](repeating: 0, count: 100_000)
            while true {
                try await writer.write(piece)
                written.withLock { $0 += piece.count }
            }
        }
        let client = try HTTPClient.forTest()
        let request = HTTPClient.Request(.post, server.url(), body: body)
        let task = Task { await client.failure(of: request) }
        var last = -1
        while last <= 0 || written.withLock({ $0 }) != last {
            last = written.withLock { $0 }
            try await Task.sleep(for: .milliseconds(150))
        }
        #expect(last < 32_000_000)
        task.cancel()
        #expect(await task.value?.code == .cancelled)
        try await eventually("the producer is cancelled") { isCancelled.withLock { $0 } }
        written.withLock { $0 = -1 }
    }

    @Test("a server that answers before it has read everything is heard")
    func earlyAnswer() async throws {
        let server = ScriptedServer { connection in
            _ = connection.readHead()
            connection.send("HTTP/1.1 413 Content Too Large\nContent-Length: 0\nConnection: close\n\n")
            connection.waitForClose()
        }
        let body = RequestBody.stream { writer in
            while true { try await writer.write([UInt8](repeating: 0, count: 10_000)) }
        }
        let response = try await HTTPClient.forTest().send(.init(.post, server.url(), body: body))
        #expect(response.status == .contentTooLarge)
    }

    /// A request that must not be sent.
    struct Invalid: CustomTestStringConvertible {
        let testDescription: String
        var method = HTTPMethod.get
        var target = "/"
        var host = "127.0.0.1"
        var fields = HTTPFields()
        var body = RequestBody.none
    }

    static let invalid = [
        Invalid(testDescription: "a method of two words", method: HTTPMethod("GET /x HTTP/1.1\r\nX:")),
        Invalid(testDescription: "an empty method", method: HTTPMethod("")),
        Invalid(testDescription: "a tunnel", method: HTTPMethod("CONNECT")),
        Invalid(testDescription: "a line end in the target", target: "/\r\nX-Smuggled: 1"),
        Invalid(testDescription: "a fragment", target: "/#a"),
        Invalid(testDescription: "a target that is no path", target: "x"),
        Invalid(testDescription: "an endless target", target: "/" + String(repeating: "x", count: 100_000)),
        Invalid(testDescription: "a host with a user", host: "user@127.0.0.1"),
        Invalid(testDescription: "a line end in a value", fields: ["X": "a\r\nY: b"]),
        Invalid(testDescription: "a zero byte in a value", fields: ["X": "a\0b"]),
        Invalid(testDescription: "a colon in a name", fields: ["X:": "a"]),
        Invalid(testDescription: "a blank name", fields: [" ": "a"]),
        Invalid(testDescription: "a length of the caller's", fields: ["content-length": "3"], body: .text("abc")),
        Invalid(testDescription: "an encoding of the caller's", fields: ["Transfer-Encoding": "chunked"]),
        Invalid(testDescription: "an option of the connection", fields: ["Connection": "close"]),
        Invalid(testDescription: "two hosts", fields: ["Host": "a", "host": "b"]),
        Invalid(testDescription: "a HEAD with a body", method: .head, body: .text("x")),
    ]

    @Test("what no request may be is refused before a connection is made", arguments: invalid)
    func invalidRequests(_ row: Invalid) async throws {
        let server = ScriptedServer { $0.waitForClose() }
        let url = HTTPURL(scheme: .http, host: row.host, port: server.port, target: row.target)
        let request = HTTPClient.Request(row.method, url, fields: row.fields, body: row.body)
        let error = try await HTTPClient.forTest().failure(of: request)
        #expect(error?.code == .invalidRequest)
        #expect(error?.reason.isEmpty == false)
        #expect(server.connectionCount == 0)
    }
}
