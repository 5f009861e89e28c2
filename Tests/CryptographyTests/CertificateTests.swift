// SPDX-License-Identifier: Apache-2.0

import Basics
import Cryptography
import Glibc
import TestSupport
import Testing

@Suite("Certificate")
struct CertificateTests {
    @Test("a published root is read in all its fields")
    func published() throws {
        let certificate = try Certificate(pem: PublishedCertificates.amazonRootCA3)
        #expect(certificate.subject.description == "C=US, O=Amazon, CN=Amazon Root CA 3")
        #expect(certificate.subject.commonName == "Amazon Root CA 3")
        #expect(certificate.subject.organizations == ["Amazon"])
        #expect(certificate.issuer == certificate.subject)
        #expect(certificate.serialNumber == "066c9fd5749736663f3b0b9ad9e89e7603f24a")
        #expect(certificate.notBefore == Timestamp(secondsSinceEpoch: 1_432_598_400))
        #expect(certificate.notAfter == Timestamp(secondsSinceEpoch: 2_221_603_200))
        #expect(certificate.isCertificateAuthority)
        #expect(certificate.pathLength == nil)
        #expect(certificate.keyUsage == [.digitalSignature, .certificateSigning, .revocationListSigning])
        #expect(certificate.extendedKeyUsages == nil)
        #expect(certificate.subjectAlternativeNames.isEmpty)
        #expect(certificate.subjectKeyID.map(Hex.encode) == "abb6dbd7069e37ac3086079170c79cc419b178c0")
        #expect(certificate.authorityKeyID == nil)
        #expect(try certificate.publicKey.type == .p256)
        let sha256 = "18ce6cfe7bf14e60b2e347b8dfe868cb31d02ebb3ada271569f50343b46db3a4"
        #expect(try Hex.encode(certificate.fingerprint()) == sha256)
        let sha1 = "0d44dd8c3c8c1a1a58756481e90f2e2affb3d26e"
        #expect(try Hex.encode(certificate.fingerprint(.sha1)) == sha1)
        #expect(certificate.pem == PublishedCertificates.amazonRootCA3 + "\n")
    }

    @Test("a bundle is read whole, in its order, past other blocks")
    func bundle() throws {
        let chain = try Chain()
        let server = try chain.server()
        let key = try server.privateKey.pem.exposed
        let text = "# root\n\(chain.root.certificate.pem)\(key)# server\n\(server.chainPEM)"
        let read = try Certificate.all(inPEM: text)
        #expect(read == [chain.root.certificate, server.certificate, chain.intermediate.certificate])
        #expect(try Certificate(pem: text) == chain.root.certificate)
    }

    @Test("a text without certificates is an error", arguments: ["", "nothing", PublishedKeys.ed25519])
    func noCertificate(_ text: String) {
        let error = #expect(throws: CryptographyError.self) { try Certificate.all(inPEM: text) }
        #expect(error?.code == .malformedPEM)
    }

    @Test("bytes behind a certificate, or missing at its end, are an error")
    func lengths() throws {
        let der = try Certificate(pem: PublishedCertificates.amazonRootCA3).der
        for bytes in [der + [0], Array(der.dropLast()), [], [0x30]] {
            let error = #expect(throws: CryptographyError.self) { try Certificate(der: bytes) }
            #expect(error?.code == .malformedCertificate)
        }
    }

    @Test("every certificate that this machine trusts can be read", .enabled(if: SystemBundle.exists))
    func systemBundle() throws {
        let certificates = try Certificate.all(inPEM: SystemBundle.text())
        #expect(certificates.count > 50)
        #expect(certificates.allSatisfy { $0.isCertificateAuthority })
        for certificate in certificates {
            #expect(throws: Never.self) { try certificate.publicKey.type }
            #expect(try Certificate(pem: certificate.pem) == certificate)
            #expect(certificate.notBefore < certificate.notAfter)
        }
    }

    @Test("a name that would control a terminal is printed without doing so")
    func controlCharacters() throws {
        let name = DistinguishedName(commonName: "a\u{1B}[2Jb\nc\u{9B}d")
        let certificate = try CertificateAuthority.root(subject: name, validity: Chain.day).certificate
        #expect(certificate.subject == name)
        #expect("\(certificate.subject)" == "CN=a\u{FFFD}[2Jb\u{FFFD}c\u{FFFD}d")
    }

    @Test("equal certificates are equal as set members")
    func hashing() throws {
        let chain = try Chain()
        let again = try Certificate(pem: chain.root.certificate.pem)
        #expect(Set([chain.root.certificate, again, chain.intermediate.certificate]).count == 2)
    }

    @Test("mutations of a good certificate never crash", arguments: Seed.some(10))
    func mutations(_ seed: Seed) throws {
        var random = SeededRandom(seed)
        let chain = try Chain()
        let server = try chain.server()
        let store = TrustStore(roots: [chain.root.certificate])
        for _ in 0..<100 {
            var bytes = server.certificate.der
            for _ in 0..<Int.random(in: 1...3, using: &random) {
                bytes.mutate(using: &random)
            }
            guard bytes != server.certificate.der, let read = try? Certificate(der: bytes) else { continue }
            _ = (read.description, read.keyUsage, read.extendedKeyUsages, read.subjectKeyID, read.authorityKeyID)
            _ = try? read.publicKey.numbers
            #expect(throws: CryptographyError.self) {
                try store.verify(
                    read,
                    intermediates: server.intermediates,
                    for: .server(host: "127.0.0.1"),
                    at: Chain.noon
                )
            }
        }
    }
}

/// The file in which Debian keeps the authorities that the machine trusts.
private enum SystemBundle {
    private static let path = "/etc/ssl/certs/ca-certificates.crt"

    static var exists: Bool { unsafe access(path, R_OK) == 0 }

    static func text() -> [UInt8] {
        guard let file = unsafe fopen(path, "r") else { return [] }
        defer { unsafe fclose(file) }
        var text: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = unsafe fread(&chunk, 1, chunk.count, file)
            guard count > 0 else { return text }
            text += chunk.prefix(count)
        }
    }
}
