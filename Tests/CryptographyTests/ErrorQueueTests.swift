// SPDX-License-Identifier: Apache-2.0

import Basics
import Cryptography
import Testing

@Suite("The queue of OpenSSL errors")
struct ErrorQueueTests {
    /// Something that OpenSSL refuses, or answers with no.
    struct Refusal: CustomTestStringConvertible {
        let testDescription: String
        let attempt: @Sendable () throws -> Void
    }

    static let refusals = [
        Refusal(testDescription: "a certificate of garbage") { _ = try Certificate(der: [0x30, 3, 2, 1, 1]) },
        Refusal(testDescription: "a private key of garbage") { _ = try PrivateKey(der: Secret([0x30, 3, 2, 1, 1])) },
        Refusal(testDescription: "a public key of garbage") { _ = try PublicKey(der: [0x30, 3, 2, 1, 1]) },
        Refusal(testDescription: "a point beside the curve") {
            let coordinate = [UInt8](repeating: 1, count: 32)
            _ = try PublicKey(.p256(x: coordinate, y: coordinate))
        },
        Refusal(testDescription: "a signature of garbage") {
            let key = try PrivateKey(pem: PublishedKeys.p256SEC1).publicKey
            #expect(try !key.isSignature([1, 2, 3], of: [1]))
            let rsa = try PrivateKey(pem: PublishedKeys.rsaPKCS1).publicKey
            #expect(try !rsa.isSignature([UInt8](repeating: 1, count: 256), of: [1]))
        },
        Refusal(testDescription: "a comparison of keys of two types") {
            let rsa = try PrivateKey(pem: PublishedKeys.rsaPKCS1).publicKey
            #expect(try rsa != PrivateKey(pem: PublishedKeys.p256SEC1).publicKey)
        },
        Refusal(testDescription: "an RSA key of three bits") { _ = try PrivateKey.generate(.rsa(bits: 3)) },
        Refusal(testDescription: "a name that is too long") {
            let name = DistinguishedName(commonName: String(repeating: "a", count: 100))
            _ = try CertificateAuthority.root(subject: name, validity: Chain.day)
        },
        Refusal(testDescription: "an address that is none") {
            _ = try Chain().server(names: [.ip("nowhere")])
        },
        Refusal(testDescription: "a certificate for another host") {
            let chain = try Chain()
            try TrustStore(roots: [chain.root.certificate]).verify(
                chain.server(by: chain.root).certificate,
                for: .server(host: "other.test"),
                at: Chain.noon
            )
        },
    ]

    @Test("is empty after each refusal", arguments: refusals)
    func isEmpty(_ refusal: Refusal) {
        ErrorQueue.clear()
        _ = try? refusal.attempt()
        #expect(ErrorQueue.drain().isEmpty)
    }

    @Test("its reasons are in the error's description")
    func reasons() throws {
        let error = try #require(throws: CryptographyError.self) { try PrivateKey.generate(.rsa(bits: 3)) }
        #expect(error.reasons == ["key size too small"])
        #expect("\(error)" == "cannot generate a key of type RSA 3 (OpenSSL: key size too small)")
        #expect("\(error.code)" == "libraryFailure")
    }
}
