// SPDX-License-Identifier: Apache-2.0

import HTTPServer
import OtherPrograms
import TestSupport
import Testing

@Suite(
    .enabled(if: ChildProcess.path(of: "curl") != nil, "curl is not installed: apt-get install curl"),
    .timeLimit(.minutes(1))
)
struct ServerCurlTests {
    private func curl(_ arguments: String...) async throws -> String {
        try await ServerSubject.output(of: "curl", ["--silent", "--show-error", "--max-time", "20"] + arguments).text
    }

    @Test("one connection serves several requests")
    func keepAlive() async throws {
        try await ServerSubject.run { port in
            let url = "http://127.0.0.1:\(port)/hello"
            let text = try await curl("--write-out", " %{num_connects}\n", url, url)
            #expect(text == "hello 1\nhello 0\n")
        }
    }

    @Test("HEAD, unknown paths and HTTP/1.0")
    func statuses() async throws {
        try await ServerSubject.run { port in
            let head = try await curl("--head", "http://127.0.0.1:\(port)/hello")
            #expect(head.contains("Content-Length: 5\r\n"))
            let unknown = try await curl("--include", "http://127.0.0.1:\(port)/nowhere")
            #expect(unknown.hasPrefix("HTTP/1.1 404 Not Found"))
            let old = try await curl("--http1.0", "http://127.0.0.1:\(port)/stream/2")
            #expect(old == "line 0\nline 1\n")
        }
    }

    @Test("a stream arrives whole, also through --raw as chunks")
    func stream() async throws {
        try await ServerSubject.run { port in
            let text = try await curl("http://127.0.0.1:\(port)/stream/1000")
            #expect(text.split(separator: "\n").count == 1000)
            #expect(try await curl("--raw", "http://127.0.0.1:\(port)/stream/1") == "7\r\nline 0\n\r\n0\r\n\r\n")
        }
    }

    @Test("bodies with a length, in chunks, and after 100 Continue", arguments: ["", "Transfer-Encoding: chunked"])
    func upload(field: String) async throws {
        let folder = TemporaryFolder()
        let content = String(repeating: "0123456789", count: 200_000)
        let file = folder.write("body", content)
        try await ServerSubject.run { port in
            let arguments = field.isEmpty ? [] : ["--header", field]
            let (code, text) = try await ServerSubject.output(
                of: "curl",
                ["--silent", "--data-binary", "@\(file)"] + arguments
                    + [
                        "--expect100-timeout", "20", "--header", "Expect: 100-continue",
                        "http://127.0.0.1:\(port)/echo",
                    ]
            )
            #expect(code == 0)
            #expect(text == content)
        }
    }

    @Test("a refused upload is read as refused")
    func refusedUpload() async throws {
        let folder = TemporaryFolder()
        let body = folder.write("body", String(repeating: "a", count: 15_000_000))
        try await ServerSubject.run { port in
            let text = try await curl(
                "--header",
                "Expect:",
                "--data-binary",
                "@\(body)",
                "http://127.0.0.1:\(port)/refuse"
            )
            #expect(text.hasPrefix("refused"))
        }
    }

    @Test("a unix socket serves")
    func unixSocket() async throws {
        let folder = TemporaryFolder()
        let path = "\(folder.path)/http.sock"
        let configure: (inout HTTPServerConfiguration) -> Void = { $0.address = .unix(path: path) }
        try await ServerSubject.run(configure: configure) { _ in
            let text = try await curl("--unix-socket", path, "http://localhost/hello")
            #expect(text == "hello")
        }
    }
}
