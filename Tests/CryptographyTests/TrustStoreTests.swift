// SPDX-License-Identifier: Apache-2.0

import Basics
import Cryptography
import Testing

@Suite("TrustStore")
struct TrustStoreTests {
    @Test("a server certificate is good for each of its names")
    func goodServer() throws {
        let chain = try Chain()
        let store = TrustStore(roots: [chain.root.certificate])
        let names: [SubjectAlternativeName] = [
            .dns("api.example.test"), .dns("*.wild.test"), .ip("127.0.0.1"), .ip("::1"),
        ]
        let server = try chain.server(names: names)
        for host in ["api.example.test", "API.Example.Test", "any.wild.test", "127.0.0.1", "::1", "0::1"] {
            try store.verify(
                server.certificate,
                intermediates: server.intermediates,
                for: .server(host: host),
                at: Chain.noon
            )
        }
    }

    @Test("a client certificate is good for a client")
    func goodClient() throws {
        let chain = try Chain()
        let client = try chain.server(names: [], usages: [.clientAuthentication])
        try TrustStore(roots: [chain.root.certificate]).verify(
            client.certificate,
            intermediates: client.intermediates,
            for: .client,
            at: Chain.noon
        )
    }

    @Test("a trusted intermediate ends the chain, and so does a trusted self-signed certificate")
    func partialChains() throws {
        let chain = try Chain()
        let server = try chain.server().certificate
        let purpose = TrustStore.Purpose.server(host: "127.0.0.1")
        try TrustStore(roots: [chain.intermediate.certificate]).verify(server, for: purpose, at: Chain.noon)
        let own = try CertificateIdentity.selfSigned(
            subject: DistinguishedName(commonName: "own"),
            names: [.ip("127.0.0.1")],
            validity: Chain.day
        )
        try TrustStore(roots: [own.certificate]).verify(own.certificate, for: purpose, at: Chain.noon)
    }

    @Test("the validity is that of RFC 5280 to the second, for OpenSSL without its last one")
    func bounds() throws {
        let chain = try Chain()
        let store = TrustStore(roots: [chain.root.certificate])
        let server = try chain.server(by: chain.root).certificate
        #expect(server.isValid(at: Chain.day.lowerBound))
        #expect(server.isValid(at: Chain.day.upperBound))
        for time in [Chain.day.lowerBound, Chain.day.upperBound - .seconds(1)] {
            try store.verify(server, for: .server(host: "127.0.0.1"), at: time)
        }
        #expect(!server.isValid(at: Chain.day.lowerBound - .nanoseconds(1)))
        #expect(!server.isValid(at: Chain.day.upperBound + .seconds(1)))
        #expect(server.isValid(at: Chain.day.upperBound + .milliseconds(999)))
    }

    /// A certificate with one defect.
    struct Defect: CustomTestStringConvertible {
        let testDescription: String
        let code: CryptographyError.Code
        var host = "api.example.test"
        var sendsIntermediates = true
        let make: @Sendable (Chain) throws -> CertificateIdentity
    }

