// SPDX-License-Identifier: Apache-2.0

import Basics
import Cryptography
import TestSupport
import Testing

@Suite("Keys")
struct KeyTests {
    /// A form in which a private key may come.
    struct Form: CustomTestStringConvertible {
        let testDescription: String
        let pem: Secret<String>
        let type: KeyType
    }

    static let forms = [
        Form(testDescription: "RSA as PKCS #1", pem: PublishedKeys.rsaPKCS1, type: .rsa(bits: 2_048)),
        Form(testDescription: "P-256 as SEC 1", pem: PublishedKeys.p256SEC1, type: .p256),
        Form(testDescription: "P-256 as PKCS #8", pem: PublishedKeys.p256PKCS8, type: .p256),
    ]

    @Test("every usual form is read, and written as PKCS #8", arguments: forms)
    func readForm(_ form: Form) throws {
        let key = try PrivateKey(pem: form.pem)
        #expect(key.type == form.type)
        let written = try key.pem
        #expect(written.exposed.hasPrefix("-----BEGIN PRIVATE KEY-----\n"))
        let again = try PrivateKey(pem: written)
        #expect(again.publicKey == key.publicKey)
        #expect(try again.pem == written)
    }

    @Test("the PKCS #8 form is the one that OpenSSL writes")
    func samePKCS8() throws {
        let written = try PrivateKey(pem: PublishedKeys.p256SEC1).pem
        #expect(written.exposed == PublishedKeys.p256PKCS8.exposed + "\n")
    }

    @Test("a key is found behind other blocks")
    func behindOthers() throws {
        let parameters = PEMBlock(label: "EC PARAMETERS", bytes: [6, 1, 0]).text
        let key = try PrivateKey(pem: Secret(parameters + PublishedKeys.p256SEC1.exposed))
        #expect(key.type == .p256)
    }

    /// A text that holds no usable private key.
    struct Refusal: CustomTestStringConvertible {
        let testDescription: String
        let pem: Secret<String>
        let code: CryptographyError.Code
    }

    static let refusals = [
        Refusal(testDescription: "an encrypted key", pem: PublishedKeys.p256Encrypted, code: .encryptedKey),
        Refusal(
            testDescription: "a key encrypted in the old way",
            pem: PublishedKeys.p256EncryptedOldForm,
            code: .malformedPEM
        ),
        Refusal(testDescription: "a public key", pem: Secret(PublishedKeys.ed25519), code: .malformedPEM),
        Refusal(testDescription: "no PEM at all", pem: Secret("secret"), code: .malformedPEM),
        Refusal(
            testDescription: "a block of garbage",
            pem: Secret(PEMBlock(label: "PRIVATE KEY", bytes: Array("hunter2hunter2".utf8)).text),
            code: .malformedKey
        ),
        Refusal(
            testDescription: "an empty block",
            pem: Secret(PEMBlock(label: "PRIVATE KEY", bytes: []).text),
            code: .malformedKey
        ),
    ]

    @Test("what is no usable private key is refused, without showing it", arguments: refusals)
    func refuses(_ refusal: Refusal) throws {
        let error = try #require(throws: CryptographyError.self) { try PrivateKey(pem: refusal.pem) }
        #expect(error.code == refusal.code, "\(error)")
        #expect(!"\(error)".contains("hunter2"))
    }

    @Test("a private key never prints itself")
    func redaction() throws {
        let key = try PrivateKey(pem: PublishedKeys.p256PKCS8)
        var dumped = ""
        dump(key, to: &dumped)
        #expect("\(key)" == "private key of type P-256 <redacted>")
        #expect(try "\(key.pem) \(key.der)" == "<redacted> <redacted>")
        #expect(!dumped.contains("pointer"))
    }

    @Test("a public key is read from what it is written to", arguments: forms)
    func publicKey(_ form: Form) throws {
        let key = try PrivateKey(pem: form.pem).publicKey
        #expect(try PublicKey(pem: key.pem) == key)
        #expect(try PublicKey(der: key.der) == key)
        #expect(try PublicKey(key.numbers) == key)
    }

    @Test("the numbers of a key are those of RFC 7515")
    func numbers() throws {
        let p256 = try PrivateKey(pem: PublishedKeys.p256SEC1).publicKey.numbers
        let x = try Base64.url.decode(PublishedKeys.p256X)
        let y = try Base64.url.decode(PublishedKeys.p256Y)
        #expect(p256 == .p256(x: x, y: y))
        let rsa = try PrivateKey(pem: PublishedKeys.rsaPKCS1).publicKey.numbers
        #expect(rsa == .rsa(modulus: try Base64.url.decode(PublishedKeys.rsaModulus), exponent: [1, 0, 1]))
    }

    @Test("numbers that are no key are refused")
    func badNumbers() throws {
        let x = try Base64.url.decode(PublishedKeys.p256X)
        let refused: [PublicKey.Numbers] = [
            .p256(x: x, y: x), .p256(x: Array(x.dropLast()), y: x), .p256(x: [], y: []),
            .rsa(modulus: [], exponent: [3]), .rsa(modulus: [7], exponent: []),
            .rsa(modulus: [UInt8](repeating: 0xFF, count: 4_096), exponent: [3]),
        ]
        for numbers in refused {
            let error = #expect(throws: CryptographyError.self) { try PublicKey(numbers) }
            #expect(error?.code == .malformedKey)
        }
    }

    @Test(
        "keys of other types can be read and compared, but not used",
        arguments: [PublishedKeys.ed25519, PublishedKeys.p384]
    )
    func otherTypes(_ pem: String) throws {
        let key = try PublicKey(pem: pem)
        #expect(try PublicKey(der: key.der) == key)
        #expect(key != (try PrivateKey(pem: PublishedKeys.p256SEC1).publicKey))
        let verification = #expect(throws: CryptographyError.self) { try key.isSignature([1], of: [2]) }
        #expect(verification?.code == .unsupportedKey)
        let numbers = #expect(throws: CryptographyError.self) { try key.numbers }
        #expect(numbers?.code == .unsupportedKey)
        let generation = #expect(throws: CryptographyError.self) { try PrivateKey.generate(key.type) }
        #expect(generation?.code == .unsupportedKey)
    }

    @Test("a private key of another type is read, and signs nothing")
    func otherPrivateKey() throws {
        let key = try PrivateKey(pem: PublishedKeys.ed25519Private)
        #expect(key.type == .other("ED25519"))
        #expect(try key.publicKey == PublicKey(pem: PublishedKeys.ed25519))
        let error = #expect(throws: CryptographyError.self) { try key.signature(of: [1]) }
        #expect(error?.code == .unsupportedKey)
    }

    @Test("mutations of a good key never crash", arguments: Seed.some(10))
    func mutations(_ seed: Seed) throws {
        var random = SeededRandom(seed)
        let good = [
            try PrivateKey(pem: PublishedKeys.p256SEC1).der.exposed,
            try PrivateKey(pem: PublishedKeys.rsaPKCS1).der.exposed,
        ]
        for bytes in good {
            for _ in 0..<30 {
                var bytes = bytes
                bytes.mutate(using: &random)
                if let key = try? PrivateKey(der: Secret(bytes)) { _ = try? key.signature(of: [1]) }
                if let key = try? PublicKey(der: bytes) { _ = try? key.isSignature([1], of: [2]) }
            }
        }
    }
}
