// SPDX-License-Identifier: Apache-2.0

import Basics
import Cryptography
import Glibc
import HTTPClient
import HTTPCore
import Synchronization
import TestSupport
import Testing

@Suite(
    "The client and nginx over HTTP/2",
    .tags(.interop, .network),
    .timeLimit(.minutes(3)),
    .enabled(if: Nginx.isInstalled, "nginx is not installed (apt-get install nginx-light)")
)
struct ClientHTTP2Tests {
    /// nginx in front of a scripted server, and a client for it.
    private func proxied(
        to upstream: ScriptedServer,
        _ directives: String = "",
        _ change: (inout HTTPClient.Configuration) -> Void = { _ in }
    ) async throws -> (nginx: Nginx, client: HTTPClient) {
        let authority = try TestAuthority()
        let proxy = """
            location /up/ {
                proxy_pass http://127.0.0.1:\(upstream.port);
                proxy_http_version 1.1;
                proxy_buffering off;
                proxy_request_buffering off;
                client_max_body_size 0;
            }
            \(directives)
            """
        let nginx = try await Nginx(try authority.server(), proxy)
        return (nginx, try HTTPClient.trusting(authority.pem, change))
    }

    @Test("a hundred streams at once share one connection")
    func multiplexing() async throws {
        let waiting = Mutex(0)
        let upstream = ScriptedServer { connection in
            guard connection.readRequest() != nil else { return }
            waiting.withLock { $0 += 1 }
            // Nobody is answered before everybody has asked.
            while waiting.withLock({ $0 }) < 100 { connection.pause(5) }
            connection.respond(body: "done")
        }
        let (nginx, client) = try await proxied(to: upstream)
        let connections = try await withThrowingTaskGroup { group in
            for number in 0..<100 {
                group.addTask { try await client.send(.init(.get, nginx.url("/up/\(number)"))).fields["X-Connection"] }
            }
            return try await group.reduce(into: Set<String?>()) { $0.insert($1) }
        }
        #expect(connections.count == 1)
        #expect(connections.first??.hasSuffix("HTTP/2.0") == true)
    }

