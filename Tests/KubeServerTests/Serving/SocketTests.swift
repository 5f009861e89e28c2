// SPDX-License-Identifier: Apache-2.0

import HTTPServer
import JSONKit
import KubeServer
import OtherPrograms
import TestSupport
import Testing

@Suite(
    "The API server behind a socket",
    .timeLimit(.minutes(5)),
    .enabled(if: ChildProcess.path(of: "python3") != nil, "python3 is not installed")
)
struct SocketTests {
    struct Row: CustomTestStringConvertible, Sendable {
        let name: String
        let request: String
        let code: Int
        /// What the body has in it.
        var body = ""
        var testDescription: String { "\(name) is answered with \(code)" }
    }

    private static let token = "Authorization: Bearer \(WholeServer.root)\r\n"
    private static let large = String(repeating: "x", count: 4 << 20)

    static let rows = [
        Row(
            name: "a list",
            request: "GET \(WholeServer.configMaps) HTTP/1.1\r\nHost: h\r\n\(token)Connection: close\r\n\r\n",
            code: 200,
            body: #""kind":"ConfigMapList""#
        ),
        Row(
            name: "HEAD",
            request: "HEAD \(WholeServer.configMaps) HTTP/1.1\r\nHost: h\r\n\(token)Connection: close\r\n\r\n",
            code: 405
        ),
        Row(
            name: "a body of 4 MB",
            request:
                "POST \(WholeServer.configMaps) HTTP/1.1\r\nHost: h\r\n\(token)Content-Length: \(large.utf8.count)\r\nConnection: close\r\n\r\n\(large)",
            code: 413,
            body: "Request entity too large: limit is 3145728"
        ),
        Row(
            name: "a chunked body of 4 MB",
            request:
                "POST \(WholeServer.configMaps) HTTP/1.1\r\nHost: h\r\n\(token)Transfer-Encoding: chunked\r\nConnection: close\r\n\r\n\(String(large.utf8.count, radix: 16))\r\n\(large)\r\n0\r\n\r\n",
            code: 413,
            body: "Request entity too large: limit is 3145728"
        ),
        Row(
            name: "a path out of its folder",
            request: "GET /api/v1/../../etc/passwd HTTP/1.1\r\nHost: h\r\n\(token)Connection: close\r\n\r\n",
            code: 400
        ),
        Row(
            name: "an escaped path out of its folder",
            request: "GET /api/v1/%2e%2e/x HTTP/1.1\r\nHost: h\r\n\(token)Connection: close\r\n\r\n",
            code: 400
        ),
        Row(
            name: "a zero in the path",
            request: "GET /api/v1/namespaces/%00 HTTP/1.1\r\nHost: h\r\n\(token)Connection: close\r\n\r\n",
            code: 400
        ),
        Row(
            name: "a path of 100 KB",
            request: "GET /\(String(repeating: "a", count: 100_000)) HTTP/1.1\r\nHost: h\r\n\r\n",
            code: 414
        ),
        Row(
            name: "a header of 1 MB",
            request: "GET /api HTTP/1.1\r\nHost: h\r\nX: \(String(repeating: "a", count: 1 << 20))\r\n\r\n",
            code: 431
        ),
        Row(name: "what is no HTTP", request: "HELO there\r\n\r\n", code: 400),
    ]

    @Test("a socket brings the same answers, and what is no request is refused before", arguments: rows)
    func answered(_ row: Row) async throws {
        let whole = try await WholeServer()
        var configuration = HTTPServerConfiguration(address: .internet(host: "127.0.0.1", port: 0), loopCount: 1)
        configuration.limits.bodySize = 64 << 20
        configuration.limits.unreadBodySize = 8 << 20
        configuration.drainTimeout = .milliseconds(50)
        configuration.cancelTimeout = .milliseconds(50)
        let server = HTTPServer(configuration) { await whole.server.handle($0) }
        guard case .internet(_, let port) = try await server.start() else { return }
        let answer = try await Self.exchange(row.request, port: port)
        await server.stop()
        #expect(answer.hasPrefix("HTTP/1.1 \(row.code) "), "\(answer.prefix(200))")
        #expect(row.body.isEmpty || answer.contains(row.body), "\(answer.prefix(500))")
    }

    /// Sends what is in a file as it is, and prints what comes back until the server closes or says nothing more.
    private static let client = """
        import socket, sys, threading
        data = open(sys.argv[2], "rb").read()
        peer = socket.create_connection(("127.0.0.1", int(sys.argv[1])))
        peer.settimeout(20)
        def send():
            try: peer.sendall(data)
            except OSError: pass
        threading.Thread(target=send, daemon=True).start()
        answer = b""
        try:
            while len(answer) < 4000:
                part = peer.recv(4000)
                if not part: break
                answer += part
        except OSError: pass
        sys.stdout.write(answer.decode("utf-8", "replace"))
        """

    private static func exchange(_ request: String, port: Int) async throws -> String {
        let folder = TemporaryFolder()
        let file = folder.write("request", request)
        let process = try ChildProcess("python3", ["-c", client, "\(port)", file])
        _ = try await process.waitForExit()
        return process.output
    }
}
