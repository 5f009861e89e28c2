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
}
