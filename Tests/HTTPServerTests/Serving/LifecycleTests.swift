// SPDX-License-Identifier: Apache-2.0

import Basics
import CShims
import Cryptography
import Glibc
import HTTPCore
import HTTPServer
import Synchronization
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(1))) struct LifecycleTests {
    private static let request = "GET / HTTP/1.1\r\nHost: x\r\n\r\n"
    private static let hello: HTTPHandler = { _ in HTTPServerResponse(text: "hello") }

    @Test("an address in use is named, also by a second server of this kind")
    func addressInUse() async throws {
        try await withServer(handler: Self.hello) { address, _ in
            let second = HTTPServer(HTTPServerConfiguration(address: address, loopCount: 1), handler: Self.hello)
            let error = await #expect(throws: HTTPServerError.self) { try await second.start() }
            #expect(error?.code == .cannotListen)
            #expect(error?.description == "cannot listen at \(address): address already in use")
        }
    }

    @Test(
        "an address that is none is named",
        arguments: [
            SocketAddress.internet(host: "example.org", port: 0), .unix(path: String(repeating: "a", count: 200)),
        ]
    )
    func malformedAddress(_ address: SocketAddress) async {
        let server = HTTPServer(HTTPServerConfiguration(address: address), handler: Self.hello)
        let error = await #expect(throws: HTTPServerError.self) { try await server.start() }
        #expect(error?.code == .cannotListen)
    }

    @Test("a unix socket serves, replaces the file of a dead server, and removes its own")
    func unixSocket() async throws {
        let path = "/tmp/portolan-http-\(getpid()).sock"
        for _ in 0..<2 {
            try await withServer(.test { $0.address = .unix(path: path) }, handler: Self.hello) { address, _ in
                #expect(address == .unix(path: path))
                for _ in 0..<4 {
                    let client = try RawClient(address)
                    try await client.send(Self.request)
                    #expect(try await client.receive(until: "hello").hasPrefix("HTTP/1.1 200 OK\r\n"))
                }
                let second = HTTPServer(HTTPServerConfiguration(address: address), handler: Self.hello)
                await #expect(throws: HTTPServerError.self) { try await second.start() }
            }
            try await eventually("the file is removed") { unsafe access(path, F_OK) != 0 }
            leaveSocketFile(path)
        }
        unsafe unlink(path)
    }

    private func leaveSocketFile(_ path: String) {
        var name = cshim_address()
        let descriptor = unsafe cshim_socket(&name)
        #expect(unsafe cshim_bind_unix(descriptor, path) == 0)
        close(descriptor)
    }

    @Test("a server that is stopped closes idle connections and lets requests end")
    func drain() async throws {
        let log = EventLog()
        let (proceed, gate) = AsyncStream<Void>.makeStream(bufferingPolicy: .bufferingNewest(1))
        let handler: HTTPHandler = { request in
            if request.path == "/slow" { for await _ in proceed { break } }
            return HTTPServerResponse(text: "hello")
        }
        let configuration = HTTPServerConfiguration.test {
            $0.observe = log.add
            $0.drainTimeout = .seconds(86_400)
            // Nobody is waited for who does not look at his connection.
            $0.limits.lingerTimeout = .seconds(86_400)
        }
        try await withServer(configuration, handler: handler) { address, server in
            let idle = try RawClient(address)
            try await idle.send(Self.request)
            _ = try await idle.receive(until: "hello")
            let busy = try RawClient(address)
            try await busy.send("GET /slow HTTP/1.1\r\nHost: x\r\n\r\n")
            try await eventually("the request is under way") { server.connectionCount == 2 }
            try await Task.sleep(for: .milliseconds(20))

            async let stopped: Void = server.stop()
            #expect(try await idle.receiveAll() == ("", .closed))
            try await eventually("nobody listens") { (try? RawClient(address)) == nil }
            gate.yield()
            let (text, ending) = try await busy.receiveAll()
            #expect(text.hasSuffix("hello") && text.contains("Connection: close\r\n"))
            #expect(ending == .closed)
            await stopped
            #expect(server.connectionCount == 0)
            #expect(log.closings.filter { $0 == .drained }.count >= 2)
        }
    }

    @Test("a client that has said nothing is let go at once, one in the middle of a handshake a little later")
    func drainOfHandshakes() async throws {
        let now = WallClock.system.now
        let validity = now + .seconds(-60)...now + .seconds(3600)
        let authority = try CertificateAuthority.root(subject: DistinguishedName(commonName: "CA"), validity: validity)
        let identity = try authority.issue(
            subject: DistinguishedName(commonName: "server"),
            names: [.ip("127.0.0.1")],
            validity: validity,
            usages: [.serverAuthentication]
        )
        let chain = Secret(Array(identity.chainPEM.utf8))
        let key = Secret(Array(try identity.privateKey.pem.exposed.utf8))
        let configuration = HTTPServerConfiguration.test {
            $0.tls = TLSConfiguration(chain: .bytes(chain), key: .bytes(key))
            $0.drainTimeout = .seconds(86_400)
            $0.limits.handshakeTimeout = .seconds(86_400)
            $0.limits.lingerTimeout = .milliseconds(100)
        }
        try await withServer(configuration, handler: Self.hello) { address, server in
            let silent = try RawClient(address)
            let slow = try RawClient(address)
            // The beginning of a record with a handshake in it (RFC 8446, section 5.1).
            try await slow.send([0x16, 0x03, 0x01, 0x02, 0x00, 0x01])
            try await eventually("both are connected") { server.connectionCount == 2 }
            async let stopped: Void = server.stop()
            #expect(try await silent.receiveAll() == ("", .closed))
            _ = try await slow.receiveAll()
            await stopped
            #expect(server.connectionCount == 0)
        }
    }

    @Test(
        "a stream is cancelled at the end of the drain, one without an end at once, and either may say goodbye",
        arguments: [false, true]
    )
    func drainOfStreams(endsWithServer: Bool) async throws {
        let handler: HTTPHandler = { _ in
            var response = HTTPServerResponse { writer in
                try await writer.write("first")
                try? await Task.sleep(for: .seconds(86_400))
                try await writer.write("goodbye")
            }
            response.endsWithServer = endsWithServer
            return response
        }
        let configuration = HTTPServerConfiguration.test {
            if endsWithServer { $0.drainTimeout = .seconds(86_400) }
            $0.cancelTimeout = .seconds(20)
        }
        try await withServer(configuration, handler: handler) { address, server in
            let client = try RawClient(address)
            try await client.send(Self.request)
            _ = try await client.receive(until: "first")
            async let stopped: Void = server.stop()
            let (text, ending) = try await client.receiveAll()
            #expect(text.hasSuffix("goodbye\r\n0\r\n\r\n"))
            #expect(ending == .closed)
            await stopped
        }
    }

    @Test("a handler that does not listen does not keep the server from stopping")
    func stubbornHandler() async throws {
        let (never, gate) = AsyncStream<Void>.makeStream(bufferingPolicy: .bufferingNewest(1))
        let handler: HTTPHandler = { _ in
            await Task.detached { for await _ in never { break } }.value
            return HTTPServerResponse()
        }
        try await withServer(handler: handler) { address, server in
            let client = try RawClient(address)
            try await client.send(Self.request)
            try await eventually("the request is under way") { server.connectionCount == 1 }
            await server.stop()
            #expect(try await client.receiveAll().ending == .reset)
            gate.finish()
        }
    }

    @Test("a cancelled run drains and returns")
    func cancelledRun() async throws {
        let server = HTTPServer(
            HTTPServerConfiguration(address: .internet(host: "127.0.0.1", port: 0), loopCount: 1),
            handler: Self.hello
        )
        let (addresses, report) = AsyncStream<SocketAddress>.makeStream(bufferingPolicy: .bufferingNewest(1))
        let running = Task { try await server.run { report.yield($0) } }
        var iterator = addresses.makeAsyncIterator()
        let address = try #require(await iterator.next())
        let client = try RawClient(address)
        try await client.send(Self.request)
        _ = try await client.receive(until: "hello")
        running.cancel()
        try await running.value
        #expect(try await client.receiveAll().ending == .closed)
        #expect(throws: RawClient.Failure.self) { try RawClient(address) }
    }

    @Test("finished requests are reported with what metrics need")
    func events() async throws {
        let log = EventLog()
        try await withServer(.test { $0.observe = log.add }, handler: Self.hello) { address, _ in
            let client = try RawClient(address)
            try await client.send("GET /a?b HTTP/1.1\r\nHost: x\r\n\r\n")
            let text = try await client.receive(until: "hello")
            let request = try #require(log.requests.first)
            #expect(request.method == .get && request.path == "/a" && request.status == .ok)
            #expect(request.bytesSent == text.utf8.count)
            #expect(request.duration > .zero)
        }
    }
}
