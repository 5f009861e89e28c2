// SPDX-License-Identifier: Apache-2.0

import Basics
import Cryptography
import Testing

@Suite("CertificateAuthority")
struct CertificateAuthorityTests {
    private let now = Timestamp(secondsSinceEpoch: 1_780_000_000)
    private var year: ClosedRange<Timestamp> { now...(now + .seconds(365 * 86_400)) }

    @Test("a root certificate says that it is one, and nothing about protocols or names")
    func root() throws {
        let root = try CertificateAuthority.root(
            subject: DistinguishedName(commonName: "portolan-ca"),
            validity: year,
            pathLength: 1
        )
        let certificate = root.certificate
        #expect(certificate.subject == DistinguishedName(commonName: "portolan-ca"))
        #expect(certificate.issuer == certificate.subject)
        #expect(certificate.isCertificateAuthority)
        #expect(certificate.pathLength == 1)
        #expect(certificate.keyUsage == [.digitalSignature, .certificateSigning, .revocationListSigning])
        #expect(certificate.extendedKeyUsages == nil)
        #expect(certificate.subjectAlternativeNames.isEmpty)
        #expect(certificate.subjectKeyID?.count == 20)
        #expect(certificate.authorityKeyID == certificate.subjectKeyID)
        #expect(certificate.notBefore == year.lowerBound)
        #expect(certificate.notAfter == year.upperBound)
        #expect(try certificate.publicKey.type == .p256)
    }

    @Test("a server certificate carries the names it was issued for, in their order")
    func server() throws {
        let root = try CertificateAuthority.root(subject: DistinguishedName(commonName: "ca"), validity: year)
        let names: [SubjectAlternativeName] = [
            .dns("kubernetes.default.svc"), .dns("*.example.test"), .ip("127.0.0.1"), .ip("0:0:0:0:0:0:0:1"),
            .uri("spiffe://portolan/api"), .email("ops@example.test"),
        ]
        let server = try root.issue(
            subject: DistinguishedName(commonName: "kube-apiserver"),
            names: names,
            validity: year,
            usages: [.serverAuthentication, .clientAuthentication]
        )
        let certificate = server.certificate
        #expect(certificate.subject.commonName == "kube-apiserver")
        #expect(certificate.issuer == root.certificate.subject)
        #expect(certificate.subjectAlternativeNames == names.map { $0 == .ip("0:0:0:0:0:0:0:1") ? .ip("::1") : $0 })
        #expect(certificate.extendedKeyUsages == [.serverAuthentication, .clientAuthentication])
        #expect(certificate.keyUsage == .digitalSignature)
        #expect(!certificate.isCertificateAuthority)
        #expect(certificate.authorityKeyID == root.certificate.subjectKeyID)
        #expect(server.intermediates.isEmpty)
        #expect(server.chainPEM == certificate.pem)
    }

    @Test("a client certificate names its user and its groups")
    func client() throws {
        let root = try CertificateAuthority.root(subject: DistinguishedName(commonName: "ca"), validity: year)
        let client = try root.issue(
            subject: DistinguishedName(commonName: "admin", organizations: ["system:masters", "Überprüfer"]),
            validity: year,
            usages: [.clientAuthentication]
        )
        let read = try Certificate(pem: client.certificate.pem)
        #expect(read.subject.commonName == "admin")
        #expect(read.subject.organizations == ["system:masters", "Überprüfer"])
        #expect(read == client.certificate)
    }

    @Test("an intermediate is stored with its chain and issues certificates that carry it")
    func intermediate() throws {
        let chain = try Chain()
        #expect(chain.intermediate.certificate.pathLength == 0)
        #expect(chain.intermediate.identity.intermediates.isEmpty)
        let server = try chain.server()
        #expect(server.intermediates == [chain.intermediate.certificate])
        let stored = try CertificateAuthority(
            CertificateIdentity(
                certificate: Certificate(pem: chain.intermediate.certificate.pem),
                privateKey: PrivateKey(pem: chain.intermediate.identity.privateKey.pem)
            )
        )
        #expect(try chain.server(by: stored).intermediates == server.intermediates)
        let below = try CertificateAuthority.root(
            subject: DistinguishedName(commonName: "deep"),
            validity: year
        ).issueIntermediate(subject: DistinguishedName(commonName: "1"), validity: year, pathLength: 1)
            .issueIntermediate(subject: DistinguishedName(commonName: "2"), validity: year)
        #expect(below.identity.intermediates.map(\.subject.commonName) == ["1"])
        #expect(try chain.server(by: below).intermediates.map(\.subject.commonName) == ["2", "1"])
    }

