// SPDX-License-Identifier: Apache-2.0

import Basics
import HTTPClient
import HTTPCore
import KubeCore
import OtherPrograms
import Synchronization
import TestSupport
import Testing

@testable import KubeClient

@Suite("Connections and the certificates that they stand on")
struct ConnectionsTests {
    let folder = TemporaryFolder()
    let clock = ManualClock()

    /// What connections were made.
    final class Made: Sendable {
        private let all = Mutex<[HTTPClient.TLS]>([])
        var authorities: [String] {
            all.withLock { $0.map { String(decoding: $0.certificateAuthoritiesPEM ?? [], as: UTF8.self) } }
        }
        var keys: [String] {
            all.withLock { $0.map { String(decoding: $0.identity?.privateKeyPEM.exposed ?? [], as: UTF8.self) } }
        }
        var last: HTTPClient.TLS? { all.withLock(\.last) }

        func make(_ tls: HTTPClient.TLS) -> any HTTPTransport {
            all.withLock { $0.append(tls) }
            return ScriptedTransport([])
        }
    }

    private func connections(_ made: Made, _ configure: (inout KubeConfiguration) -> Void) -> Connections {
        var configuration = KubeConfiguration(server: HTTPURL(scheme: .https, host: "api"), origin: "a test")
        configure(&configuration)
        return Connections(configuration, clock: clock, make: made.make)
    }

    @Test("what is written down is used as it is, for ever")
    func inline() throws {
        let made = Made()
        let connections = connections(made) { configuration in
            configuration.certificateAuthorities = .inline(Array("ca".utf8))
            configuration.identity = .init(certificate: .inline(Array("c".utf8)), privateKey: .inline(Array("k".utf8)))
            configuration.serverName = "inner"
        }
        for _ in 0..<3 {
            _ = try connections.transport(showing: nil)
            clock.advance(by: .seconds(100))
        }
        #expect(made.authorities == ["ca"] && made.keys == ["k"])
        #expect(made.last?.serverName == "inner")
    }

    @Test("files are read again after a while, and connections are made anew when one has changed")
    func files() throws {
        let made = Made()
        let path = folder.write("ca.crt", "first")
        let connections = connections(made) { $0.certificateAuthorities = .file(path) }
        _ = try connections.transport(showing: nil)
        folder.write("ca.crt", "second")
        clock.advance(by: .seconds(59))
        _ = try connections.transport(showing: nil)
        #expect(made.authorities == ["first"])
        clock.advance(by: .seconds(1))
        _ = try connections.transport(showing: nil)
        clock.advance(by: .seconds(60))
        _ = try connections.transport(showing: nil)
        #expect(made.authorities == ["first", "second"])
    }

    @Test("while a file cannot be read, the connections that there are go on")
    func outage() throws {
        let made = Made()
        var other: TemporaryFolder? = TemporaryFolder()
        let path = other?.write("ca.crt", "first") ?? ""
        let connections = connections(made) { $0.certificateAuthorities = .file(path) }
        _ = try connections.transport(showing: nil)
        other = nil
        clock.advance(by: .seconds(60))
        _ = try connections.transport(showing: nil)
        #expect(made.authorities == ["first"])

        let error = #expect(throws: CredentialError.self) {
            try self.connections(Made()) { $0.certificateAuthorities = .file(path) }.transport(showing: nil)
        }
        #expect(error?.description == "cannot read the certificate authorities in \(path): No such file or directory")
    }

    @Test("a plugin's certificate takes the place of the configuration's")
    func pluginIdentity() throws {
        let made = Made()
        let connections = connections(made) { _ in }
        func identity(_ key: String) -> HTTPClient.TLS.Identity {
            .init(certificateChainPEM: Array("c".utf8), privateKeyPEM: Secret(Array(key.utf8)))
        }
        for key in ["k1", "k1", "k2", "k2"] { _ = try connections.transport(showing: identity(key)) }
        #expect(made.keys == ["k1", "k2"])
    }
}
