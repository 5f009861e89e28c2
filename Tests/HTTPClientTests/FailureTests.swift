// SPDX-License-Identifier: Apache-2.0

import HTTPClient
import HTTPCore
import TestSupport
import Testing

@Suite("Failures of requests", .tags(.network), .timeLimit(.minutes(1)))
struct FailureTests {
    /// What a server does after it has read the request, and what the client makes of it.
    struct Case: CustomTestStringConvertible {
        let testDescription: String
        let code: HTTPClientError.Code
        var limits: @Sendable (inout HTTPClient.Configuration) -> Void = { _ in }
        let script: ScriptedServer.Script
    }

    private static let filler = [UInt8](repeating: UInt8(ascii: "x"), count: 10_000)

    static let cases = [
        Case(testDescription: "a body that is cut short", code: .reset) {
            $0.send("HTTP/1.1 200 OK\nContent-Length: 10\n\nhello")
        },
        Case(testDescription: "chunks that are cut short", code: .reset) {
            $0.send("HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\n5\nhel")
        },
        Case(testDescription: "a header that is cut short", code: .reset) { $0.send("HTTP/1.1 200 OK\nContent-Le") },
        Case(testDescription: "nothing at all", code: .reset) { _ in },
        Case(testDescription: "a reset", code: .reset) { $0.reset() },
        Case(testDescription: "a reset in the body", code: .reset) {
            $0.send("HTTP/1.1 200 OK\nContent-Length: 10\n\nhello")
            $0.pause(20)
            $0.reset()
        },
        Case(testDescription: "garbage", code: .protocolViolation) { $0.send("SSH-2.0-OpenSSH_9.2p1\n") },
        Case(testDescription: "a status of two digits", code: .protocolViolation) { $0.send("HTTP/1.1 20 OK\n\n") },
        Case(testDescription: "a broken chunk length", code: .protocolViolation) {
            $0.send("HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\nzz\n")
        },
        Case(testDescription: "a negative length", code: .protocolViolation) {
            $0.send("HTTP/1.1 200 OK\nContent-Length: -1\n\n")
        },
        Case(testDescription: "bytes that are no gzip", code: .protocolViolation) {
            $0.send("HTTP/1.1 200 OK\nContent-Encoding: gzip\nContent-Length: 5\n\nhello")
        },
        Case(testDescription: "a header above the limit", code: .limit(.responseHead)) {
            $0.send("HTTP/1.1 200 OK\n")
            while $0.send("X-Filler: \(String(repeating: "x", count: 1_000))\n") {}
        },
        Case(testDescription: "one endless header line", code: .limit(.responseHead)) {
            $0.send("HTTP/1.1 200 OK\nX-Filler: ")
            while $0.send(Self.filler) {}
        },
        Case(testDescription: "endless interim responses", code: .limit(.responseHead)) {
            while $0.send("HTTP/1.1 102 Processing\n\n") {}
        },
        Case(
            testDescription: "a body above the limit",
            code: .limit(.responseBody),
            limits: { $0.limits.responseBodyBytes = 4 },
            script: { $0.respond(body: "hello") }
        ),
        Case(
            testDescription: "an endless body",
            code: .limit(.responseBody),
            limits: { $0.limits.responseBodyBytes = 1_000_000 },
            script: {
                $0.send("HTTP/1.1 200 OK\n\n")
                while $0.send(Self.filler) {}
            }
        ),
        Case(
            testDescription: "a header that does not come",
            code: .timeout(.idle),
            limits: { $0.timeouts.idle = .milliseconds(50) },
            script: { $0.waitForClose() }
        ),
        Case(
            testDescription: "a body that stops",
            code: .timeout(.idle),
            limits: { $0.timeouts.idle = .milliseconds(50) },
            script: {
                $0.send("HTTP/1.1 200 OK\nContent-Length: 10\n\nhello")
                $0.waitForClose()
            }
        ),
        Case(
            testDescription: "a body that goes on and on",
            code: .timeout(.total),
            limits: { $0.timeouts = .init(idle: .seconds(30), total: .milliseconds(150)) },
            script: {
                $0.send("HTTP/1.1 200 OK\n\n")
                while $0.send("x") { $0.pause(5) }
            }
        ),
    ]

