// SPDX-License-Identifier: Apache-2.0

import Cryptography
import HTTPClient
import HTTPCore
import HTTPServer
import TestSupport
import Testing

@Suite("A server that ends, and clients that keep their connections", .timeLimit(.minutes(1)))
struct ServerDrainTests {
    private static let never = Duration.seconds(86_400)

    /// A server that waits for its clients for as long as they like.
    private static func configuration(_ identity: TLSConfiguration) -> HTTPServerConfiguration {
        var configuration = HTTPServerConfiguration(address: .internet(host: "127.0.0.1", port: 0), loopCount: 2)
        configuration.tls = identity
        configuration.drainTimeout = never
        configuration.limits.lingerTimeout = never
        return configuration
    }

    @Test("a connection over TLS is closed at once between requests, and else behind its answer")
    func requests() async throws {
        let (begun, begin) = AsyncStream<Void>.makeStream(bufferingPolicy: .bufferingNewest(1))
        let (proceed, gate) = AsyncStream<Void>.makeStream(bufferingPolicy: .bufferingNewest(1))
        let certificates = try ServerCertificates()
        let server = HTTPServer(Self.configuration(try certificates.server().tls())) { request in
            guard request.path == "/slow" else { return HTTPServerResponse(text: "hello") }
            begin.yield()
            for await _ in proceed { break }
            return HTTPServerResponse(text: "hello")
        }
        let url = "https://127.0.0.1:\(try await server.start().port ?? 0)"
        let authorities = Array(certificates.authority.certificate.pem.utf8)
        let idle = try HTTPClient.trusting(authorities)
        #expect(try await idle.send(.init(.get, HTTPURL(parsing: "\(url)/fast"))).status == .ok)
        let busy = try HTTPClient.trusting(authorities)
        async let answer = busy.send(.init(.get, HTTPURL(parsing: "\(url)/slow")))
        for await _ in begun { break }
        #expect(server.connectionCount == 2)
        async let stopped: Void = server.stop()
        try await eventually("the idle connection is closed") { server.connectionCount == 1 }
        gate.yield()
        #expect(try await answer.fields["Connection"] == "close")
        await stopped
        #expect(server.connectionCount == 0)
        await #expect(throws: HTTPClientError.self) {
            try await idle.send(.init(.get, HTTPURL(parsing: "\(url)/fast")))
        }
    }

    @Test("a stream that the server ends is whole, although its client keeps the connection")
    func streams() async throws {
        let (begun, begin) = AsyncStream<Void>.makeStream(bufferingPolicy: .bufferingNewest(1))
        let (proceed, gate) = AsyncStream<Void>.makeStream(bufferingPolicy: .bufferingNewest(1))
        let certificates = try ServerCertificates()
        let server = HTTPServer(Self.configuration(try certificates.server().tls())) { _ in
            HTTPServerResponse { writer in
                try await writer.write("first")
                begin.yield()
                for await _ in proceed { break }
                try await writer.write(" and last")
            }
        }
        let url = "https://127.0.0.1:\(try await server.start().port ?? 0)"
        let client = try HTTPClient.trusting(Array(certificates.authority.certificate.pem.utf8))
        async let answer = client.send(.init(.get, HTTPURL(parsing: url)))
        for await _ in begun { break }
        async let stopped: Void = server.stop()
        gate.yield()
        #expect(try await answer.body == Array("first and last".utf8))
        await stopped
    }
}
