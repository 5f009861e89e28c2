// SPDX-License-Identifier: Apache-2.0

import Basics
import Cryptography
import Testing

@Suite("HMAC")
struct HMACTests {
    /// A key, a message and their code.
    struct Vector: CustomTestStringConvertible {
        let name: String
        let key: [UInt8]
        let message: [UInt8]
        let code: String

        var testDescription: String { name }
    }

    // RFC 4231 section 4; test case 5 is about truncation, which nothing here does.
    static let vectors = [
        Vector(
            name: "1: a key shorter than a digest",
            key: [UInt8](repeating: 0x0B, count: 20),
            message: Array("Hi There".utf8),
            code: "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"
        ),
        Vector(
            name: "2: a short key",
            key: Array("Jefe".utf8),
            message: Array("what do ya want for nothing?".utf8),
            code: "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
        ),
        Vector(
            name: "3: more than a block of key and message",
            key: [UInt8](repeating: 0xAA, count: 20),
            message: [UInt8](repeating: 0xDD, count: 50),
            code: "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe"
        ),
        Vector(
            name: "4: another key",
            key: Array(1...25),
            message: [UInt8](repeating: 0xCD, count: 50),
            code: "82558a389a443c0ea4cc819899f2083a85f0faa3e578f8077a2e3ff46729665b"
        ),
        Vector(
            name: "6: a key longer than a block",
            key: [UInt8](repeating: 0xAA, count: 131),
            message: Array("Test Using Larger Than Block-Size Key - Hash Key First".utf8),
            code: "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"
        ),
        Vector(
            name: "7: a key and a message longer than a block",
            key: [UInt8](repeating: 0xAA, count: 131),
            message: Array(
                """
                This is a test using a larger than block-size key and a larger than block-size data. \
                The key needs to be hashed before being used by the HMAC algorithm.
                """.utf8
            ),
            code: "9b09ffa71b942fcb27635fbcd5b0e944bfdc63644f0713938a7f51535c3a35e2"
        ),
    ]

    @Test("as RFC 4231 says", arguments: vectors)
    func matches(_ vector: Vector) {
        #expect(Hex.encode(HMAC.sha256(key: vector.key, message: vector.message)) == vector.code)
    }

    @Test("an empty key is a key, and leaves no trace of the one before")
    func emptyKey() {
        let code = "b613679a0814d9ec772f95d778c35fc5ff1697c493715653c6c712144292c5ad"
        _ = HMAC.sha256(key: [1, 2, 3], message: "other")
        #expect(Hex.encode(HMAC.sha256(key: [], message: "")) == code)
    }

    @Test("many tasks at once get what one alone gets")
    func concurrent() async {
        let expected = HMAC.sha256(key: [1, 2, 3], message: "message")
        await withTaskGroup(of: Bool.self) { group in
            for _ in 0..<8 {
                group.addTask {
                    (0..<500).allSatisfy { _ in HMAC.sha256(key: [1, 2, 3], message: "message") == expected }
                }
            }
            for await isSame in group {
                #expect(isSame)
            }
        }
    }
}

@Suite("Comparing and making secrets")
struct SecretBytesTests {
    @Test("a constant-time comparison answers like an ordinary one")
    func comparison() {
        #expect(constantTimeEqual([], []))
        #expect(constantTimeEqual([1, 2, 3], [1, 2, 3]))
        #expect(!constantTimeEqual([1, 2, 3], [1, 2, 4]))
        #expect(!constantTimeEqual([0, 2, 3], [1, 2, 3]))
        #expect(!constantTimeEqual([1, 2], [1, 2, 3]))
    }

    @Test("random bytes have the wished number and do not repeat")
    func random() throws {
        #expect(try SecureRandom.bytes(count: 0).isEmpty)
        let draws = try (0..<100).map { _ in try SecureRandom.bytes(count: 16) }
        #expect(draws.allSatisfy { $0.count == 16 })
        #expect(Set(draws).count == 100)
    }
}