    @Test("an RSA authority issues RSA certificates, whose keys may encipher")
    func rsa() throws {
        let key = try PrivateKey(pem: PublishedKeys.rsaPKCS1)
        let chain = try Chain(key: key)
        #expect(try chain.root.certificate.publicKey.type == .rsa(bits: 2_048))
        let identity = try chain.root.issue(
            subject: DistinguishedName(commonName: "rsa"),
            validity: year,
            usages: [.clientAuthentication],
            key: key
        )
        #expect(identity.certificate.keyUsage == [.digitalSignature, .keyEncipherment])
        #expect(try identity.privateKey.pem == key.pem)
    }

    @Test("certificates of one authority have different serial numbers of sixteen bytes")
    func serialNumbers() throws {
        let chain = try Chain()
        let numbers = try (0..<50).map { _ in try chain.server(by: chain.root).certificate.serialNumber }
        #expect(Set(numbers).count == 50)
        #expect(numbers.allSatisfy { $0.utf8.count == 32 && $0 < "8" })
    }

    @Test(
        "times before 1970 and after 2050 are kept",
        arguments: [-1_000_000_000, 0, 2_524_607_999, 2_524_608_000, 253_402_300_799]
    )
    func farTimes(_ seconds: Int64) throws {
        let time = Timestamp(secondsSinceEpoch: seconds)
        let certificate = try Chain().server(validity: time...time).certificate
        #expect(certificate.notBefore == time)
        #expect(certificate.notAfter == time)
    }

    @Test("a validity that no certificate can say is an error")
    func impossibleTime() throws {
        let chain = try Chain()
        let tooLate = Timestamp(secondsSinceEpoch: 253_402_300_800)
        let error = #expect(throws: CryptographyError.self) { try chain.server(validity: tooLate...tooLate) }
        #expect(error?.code == .invalidCertificateRequest)
    }

    /// A name that a certificate cannot carry.
    struct Impossible: CustomTestStringConvertible {
        let testDescription: String
        var commonName = "server"
        var names: [SubjectAlternativeName] = []
        var usages: [ExtendedKeyUsage] = []
    }

    static let impossible = [
        Impossible(testDescription: "a common name of 65 characters", commonName: String(repeating: "a", count: 65)),
        Impossible(testDescription: "an empty common name", commonName: ""),
        Impossible(testDescription: "an address that is none", names: [.ip("300.0.0.1")]),
        Impossible(testDescription: "a network as an address", names: [.ip("10.0.0.0/8")]),
        Impossible(testDescription: "a host name beyond ASCII", names: [.dns("bücher.test")]),
        Impossible(testDescription: "a host name with a blank", names: [.dns("a b")]),
        Impossible(testDescription: "an empty host name", names: [.dns("")]),
        Impossible(testDescription: "a URI with a line feed", names: [.uri("a:\n")]),
        Impossible(
            testDescription: "a usage that is no number",
            usages: [ExtendedKeyUsage(objectIdentifier: "serverAuth")]
        ),
    ]

    @Test("what a certificate cannot carry is an error that quotes it", arguments: impossible)
    func refuses(_ request: Impossible) throws {
        let root = try CertificateAuthority.root(subject: DistinguishedName(commonName: "ca"), validity: year)
        let error = #expect(throws: CryptographyError.self) {
            try root.issue(
                subject: DistinguishedName(commonName: request.commonName),
                names: request.names,
                validity: year,
                usages: request.usages
            )
        }
        #expect(error?.code == .invalidCertificateRequest)
    }

    @Test("a certificate that may not sign makes no authority, and a foreign key no identity")
    func notAnAuthority() throws {
        let chain = try Chain()
        let server = try chain.server()
        let authority = #expect(throws: CryptographyError.self) { try CertificateAuthority(server) }
        #expect(authority?.code == .notAnAuthority)
        let identity = #expect(throws: CryptographyError.self) {
            try CertificateIdentity(certificate: server.certificate, privateKey: .generate())
        }
        #expect(identity?.code == .keyMismatch)
    }
}
