// SPDX-License-Identifier: Apache-2.0

import Basics
import Cryptography
import HTTPCore
import HTTPServer
import OtherPrograms
import TestSupport

/// Our server as strangers meet it.
enum ServerSubject {
    /// Runs the server until `body` returns, which is told the port.
    static func run<Result>(
        tls: TLSConfiguration? = nil,
        configure: (inout HTTPServerConfiguration) -> Void = { _ in },
        _ body: (Int) async throws -> Result
    ) async throws -> Result {
        var configuration = HTTPServerConfiguration(address: .internet(host: "127.0.0.1", port: 0), loopCount: 2)
        configuration.tls = tls
        configuration.drainTimeout = .milliseconds(50)
        configuration.cancelTimeout = .milliseconds(50)
        configure(&configuration)
        let server = HTTPServer(configuration, handler: router.handler)
        let port = try await server.start().port ?? 0
        do {
            let result = try await body(port)
            await server.stop()
            return result
        } catch {
            await server.stop()
            throw error
        }
    }

    private static var router: HTTPRouter {
        var router = HTTPRouter()
        router.on(.get, "/hello") { _ in HTTPServerResponse(text: "hello") }
        router.on(.post, "/echo") { HTTPServerResponse(body: try await $0.body.collect(upTo: 10_000_000)) }
        router.on(.post, "/refuse") { _ in HTTPServerResponse(.forbidden, text: "refused") }
        router.on(.get, "/who") { request in
            let subject = request.peer.certificates.first?.subject.description ?? "anonymous"
            return HTTPServerResponse(text: "\(subject) secure=\(request.peer.isSecure)")
        }
        router.on(.get, "/stream/{count}") { request in
            let count = Int(request.parameters["count"] ?? "") ?? 0
            return HTTPServerResponse { writer in
                for number in 0..<count { try await writer.write("line \(number)\n") }
            }
        }
        return router
    }

    /// Runs somebody else's program to its end; returns its exit code and all that it printed.
    static func output(of program: String, _ arguments: [String]) async throws -> (code: Int32, text: String) {
        let process = try ChildProcess(program, arguments)
        while process.exit == nil { try await Task.sleep(for: .milliseconds(10)) }
        return (process.exit ?? -1, process.output)
    }
}

/// An authority with a server's certificate for this machine.
struct ServerCertificates {
    let authority: CertificateAuthority
    let validity: ClosedRange<Timestamp>

    init(_ name: String = "Test CA") throws {
        let now = WallClock.system.now
        validity =
            Timestamp(
                secondsSinceEpoch: now.secondsSinceEpoch - 3600
            )...Timestamp(secondsSinceEpoch: now.secondsSinceEpoch + 3600)
        authority = try .root(subject: DistinguishedName(commonName: name), validity: validity)
    }

    func server(_ name: String = "server") throws -> CertificateIdentity {
        try authority.issue(
            subject: DistinguishedName(commonName: name),
            names: [.ip("127.0.0.1"), .dns("localhost")],
            validity: validity,
            usages: [.serverAuthentication]
        )
    }

    func client(_ name: String, organizations: [String] = []) throws -> CertificateIdentity {
        try authority.issue(
            subject: DistinguishedName(commonName: name, organizations: organizations),
            validity: validity,
            usages: [.clientAuthentication]
        )
    }
}

extension TLSConfiguration.PEM {
    static func text(_ text: String) -> Self { .bytes(Secret(Array(text.utf8))) }
}

extension CertificateIdentity {
    func tls() throws -> TLSConfiguration {
        TLSConfiguration(chain: .text(chainPEM), key: .text(try privateKey.pem.exposed))
    }
}
