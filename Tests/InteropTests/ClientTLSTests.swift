// SPDX-License-Identifier: Apache-2.0

import Basics
import Cryptography
import HTTPClient
import HTTPCore
import OtherPrograms
import TestSupport
import Testing

@Suite(
    "The client and nginx over TLS",
    .tags(.interop, .network, .security),
    .timeLimit(.minutes(1)),
    .enabled(if: Nginx.isInstalled, "nginx is not installed (apt-get install nginx-light)")
)
struct ClientTLSTests {
    /// A server that a client should not talk to.
    struct Case: CustomTestStringConvertible {
        let testDescription: String
        let failure: HTTPClientError.TLSFailure
        var directives = ""
        /// Makes the server's identity; the client trusts the authority that is passed in.
        let identity: @Sendable (TestAuthority) throws -> CertificateIdentity
    }

    private static let past = TestAuthority.now + TestAuthority.day * -9...TestAuthority.now + TestAuthority.day * -1
    private static let future = TestAuthority.now + TestAuthority.day...TestAuthority.now + TestAuthority.day * 9

    static let cases = [
        Case(testDescription: "an authority that is not trusted", failure: .unknownAuthority) { _ in
            try TestAuthority("Another CA").server()
        },
        Case(testDescription: "another authority of the same name", failure: .unknownAuthority) { _ in
            try TestAuthority().server()
        },
        Case(testDescription: "an intermediate authority that is not sent", failure: .unknownAuthority) { trusted in
            let intermediate = try trusted.authority.issueIntermediate(
                subject: DistinguishedName(commonName: "Between"),
                validity: TestAuthority.today
            )
            let whole = try intermediate.issue(
                subject: DistinguishedName(commonName: "server"),
                names: [.ip("127.0.0.1")],
                validity: TestAuthority.today,
                usages: [.serverAuthentication]
            )
            return try CertificateIdentity(certificate: whole.certificate, privateKey: whole.privateKey)
        },
        Case(testDescription: "another address", failure: .wrongName) { try $0.server([.ip("127.0.0.2")]) },
        Case(testDescription: "a name where there is an address", failure: .wrongName) {
            try $0.server([.dns("127.0.0.1"), .dns("example.org")])
        },
        Case(testDescription: "no name", failure: .wrongName) { try $0.server([]) },
        Case(testDescription: "a certificate that has expired", failure: .expired) {
            try $0.server(validity: past)
        },
        Case(testDescription: "a certificate that is not valid yet", failure: .notYetValid) {
            try $0.server(validity: future)
        },
        Case(testDescription: "a certificate that vouches for itself", failure: .selfSigned) { _ in
            try .selfSigned(
                subject: DistinguishedName(commonName: "server"),
                names: [.ip("127.0.0.1")],
                validity: TestAuthority.today
            )
        },
        Case(testDescription: "a certificate for clients", failure: .unsuitableCertificate) {
            try $0.server(usages: [.clientAuthentication])
        },
        Case(
            testDescription: "a server that speaks TLS 1.1 at most",
            failure: .handshake,
            directives: "ssl_protocols TLSv1.1; ssl_ciphers DEFAULT@SECLEVEL=0;"
        ) { try $0.server() },
    ]

    @Test("a server that cannot be trusted is refused, and the error says why", arguments: cases)
    func refused(_ row: Case) async throws {
        let trusted = try TestAuthority()
        let nginx = try await Nginx(try row.identity(trusted), row.directives)
        let client = try HTTPClient.trusting(trusted.pem)
        let error = try #require(await client.failure(of: .init(.get, nginx.url())))
        #expect(error.code == .tls(row.failure), "\(error)")
        #expect(!error.requestWasSent)
        #expect(error.description.hasPrefix("GET https://127.0.0.1:\(nginx.port)/echo: TLS: \(row.failure): "))
    }

    @Test("an authority that has expired is told from one that is unknown")
    func expiredAuthority() async throws {
        let authority = try TestAuthority(validity: Self.past)
        let nginx = try await Nginx(try authority.server())
        let error = try await HTTPClient.trusting(authority.pem).failure(of: .init(.get, nginx.url()))
        #expect(error?.code == .tls(.expired))
    }

    @Test("without authorities of its own, a client trusts the system's and no others")
    func systemAuthorities() async throws {
        let nginx = try await Nginx(try TestAuthority().server())
        let error = try await HTTPClient.trusting(nil).failure(of: .init(.get, nginx.url()))
        #expect(error?.code == .tls(.unknownAuthority))
    }

    @Test("a trusted server is talked to, by address and by name, over HTTP/2 and HTTP/1.1", arguments: ["http2", ""])
    func trusted(options: String) async throws {
        let authority = try TestAuthority()
        let nginx = try await Nginx(try authority.server(), options: options)
        let client = try HTTPClient.trusting(authority.pem)
        let version = options == "http2" ? "HTTP/2.0" : "HTTP/1.1"
        #expect(try await client.text(nginx.url()) == "\(version)||127.0.0.1:\(nginx.port)|")
        let byName = nginx.url(host: "localhost")
        #expect(try await client.text(byName) == "\(version)|localhost|localhost:\(nginx.port)|")
    }

