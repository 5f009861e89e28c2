// SPDX-License-Identifier: Apache-2.0

import HTTPClient
import HTTPCore
import OtherPrograms
import Synchronization
import TestSupport
import Testing

@Suite("Whole responses over HTTP/1.1", .tags(.network), .timeLimit(.minutes(1)))
struct WholeResponseTests {
    /// A response as it stands on the wire and what must come of it.
    struct Case: CustomTestStringConvertible {
        let testDescription: String
        let wire: String
        var status = 200
        var body = "hello"
        var fields: [String: String] = [:]
        var absent: [String] = []
    }

    static let cases = [
        Case(testDescription: "a length", wire: "HTTP/1.1 200 OK\nContent-Length: 5\n\nhello"),
        Case(
            testDescription: "chunks with extensions and trailers",
            wire: "HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\n3;a=b\nhel\n2\nlo\n0\nX-Trailer: 1\n\n",
            absent: ["X-Trailer"]
        ),
        Case(testDescription: "a body until the end of the connection", wire: "HTTP/1.0 200 OK\n\nhello"),
        Case(
            testDescription: "interim responses before the final one",
            wire: """
                HTTP/1.1 100 Continue

                HTTP/1.1 103 Early Hints
                Link: </style>

                HTTP/1.1 201 Created
                X-Final: yes
                Content-Length: 5

                hello
                """,
            status: 201,
            fields: ["X-Final": "yes"],
            absent: ["Link"]
        ),
        Case(
            testDescription: "no body",
            wire: "HTTP/1.1 204 No Content\nX-A:\n\n",
            status: 204,
            body: "",
            fields: ["X-A": ""]
        ),
        Case(
            testDescription: "blanks around values and a folded line",
            wire: "HTTP/1.1 200 OK\nContent-Length: 5\nX-A:  \t one \t\nX-B: two\n  three\n\nhello",
            fields: ["x-a": "one", "x-b": "two three"]
        ),
        Case(
            testDescription: "a redirect, which is not followed",
            wire: "HTTP/1.1 302 Found\nLocation: http://127.0.0.1:1/\nContent-Length: 5\n\nhello",
            status: 302,
            fields: ["Location": "http://127.0.0.1:1/"]
        ),
        Case(
            testDescription: "an error status, which is no error",
            wire: "HTTP/1.1 503 Service Unavailable\nContent-Length: 5\n\nhello",
            status: 503
        ),
    ]

    @Test("what comes in one piece is understood", arguments: cases)
    func atOnce(_ row: Case) async throws {
        let server = ScriptedServer { connection in
            _ = connection.readRequest()
            connection.send(row.wire)
        }
        try await check(row, server)
    }

    @Test("what comes byte by byte is understood", arguments: cases)
    func byteByByte(_ row: Case) async throws {
        let server = ScriptedServer { connection in
            _ = connection.readRequest()
            for character in row.wire.unicodeScalars { connection.send(String(character)) }
        }
        try await check(row, server)
    }

    private func check(_ row: Case, _ server: ScriptedServer) async throws {
        let response = try await HTTPClient.forTest().send(.init(.get, server.url()))
        #expect(response.status == HTTPStatus(row.status))
        #expect(String(response.body) == row.body)
        for (name, value) in row.fields { #expect(response.fields[name] == value) }
        for name in row.absent { #expect(response.fields[name] == nil) }
    }

    @Test("a HEAD request has no body, whatever length the header tells")
    func head() async throws {
        let server = ScriptedServer { connection in
            while connection.readRequest() != nil { connection.send("HTTP/1.1 200 OK\nContent-Length: 700\n\n") }
        }
        let client = try HTTPClient.forTest()
        for _ in 0..<2 {
            let response = try await client.send(.init(.head, server.url()))
            #expect(response.body.isEmpty)
            #expect(response.fields["Content-Length"] == "700")
        }
        #expect(server.connectionCount == 1)
    }

    @Test("requests one after the other share a connection")
    func reuse() async throws {
        let server = ScriptedServer { connection in
            while let request = connection.readRequest() { connection.respond(body: request.target) }
        }
        let client = try HTTPClient.forTest()
        for number in 0..<20 {
            let response = try await client.send(.init(.get, server.url("/\(number)?a=b")))
            #expect(String(response.body) == "/\(number)?a=b")
        }
        #expect(server.connectionCount == 1)
    }

    @Test("a connection that died while it was idle is replaced")
    func deadConnection() async throws {
        let server = ScriptedServer { connection in
            if connection.readRequest() != nil { connection.respond(body: "\(connection.number)") }
        }
        let client = try HTTPClient.forTest()
        for number in 1...5 {
            let response = try await client.send(.init(.get, server.url()))
            #expect(String(response.body) == "\(number)")
        }
    }

    @Test("on a connection that breaks under it, only a harmless request is sent again", arguments: [true, false])
    func brokenConnection(isPost: Bool) async throws {
        let posts = Mutex(0)
        let server = ScriptedServer { connection in
            guard connection.readRequest() != nil else { return }
            connection.respond()
            while let request = connection.readRequest() {
                if request.method == "POST" { posts.withLock { $0 += 1 } }
                guard connection.number > 1 else { return }
                connection.respond()
            }
        }
        let client = try HTTPClient.forTest()
        _ = try await client.send(.init(.get, server.url()))
        let method: HTTPMethod = isPost ? .post : .put
        let error = await client.failure(of: .init(method, server.url(), body: .text("x")))
        #expect(error?.code == (isPost ? .reset : nil))
        #expect(posts.withLock { $0 } == (isPost ? 1 : 0))
    }

    @Test("no more connections are made than the limit allows, and all requests are served")
    func connectionLimit() async throws {
        let server = ScriptedServer { connection in
            while connection.readRequest() != nil {
                connection.pause(2)
                connection.respond(body: "ok")
            }
        }
        let client = try HTTPClient.forTest { $0.limits.connectionsPerHost = 3 }
        let url = server.url()
        try await withThrowingTaskGroup { group in
            for _ in 0..<60 { group.addTask { try await client.send(.init(.get, url)).status } }
            for try await status in group { #expect(status == .ok) }
        }
        #expect(server.connectionCount <= 3)
    }

    @Test("a Unix socket serves any host")
    func unixSocket() async throws {
        let folder = TemporaryFolder()
        let path = "\(folder.path)/socket"
        let server = ScriptedServer(unixPath: path) { connection in
            guard let request = connection.readRequest() else { return }
            connection.respond(body: request.values(of: "Host").joined())
        }
        let client = try HTTPClient.forTest { $0.unixSocketPath = path }
        let response = try await client.send(.init(.get, HTTPURL(parsing: "http://nowhere.invalid/")))
        #expect(String(response.body) == "nowhere.invalid")
        #expect(server.connectionCount == 1)
    }
}