    @Test("a server's misdeed becomes an error that says what it was", arguments: cases)
    func misdeeds(_ row: Case) async throws {
        let server = ScriptedServer { connection in
            if connection.readHead() != nil { row.script(connection) }
        }
        let client = try HTTPClient.forTest(row.limits)
        let request = HTTPClient.Request(.get, server.url("/path?token=canary"), fields: ["Authorization": "canary"])
        let error = try #require(await client.failure(of: request))
        #expect(error.code == row.code)
        #expect(error.requestWasSent)
        #expect(error.description.hasPrefix("GET http://127.0.0.1:\(server.port)/path: "))
        #expect(!"\(error)".contains("canary"))
        // What went wrong with one connection is no concern of the next.
        try await eventually("the connection is closed") { server.openConnectionCount == 0 }
    }

    @Test("a port on which nobody listens refuses the connection")
    func connectionRefused() async throws {
        let url = ScriptedServer { _ in }.url()
        let client = try HTTPClient.forTest()
        // The server above is gone; its thread may need a moment to notice.
        try await eventually("the connection is refused") {
            await client.failure(of: .init(.get, url))?.isConnectionRefused == true
        }
        let error = try #require(await client.failure(of: .init(.get, url)))
        #expect(!error.requestWasSent)
        #expect(error.description.hasPrefix("GET \(url): connect: the connection was refused"))
    }

    @Test("a name that does not exist is a matter of DNS")
    func unknownHost() async throws {
        let error = try await HTTPClient.forTest().failure(of: .init(.get, try HTTPURL(parsing: "http://no.invalid/")))
        #expect(error?.code == .dns)
        #expect(error?.requestWasSent == false)
    }

    @Test("a Unix socket that is not there is no connection")
    func missingSocket() async throws {
        let client = try HTTPClient.forTest { $0.unixSocketPath = "/nonexistent/socket" }
        let error = await client.failure(of: .init(.get, try HTTPURL(parsing: "http://host/")))
        #expect(error?.code == .connect(.other))
    }

    @Test("a proxy that refuses is told from a server that does")
    func proxy() async throws {
        let server = ScriptedServer { connection in
            _ = connection.readHead()
            connection.send("HTTP/1.1 407 Proxy Authentication Required\nContent-Length: 0\n\n")
        }
        let client = try HTTPClient.forTest { $0.proxy = .url(server.url()) }
        let error = await client.failure(of: .init(.get, try HTTPURL(parsing: "https://host.invalid/")))
        #expect(error?.code == .proxy)
    }

    @Test("a server that does not speak TLS is a matter of TLS")
    func plainServer() async throws {
        let server = ScriptedServer { $0.send("HTTP/1.1 400 Bad Request\n\n") }
        let url = HTTPURL(scheme: .https, host: "127.0.0.1", port: server.port)
        let error = try await HTTPClient.forTest().failure(of: .init(.get, url))
        #expect(error?.code == .tls(.handshake))
    }

    @Test("a connection that is made too slowly is a time-out of the phase in which it hangs")
    func handshakeTimeout() async throws {
        let server = ScriptedServer { $0.waitForClose() }
        let url = HTTPURL(scheme: .https, host: "127.0.0.1", port: server.port)
        let client = try HTTPClient.forTest { $0.timeouts.connect = .milliseconds(100) }
        let error = await client.failure(of: .init(.get, url))
        #expect(error?.code == .timeout(.handshake))
    }

    @Test("a request of its own time-outs and limits goes by them")
    func overrides() async throws {
        let server = ScriptedServer { connection in
            guard let request = connection.readRequest() else { return }
            if request.target == "/slow" { connection.waitForClose() } else { connection.respond(body: "hello") }
        }
        let client = try HTTPClient.forTest()
        var slow = HTTPClient.Request(.get, server.url("/slow"))
        slow.timeouts = .init(total: .milliseconds(50))
        #expect(await client.failure(of: slow)?.code == .timeout(.total))
        var large = HTTPClient.Request(.get, server.url("/large"))
        large.responseBodyLimit = 4
        #expect(await client.failure(of: large)?.code == .limit(.responseBody))
    }
}