    @Test("more streams than a connection may have go over more connections")
    func severalConnections() async throws {
        let upstream = ScriptedServer { connection in
            if connection.readRequest() != nil { connection.respond(body: "done") }
        }
        let (nginx, client) = try await proxied(to: upstream, "http2_max_concurrent_streams 10;")
        try await withThrowingTaskGroup { group in
            for number in 0..<100 {
                group.addTask { try await client.send(.init(.get, nginx.url("/up/\(number)"))).status }
            }
            for try await status in group { #expect(status == .ok) }
        }
    }

    @Test("a server that ends its connections every few requests is no trouble")
    func goAway() async throws {
        let upstream = ScriptedServer { _ in }
        let (nginx, client) = try await proxied(to: upstream, "keepalive_requests 7;")
        for _ in 0..<30 { #expect(try await client.send(.init(.get, nginx.url())).status == .ok) }
        try await withThrowingTaskGroup { group in
            for _ in 0..<60 { group.addTask { try await client.send(.init(.get, nginx.url())).status } }
            for try await status in group { #expect(status == .ok) }
        }
    }

    @Test("a stream that nobody reads neither holds up the others nor fills the memory")
    func unreadStream() async throws {
        let total = 400 * 1_024 * 1_024
        let upstream = ScriptedServer { connection in
            guard let request = connection.readRequest() else { return }
            guard request.target == "/up/flood" else {
                connection.respond(body: request.target)
                return
            }
            connection.send("HTTP/1.1 200 OK\nContent-Length: \(total)\n\n")
            let piece = [UInt8](repeating: UInt8(ascii: "x"), count: 64 * 1_024)
            for _ in 0..<total / piece.count { guard connection.send(piece) else { return } }
        }
        let (nginx, client) = try await proxied(to: upstream)
        let flood = try await client.stream(.init(.get, nginx.url("/up/flood")))
        let connection = flood.fields["X-Connection"]
        let before = residentBytes()
        for number in 0..<200 {
            let response = try await client.send(.init(.get, nginx.url("/up/\(number)")))
            #expect(String(decoding: response.body, as: UTF8.self) == "/up/\(number)")
            #expect(response.fields["X-Connection"] == connection)
            if number % 20 == 0 { try await Task.sleep(for: .milliseconds(20)) }
        }
        // A connection that is readable but not read would keep the loop busy.
        try await eventually("the process is idle for a moment, among all the other tests", within: .seconds(40)) {
            let processorTime = clock()
            try await Task.sleep(for: .milliseconds(100))
            return clock() - processorTime < 80_000
        }
        // Other tests take memory, too, but not as much as the whole stream.
        #expect(residentBytes() - before < total * 3 / 4)
        var received = 0
        for try await piece in flood.body { received += piece.count }
        #expect(received == total)
    }

    @Test("a stream whose server dies ends with an error, and the connection goes on")
    func brokenStream() async throws {
        let upstream = ScriptedServer { connection in
            guard let request = connection.readRequest() else { return }
            if request.target == "/up/dies" {
                connection.send("HTTP/1.1 200 OK\nContent-Length: 10\n\nhello")
                connection.pause(50)
            } else {
                connection.respond()
            }
        }
        let (nginx, client) = try await proxied(to: upstream)
        let first = try await client.send(.init(.get, nginx.url("/up/fine")))
        let error = await client.failure(of: .init(.get, nginx.url("/up/dies")))
        #expect(error?.code == .reset)
        let second = try await client.send(.init(.get, nginx.url("/up/fine")))
        #expect(first.fields["X-Connection"] == second.fields["X-Connection"])
    }

    @Test("a stream that is let go leaves the connection to the others")
    func letGo() async throws {
        let upstream = ScriptedServer { connection in
            guard let request = connection.readRequest() else { return }
            guard request.target == "/up/endless" else {
                connection.respond()
                return
            }
            connection.send("HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\n")
            while connection.send("5\nhello\n") { connection.pause(1) }
        }
        let (nginx, client) = try await proxied(to: upstream)
        let kept = try await client.stream(.init(.get, nginx.url("/up/endless")))
        let connection = kept.fields["X-Connection"]
        for _ in 0..<10 {
            let response = try await client.stream(.init(.get, nginx.url("/up/endless")))
            var iterator = response.body.makeAsyncIterator()
            #expect(try await iterator.next()?.isEmpty == false)
            #expect(response.fields["X-Connection"] == connection)
        }
        try await eventually("nginx has ended all streams but one") { upstream.openConnectionCount == 1 }
        #expect(try await client.send(.init(.get, nginx.url())).fields["X-Connection"] == connection)
        _ = consume kept
        try await eventually("nginx has ended the last stream") { upstream.openConnectionCount == 0 }
    }

    @Test("bodies go up, in memory and streamed, many at once")
    func uploads() async throws {
        let upstream = ScriptedServer { connection in
            if let request = connection.readRequest() { connection.respond(body: "\(request.body.count)") }
        }
        let (nginx, client) = try await proxied(to: upstream)
        try await withThrowingTaskGroup { group in
            for number in 0..<40 {
                let bytes = [UInt8](repeating: 7, count: 10_000 * number)
                let stream = RequestBody.stream { writer in
                    for start in stride(from: 0, to: bytes.count, by: 7_000) {
                        try await writer.write(Array(bytes[start..<min(start + 7_000, bytes.count)]))
                    }
                }
                let request = HTTPClient.Request(
                    .post,
                    nginx.url("/up/\(number)"),
                    body: number.isMultiple(of: 2) ? stream : .bytes(bytes)
                )
                group.addTask { (bytes.count, try await client.send(request).body) }
            }
            for try await (count, body) in group { #expect(String(decoding: body, as: UTF8.self) == "\(count)") }
        }
    }

    @Test("compressed responses are inflated, and counted as such")
    func compression() async throws {
        let upstream = ScriptedServer { _ in }
        let (nginx, client) = try await proxied(to: upstream, "gzip on; gzip_types *; gzip_http_version 1.0;")
        let zeros = [UInt8](repeating: 0, count: 8_000_000)
        nginx.serve("zeros", zeros)
        let response = try await client.send(.init(.get, nginx.url("/zeros")))
        #expect(response.body == zeros)
        #expect(response.fields["Content-Encoding"] == nil)
        var request = HTTPClient.Request(.get, nginx.url("/zeros"))
        request.responseBodyLimit = 7_999_999
        #expect(await client.failure(of: request)?.code == .limit(.responseBody))
        var asIs = HTTPClient.Request(.get, nginx.url("/zeros"))
        asIs.fields["Accept-Encoding"] = "identity"
        #expect(try await client.send(asIs).body == zeros)
    }

    private func residentBytes() -> Int {
        guard let file = unsafe fopen("/proc/self/statm", "r") else { return 0 }
        defer { unsafe fclose(file) }
        var text = [CChar](repeating: 0, count: 128)
        unsafe fgets(&text, Int32(text.count), file)
        let words = String(decoding: text.map(UInt8.init(bitPattern:)), as: UTF8.self).split(separator: " ")
        return (Int(words[1]) ?? 0) * 4_096
    }
}
