// SPDX-License-Identifier: Apache-2.0

import HTTPClient
import HTTPCore
import OtherPrograms
import TestSupport
import Testing

@Suite(
    "The client and Python's http.server",
    .tags(.interop, .network),
    .timeLimit(.minutes(1)),
    .enabled(if: ChildProcess.path(of: "python3") != nil, "python3 is not installed")
)
struct ClientPythonTests {
    private let folder = TemporaryFolder()
    private let process: ChildProcess
    private let origin: HTTPURL
    private let client: HTTPClient

    init() async throws {
        let arguments = ["-u", "-m", "http.server", "--bind", "127.0.0.1", "--directory", folder.path, "0"]
        let process = try ChildProcess("python3", arguments)
        try await eventually("http.server prints its port") { process.output.contains("/) ...") }
        let port = try #require(process.output.number(behind: " port "))
        origin = HTTPURL(scheme: .http, host: "127.0.0.1", port: port)
        self.process = process
        client = try HTTPClient.trusting(nil)
    }

    @Test("files come as they are, and know their length")
    func files() async throws {
        let bytes = (0..<1_000_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        folder.write("a file.bin", bytes)
        let response = try await client.send(.init(.get, origin.with(path: "/a%20file.bin")))
        #expect(response.status == .ok)
        #expect(response.body == bytes)
        let head = try await client.send(.init(.head, origin.with(path: "/a%20file.bin")))
        #expect(head.fields["content-length"] == "1000000")
        #expect(head.body.isEmpty)
    }

    @Test("statuses are no errors, redirects are not followed")
    func statuses() async throws {
        folder.write("index.html", "hello")
        #expect(try await client.text(origin) == "hello")
        #expect(try await client.send(.init(.get, origin.with(path: "/none"))).status == .notFound)
        #expect(try await client.send(.init(.put, origin, body: .text("x"))).status == .notImplemented)
        let redirect = try await client.send(.init(.get, origin.with(path: "/..%2f")))
        #expect(redirect.status.code != 200)
    }

    @Test("many requests at once over HTTP/1.0, a connection each")
    func manyRequests() async throws {
        folder.write("file", "hello")
        // http.server lets five connections wait; the kernel drops what comes beyond, and the client waits for seconds.
        let client = try HTTPClient.trusting(nil) { $0.limits.connectionsPerHost = 4 }
        try await withThrowingTaskGroup { group in
            for _ in 0..<100 { group.addTask { try await client.text(origin.with(path: "/file")) } }
            for try await text in group { #expect(text == "hello") }
        }
    }

    @Test("a server that is stopped refuses the next connection")
    func stopped() async throws {
        process.stop()
        #expect(await client.failure(of: .init(.get, origin))?.isConnectionRefused == true)
    }
}
