// SPDX-License-Identifier: Apache-2.0

import Basics
import Cryptography
import HTTPClient
import HTTPCore
import OtherPrograms
import TestSupport
import Testing

/// nginx answers a client without a certificate with a page; `openssl s_server` with a TLS alert, as Go's servers do.
@Suite(
    "The client and openssl s_server, which asks for certificates",
    .tags(.interop, .network, .security),
    .timeLimit(.minutes(1)),
    .enabled(if: ChildProcess.path(of: "openssl") != nil, "openssl is not installed")
)
struct ClientAlertTests {
    private let folder = TemporaryFolder()
    private let authority: TestAuthority

    init() throws {
        authority = try TestAuthority()
    }

    private func start(version: String) async throws -> (process: ChildProcess, url: HTTPURL) {
        let identity = try authority.server()
        let arguments = [
            "s_server", "-accept", "127.0.0.1:0", "-www", "-Verify", "2", "-verify_return_error", version,
            "-CAfile", folder.write("ca.pem", authority.pem),
            "-cert", folder.write("cert.pem", identity.chainPEM),
            "-key", folder.write("key.pem", try identity.privateKey.pem.exposed),
        ]
        let process = try ChildProcess("openssl", arguments)
        try await eventually("s_server prints its port") { process.output.contains("ACCEPT ") }
        let port = try #require(process.output.number(behind: "ACCEPT 127.0.0.1:"))
        return (process, HTTPURL(scheme: .https, host: "127.0.0.1", port: port))
    }

    @Test("a client without a certificate is told that one is required", arguments: ["-tls1_3", "-tls1_2"])
    func required(version: String) async throws {
        let server = try await start(version: version)
        let error = try await HTTPClient.trusting(authority.pem).failure(of: .init(.get, server.url))
        // TLS 1.2 has no alert of its own for it.
        let expected: HTTPClientError.TLSFailure = version == "-tls1_3" ? .clientCertificateRequired : .handshake
        #expect(error?.code == .tls(expected), "\(String(describing: error))")
        server.process.stop()
    }

    @Test("a client of another authority is rejected", arguments: ["-tls1_3", "-tls1_2"])
    func rejected(version: String) async throws {
        let server = try await start(version: version)
        let identity = try HTTPClient.TLS.Identity(try TestAuthority("Another CA").client())
        let client = try HTTPClient.trusting(authority.pem) { $0.tls.identity = identity }
        let error = await client.failure(of: .init(.get, server.url))
        #expect(error?.code == .tls(.clientCertificateRejected), "\(String(describing: error))")
        server.process.stop()
    }

    @Test("a client of the right authority is served", arguments: ["-tls1_3", "-tls1_2"])
    func accepted(version: String) async throws {
        let server = try await start(version: version)
        let identity = try HTTPClient.TLS.Identity(try authority.client())
        let client = try HTTPClient.trusting(authority.pem) { $0.tls.identity = identity }
        #expect(try await client.send(.init(.get, server.url)).status == .ok)
        server.process.stop()
    }
}