    static let defects = [
        Defect(testDescription: "it is expired", code: .certificateExpired) { chain in
            try chain.server(validity: Chain.week.lowerBound...Chain.day.lowerBound)
        },
        Defect(testDescription: "it is not valid yet", code: .certificateNotYetValid) { chain in
            try chain.server(validity: Chain.day.upperBound...Chain.week.upperBound)
        },
        Defect(testDescription: "it is for another host", code: .certificateNameMismatch, host: "other.test") { chain in
            try chain.server()
        },
        Defect(testDescription: "it is for another address", code: .certificateNameMismatch, host: "10.0.0.1") {
            chain in
            try chain.server()
        },
        Defect(
            testDescription: "the host is named by the common name only",
            code: .certificateNameMismatch,
            host: "server"
        ) { chain in
            try chain.server(names: [])
        },
        Defect(
            testDescription: "a wildcard stands for part of a label",
            code: .certificateNameMismatch
        ) { chain in
            try chain.server(names: [.dns("a*.example.test")])
        },
        Defect(
            testDescription: "a wildcard would stand for two labels",
            code: .certificateNameMismatch
        ) { chain in
            try chain.server(names: [.dns("*.test")])
        },
        Defect(testDescription: "it signed itself", code: .selfSignedCertificate) { _ in
            try .selfSigned(
                subject: DistinguishedName(commonName: "self"),
                names: [.dns("api.example.test")],
                validity: Chain.day
            )
        },
        Defect(testDescription: "another authority of other name issued it", code: .untrustedIssuer) { chain in
            let other = try CertificateAuthority.root(
                subject: DistinguishedName(commonName: "other"),
                validity: Chain.week
            )
            return try chain.server(by: other)
        },
        Defect(testDescription: "another authority of the same name issued it", code: .untrustedIssuer) { chain in
            try chain.server(by: Chain().root)
        },
        Defect(
            testDescription: "the intermediate is missing",
            code: .untrustedIssuer,
            sendsIntermediates: false
        ) { chain in
            try chain.server()
        },
        Defect(testDescription: "it is for clients", code: .wrongCertificatePurpose) { chain in
            try chain.server(usages: [.clientAuthentication])
        },
        Defect(testDescription: "its intermediate is expired", code: .certificateExpired) { chain in
            let expired = try chain.root.issueIntermediate(
                subject: DistinguishedName(commonName: "expired"),
                validity: Chain.week.lowerBound...Chain.day.lowerBound
            )
            return try chain.server(by: expired)
        },
        Defect(testDescription: "there are more authorities than allowed", code: .invalidCertificateChain) { chain in
            let below = try chain.intermediate.issueIntermediate(
                subject: DistinguishedName(commonName: "below"),
                validity: Chain.week
            )
            return try chain.server(by: below)
        },
    ]

    @Test("a defect is found and named", arguments: defects)
    func finds(_ defect: Defect) throws {
        let chain = try Chain()
        let identity = try defect.make(chain)
        let error = try #require(throws: CryptographyError.self) {
            try TrustStore(roots: [chain.root.certificate]).verify(
                identity.certificate,
                intermediates: defect.sendsIntermediates ? identity.intermediates : [],
                for: .server(host: defect.host),
                at: Chain.noon
            )
        }
        #expect(error.code == defect.code, "\(error)")
        #expect(error.message.contains(defect.host))
        #expect(error.message.contains(identity.certificate.subject.description))
    }

    @Test(
        "a host that is no name matches no certificate",
        arguments: ["", ".test", ".", "api.example.test\0.evil", "127.0.0.1\0"]
    )
    func noHost(_ host: String) throws {
        let chain = try Chain()
        let server = try chain.server(by: chain.root)
        let error = #expect(throws: CryptographyError.self) {
            try TrustStore(roots: [chain.root.certificate]).verify(
                server.certificate,
                for: .server(host: host),
                at: Chain.noon
            )
        }
        #expect(error?.code == .certificateNameMismatch)
    }

    @Test("who trusts nobody trusts nothing")
    func empty() throws {
        let server = try Chain().server()
        let error = #expect(throws: CryptographyError.self) {
            try TrustStore(roots: []).verify(server.certificate, for: .client, at: Chain.noon)
        }
        #expect(error?.code == .untrustedIssuer)
    }

    @Test("a certificate changed by one bit is not good any more")
    func tampered() throws {
        let chain = try Chain()
        let server = try chain.server(by: chain.root)
        var der = server.certificate.der
        let place = try #require(der.firstRange(of: Array("api.example.test".utf8))?.lowerBound)
        der[place] = UInt8(ascii: "b")
        let tampered = try Certificate(der: der)
        #expect(tampered.subjectAlternativeNames.first == .dns("bpi.example.test"))
        let error = #expect(throws: CryptographyError.self) {
            try TrustStore(roots: [chain.root.certificate]).verify(
                tampered,
                for: .server(host: "bpi.example.test"),
                at: Chain.noon
            )
        }
        #expect(error?.code == .invalidCertificateChain)
    }
}