    @Test("HTTP/2 can be done without")
    func withoutHTTP2() async throws {
        let authority = try TestAuthority()
        let nginx = try await Nginx(try authority.server())
        let client = try HTTPClient.trusting(authority.pem) { $0.allowsHTTP2 = false }
        #expect(try await client.text(nginx.url()).hasPrefix("HTTP/1.1|"))
    }

    @Test("several authorities may be trusted, and intermediates are followed")
    func intermediates() async throws {
        let root = try TestAuthority()
        let intermediate = try root.authority.issueIntermediate(
            subject: DistinguishedName(commonName: "Between"),
            validity: TestAuthority.today
        )
        let identity = try intermediate.issue(
            subject: DistinguishedName(commonName: "server"),
            names: [.ip("127.0.0.1")],
            validity: TestAuthority.today,
            usages: [.serverAuthentication]
        )
        let nginx = try await Nginx(identity)
        let client = try HTTPClient.trusting(try TestAuthority("Another CA").pem + root.pem)
        #expect(try await client.text(nginx.url()).hasPrefix("HTTP/2.0|"))
    }

    @Test(
        "the server's TLS name may differ from the URL's host, which the request still names",
        arguments: ["http2", ""]
    )
    func serverName(options: String) async throws {
        let authority = try TestAuthority()
        let nginx = try await Nginx(try authority.server([.dns("kubernetes.example")]), options: options)
        let client = try HTTPClient.trusting(authority.pem) { $0.tls.serverName = "kubernetes.example" }
        let text = try await client.text(nginx.url())
        #expect(text.hasSuffix("|kubernetes.example|127.0.0.1:\(nginx.port)|"))
        let wrong = try HTTPClient.trusting(authority.pem) { $0.tls.serverName = "other.example" }
        let error = await wrong.failure(of: .init(.get, nginx.url()))
        #expect(error?.code == .tls(.wrongName))
        #expect(error?.description.hasPrefix("GET https://127.0.0.1:\(nginx.port)/echo: ") == true)
    }

    @Test("a server name that is none is refused")
    func invalidServerName() async throws {
        let client = try HTTPClient.trusting(nil) { $0.tls.serverName = "a/b@c" }
        let error = await client.failure(of: .init(.get, HTTPURL(scheme: .https, host: "127.0.0.1", port: 1)))
        #expect(error?.code == .invalidRequest)
    }

    @Test("a client certificate is shown to a server that asks")
    func clientCertificate() async throws {
        let authority = try TestAuthority()
        let nginx = try await Nginx(try authority.server(), "ssl_verify_client on; ssl_client_certificate ca.pem;") {
            $0.write("ca.pem", authority.pem)
        }
        let identity = try HTTPClient.TLS.Identity(try authority.client("operator"))
        let client = try HTTPClient.trusting(authority.pem) { $0.tls.identity = identity }
        #expect(try await client.text(nginx.url()).hasSuffix("|CN=operator"))
        // nginx lets the handshake pass and answers 400.
        let stranger = try HTTPClient.trusting(authority.pem)
        #expect(try await stranger.send(.init(.get, nginx.url())).status == .badRequest)
    }

    @Test("certificates and keys that cannot be used are a matter of configuration, and stay secret")
    func brokenConfiguration() async throws {
        let authority = try TestAuthority()
        let nginx = try await Nginx(try authority.server())
        let one = try HTTPClient.TLS.Identity(try authority.client())
        let other = try HTTPClient.TLS.Identity(try authority.client())
        let canary = Secret(Array("-----BEGIN PRIVATE KEY-----\ncanary\n-----END PRIVATE KEY-----\n".utf8))
        let tls: [HTTPClient.TLS] = [
            .init(certificateAuthoritiesPEM: Array("no PEM".utf8)),
            .init(certificateAuthoritiesPEM: []),
            .init(
                certificateAuthoritiesPEM: authority.pem,
                identity: .init(certificateChainPEM: one.certificateChainPEM, privateKeyPEM: canary)
            ),
            .init(
                certificateAuthoritiesPEM: authority.pem,
                identity: .init(certificateChainPEM: one.certificateChainPEM, privateKeyPEM: other.privateKeyPEM)
            ),
            .init(
                certificateAuthoritiesPEM: authority.pem,
                identity: .init(certificateChainPEM: Array("no PEM".utf8), privateKeyPEM: one.privateKeyPEM)
            ),
        ]
        for (row, tls) in tls.enumerated() {
            let client = try HTTPClient.trusting(nil) { $0.tls = tls }
            let error = try #require(await client.failure(of: .init(.get, nginx.url())))
            #expect(error.code == .tls(.configuration), "row \(row): \(error)")
            #expect(!"\(error) \(tls)".contains("canary"))
        }
    }
}
