// SPDX-License-Identifier: Apache-2.0

import Basics
import Cryptography
import HTTPClient
import HTTPCore
import TestSupport

/// An authority for tests, and what it issues.
struct TestAuthority {
    static let day = Duration.seconds(86_400)
    static var now: Timestamp { WallClock.system.now }
    static var today: ClosedRange<Timestamp> { now + day * -1...now + day }

    let authority: CertificateAuthority

    init(_ name: String = "Test CA", validity: ClosedRange<Timestamp> = today) throws {
        authority = try .root(subject: DistinguishedName(commonName: name), validity: validity)
    }

    var pem: [UInt8] { Array(authority.certificate.pem.utf8) }

    func server(
        _ names: [SubjectAlternativeName] = [.ip("127.0.0.1"), .dns("localhost")],
        validity: ClosedRange<Timestamp> = today,
        usages: [ExtendedKeyUsage] = [.serverAuthentication]
    ) throws -> CertificateIdentity {
        try authority.issue(
            subject: DistinguishedName(commonName: "server"),
            names: names,
            validity: validity,
            usages: usages
        )
    }

    func client(_ name: String = "client") throws -> CertificateIdentity {
        try authority.issue(
            subject: DistinguishedName(commonName: name),
            validity: Self.today,
            usages: [.clientAuthentication]
        )
    }
}

extension HTTPClient.TLS.Identity {
    init(_ identity: CertificateIdentity) throws {
        self.init(
            certificateChainPEM: Array(identity.chainPEM.utf8),
            privateKeyPEM: Secret(Array(try identity.privateKey.pem.exposed.utf8))
        )
    }
}

extension HTTPClient {
    /// A client that trusts these authorities.
    static func trusting(
        _ authorities: [UInt8]?,
        _ change: (inout Configuration) -> Void = { _ in }
    ) throws -> HTTPClient {
        var configuration = Configuration(userAgent: "test/1")
        configuration.proxy = .none
        configuration.tls.certificateAuthoritiesPEM = authorities
        change(&configuration)
        return try HTTPClient(configuration)
    }
}

extension HTTPTransport {
    /// The error with which a request ends, or nil when it does not.
    func failure(of request: HTTPClient.Request) async -> HTTPClientError? {
        do throws(HTTPClientError) {
            _ = try await send(request)
            return nil
        } catch {
            return error
        }
    }

    /// The text that a GET brings.
    func text(_ url: HTTPURL) async throws -> String {
        String(decoding: try await send(.init(.get, url)).body, as: UTF8.self)
    }
}

extension String {
    /// The number that stands behind the first occurrence of a text, as programs print their ports.
    func number(behind text: String) -> Int? {
        firstRange(of: text).flatMap { Int(self[$0.upperBound...].prefix { $0.isNumber }) }
    }
}
