// SPDX-License-Identifier: Apache-2.0

import Basics
import Cryptography
import HTTPServer
import OtherPrograms
import Synchronization
import TestSupport
import Testing

@Suite(
    .enabled(if: ChildProcess.path(of: "curl") != nil, "curl is not installed: apt-get install curl"),
    .timeLimit(.minutes(1))
)
struct ServerTLSTests {
    private let certificates: ServerCertificates
    private let folder = TemporaryFolder()

    init() throws {
        certificates = try ServerCertificates()
        folder.write("ca.pem", certificates.authority.certificate.pem)
    }

    private func curl(_ arguments: String...) async throws -> (code: Int32, text: String) {
        let common = ["--silent", "--show-error", "--max-time", "20", "--cacert", "\(folder.path)/ca.pem"]
        return try await ServerSubject.output(of: "curl", common + arguments)
    }

    /// What curl needs to present a certificate.
    private func present(_ identity: CertificateIdentity) throws -> [String] {
        let certificate = folder.write("client.pem", identity.chainPEM)
        let key = folder.write("client.key", try identity.privateKey.pem.exposed)
        return ["--cert", certificate, "--key", key]
    }

    @Test("a client that trusts the authority is served, over TLS 1.2 and 1.3", arguments: ["1.2", "1.3"])
    func versions(version: String) async throws {
        try await ServerSubject.run(tls: try certificates.server().tls()) { port in
            let url = "https://127.0.0.1:\(port)"
            let (_, text) = try await curl("--tlsv\(version)", "--tls-max", version, "\(url)/who", "\(url)/stream/2")
            #expect(text == "anonymous secure=trueline 0\nline 1\n")
        }
    }

    @Test("a large body goes both ways")
    func largeBody() async throws {
        let content = String(repeating: "0123456789", count: 300_000)
        let file = folder.write("body", content)
        try await ServerSubject.run(tls: try certificates.server().tls()) { port in
            let (code, text) = try await curl("--data-binary", "@\(file)", "https://127.0.0.1:\(port)/echo")
            #expect(code == 0)
            #expect(text == content)
        }
    }

    @Test("TLS 1.1, HTTP/2 alone and plain text are refused, and the server goes on")
    func refusals() async throws {
        let failures = Mutex(0)
        let configure: (inout HTTPServerConfiguration) -> Void = {
            $0.observe = { event in
                if case .handshakeFailed = event { failures.withLock { $0 += 1 } }
            }
        }
        try await ServerSubject.run(tls: try certificates.server().tls(), configure: configure) { port in
            let url = "https://127.0.0.1:\(port)/hello"
            let old = try await curl("--tls-max", "1.1", "--ciphers", "ALL:@SECLEVEL=0", url)
            #expect(old.code == 35)
            let plain = try await curl("http://127.0.0.1:\(port)/hello")
            #expect(plain.code != 0)
            let new = try await curl("--http2", url)
            #expect(new.text == "hello")
            #expect(failures.withLock { $0 } == 2)
        }
    }

    @Test("a client's certificate is verified, and tells who it is")
    func clientCertificate() async throws {
        var tls = try certificates.server().tls()
        let authorities = TLSConfiguration.PEM.text(certificates.authority.certificate.pem)
        let client = try certificates.client("jane", organizations: ["system:masters"])
        let stranger = try ServerCertificates("Other CA").client("mallory")
        for (clients, isRequired) in [
            (TLSConfiguration.Clients.optional(authorities: authorities), false),
            (.required(authorities: authorities), true),
        ] {
            tls.clients = clients
            try await ServerSubject.run(tls: tls) { port in
                let url = "https://127.0.0.1:\(port)/who"
                let known = try await ServerSubject.output(
                    of: "curl",
                    ["--silent", "--cacert", "\(folder.path)/ca.pem"] + (try present(client)) + [url]
                )
                #expect(known.text.contains("jane") && known.text.contains("system:masters"))
                let unknown = try await ServerSubject.output(
                    of: "curl",
                    ["--silent", "--cacert", "\(folder.path)/ca.pem"] + (try present(stranger)) + [url]
                )
                #expect(unknown.code != 0 && unknown.text == "")
                let anonymous = try await curl(url)
                #expect(anonymous.text.contains("anonymous") == !isRequired)
                #expect((anonymous.code == 0) == !isRequired)
            }
        }
    }

    @Test("new files are used for new connections, and broken ones are not")
    func reload() async throws {
        let events = Mutex<[String]>([])
        let first = try certificates.server("first")
        let chain = folder.write("server.pem", first.chainPEM)
        let key = folder.write("server.key", try first.privateKey.pem.exposed)
        var tls = TLSConfiguration(chain: .file(path: chain), key: .file(path: key))
        tls.reloadInterval = .zero
        let configure: (inout HTTPServerConfiguration) -> Void = {
            $0.observe = { event in
                switch event {
                case .certificateReloaded: events.withLock { $0.append("reloaded") }
                case .certificateReloadFailed(let error): events.withLock { $0.append(error.description) }
                default: break
                }
            }
        }
        try await ServerSubject.run(tls: tls, configure: configure) { port in
            func name() async throws -> String {
                let (_, text) = try await curl("--verbose", "https://127.0.0.1:\(port)/hello")
                return text.contains("subject: CN=first")
                    ? "first" : text.contains("subject: CN=second") ? "second" : text
            }
            #expect(try await name() == "first")
            let second = try certificates.server("second")
            folder.write("server.pem", second.chainPEM)
            #expect(try await name() == "first")
            #expect(try await name() == "first")
            #expect(
                events.withLock { $0 } == [
                    "the server's private key does not belong to its certificate (key values mismatch)"
                ]
            )
            folder.write("server.key", try second.privateKey.pem.exposed)
            #expect(try await name() == "second")
            #expect(events.withLock { $0 }.last == "reloaded")
            folder.write("server.pem", "nothing")
            #expect(try await name() == "second")
            #expect(events.withLock { $0 }.last == "the server's certificate is no certificate in PEM form")
        }
    }

    @Test("a server whose certificate is unusable does not start, and says why")
    func unusable() async throws {
        let identity = try certificates.server()
        let other = try certificates.server()
        for (tls, message) in [
            (
                TLSConfiguration(chain: .text("none"), key: .text("none")),
                "the server's certificate is no certificate in PEM form"
            ),
            (
                TLSConfiguration(chain: .text(identity.chainPEM), key: .text("none")),
                "the server's private key is no unencrypted key in PEM form"
            ),
            (
                TLSConfiguration(chain: .text(identity.chainPEM), key: .text(try other.privateKey.pem.exposed)),
                "the server's private key does not belong to its certificate (key values mismatch)"
            ),
            (
                TLSConfiguration(chain: .file(path: "/nowhere/tls.crt"), key: .text("none")),
                "cannot read /nowhere/tls.crt: no such file or directory"
            ),
        ] {
            let error = await #expect(throws: HTTPServerError.self) { try await ServerSubject.run(tls: tls) { _ in } }
            #expect(error?.code == .invalidTLS)
            #expect(error?.description == message)
        }
    }
}
