// SPDX-License-Identifier: Apache-2.0

import Basics
import Cryptography
import Testing

@Suite(
    "What the openssl command says",
    .enabled(if: OpenSSLCommand.isInstalled, "the openssl command is not installed"),
    .timeLimit(.minutes(1))
)
struct OpenSSLCommandTests {
    @Test("it accepts an issued chain, and refuses what is wrong with it")
    func verification() throws {
        let chain = try Chain()
        let server = try chain.server()
        let command = OpenSSLCommand()
        command.write("root.pem", chain.root.certificate.pem)
        command.write("intermediates.pem", server.intermediates.map(\.pem).joined())
        command.write("server.pem", server.certificate.pem)
        let options = "-x509_strict -CAfile root.pem -untrusted intermediates.pem -purpose sslserver"
        let noon = Chain.noon.secondsSinceEpoch
        let good = try command.run("verify \(options) -attime \(noon) -verify_hostname api.example.test server.pem")
        #expect(good == (0, "server.pem: OK\n"))
        let late = try command.run("verify \(options) -attime \(noon + 86_400) server.pem")
        #expect(late.status != 0)
        #expect(late.output.contains("certificate has expired"))
        let elsewhere = try command.run("verify \(options) -attime \(noon) -verify_hostname other.test server.pem")
        #expect(elsewhere.status != 0)
        #expect(elsewhere.output.contains("hostname mismatch"))
        let alone = try command.run("verify -CAfile root.pem -attime \(noon) server.pem")
        #expect(alone.output.contains("unable to get local issuer certificate"))
    }

    @Test("it reads the same fields out of a certificate")
    func fields() throws {
        let chain = try Chain()
        let certificate = try chain.root.issue(
            subject: DistinguishedName(commonName: "admin", organizations: ["system:masters", "ops"]),
            names: [.dns("a.test"), .ip("10.0.0.1"), .ip("2001:db8::1"), .uri("spiffe://x/y"), .email("a@b.test")],
            validity: Chain.day,
            usages: [.serverAuthentication, .clientAuthentication],
            key: try PrivateKey(pem: PublishedKeys.rsaPKCS1)
        ).certificate
        let command = OpenSSLCommand()
        command.write("certificate.pem", certificate.pem)
        let options = "-noout -text -certopt ext_parse -nameopt RFC2253 -serial -fingerprint -sha256"
        let (status, text) = try command.run("x509 -in certificate.pem \(options)")
        #expect(status == 0)
        let expected = [
            "Version: 3 (0x2)", "Issuer: CN=root", "Subject: CN=admin,O=ops,O=system:masters",
            "Not Before: Jan  1 00:00:00 2030 GMT", "Not After : Jan  2 00:00:00 2030 GMT",
            "Public-Key: (2048 bit)", "Signature Algorithm: ecdsa-with-SHA256", "CA:FALSE",
            "Digital Signature, Key Encipherment\n", "TLS Web Server Authentication, TLS Web Client Authentication",
            "DNS:a.test, IP Address:10.0.0.1, IP Address:2001:DB8:0:0:0:0:0:1, URI:spiffe://x/y, email:a@b.test",
            "serial=\(certificate.serialNumber.uppercased())",
            "sha256 Fingerprint=\(Self.colons(try certificate.fingerprint()))",
            Self.colons(try #require(certificate.subjectKeyID)), Self.colons(try #require(certificate.authorityKeyID)),
        ]
        for line in expected {
            #expect(text.contains(line), "\(line) is not in \(text)")
        }
    }

    @Test("it verifies signatures and reads keys")
    func signatures() throws {
        let command = OpenSSLCommand()
        command.write("message", "a message")
        for (name, key) in [("p256", try PrivateKey.generate()), ("rsa", try PrivateKey(pem: PublishedKeys.rsaPKCS1))] {
            command.write("\(name).sig", try key.signature(of: Array("a message".utf8)))
            command.write("\(name).pub", try key.publicKey.pem)
            command.write("\(name).key", try key.pem.exposed)
            let verified = try command.run("dgst -sha256 -verify \(name).pub -signature \(name).sig message")
            #expect(verified == (0, "Verified OK\n"))
            let checked = try command.run("pkey -in \(name).key -check -noout")
            #expect(checked == (0, "Key is valid\n"))
        }
    }

    private static func colons(_ bytes: [UInt8]) -> String {
        bytes.map { Hex.encode([$0]).uppercased() }.joined(separator: ":")
    }
}
