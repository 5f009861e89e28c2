// SPDX-License-Identifier: Apache-2.0

import Basics
import Cryptography
import Testing

@Suite("SHA-256")
struct SHA256Tests {
    /// A message and its digest.
    struct Vector: CustomTestStringConvertible {
        let name: String
        let message: [UInt8]
        let digest: String

        var testDescription: String { name }
    }

    // FIPS 180-2 appendix B, and NIST's examples.
    static let vectors = [
        Vector(
            name: "nothing",
            message: [],
            digest: "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
        ),
        Vector(
            name: "one block",
            message: Array("abc".utf8),
            digest: "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        ),
        Vector(
            name: "a length that needs a block for itself",
            message: Array("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq".utf8),
            digest: "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
        ),
        Vector(
            name: "a million times the letter a",
            message: [UInt8](repeating: UInt8(ascii: "a"), count: 1_000_000),
            digest: "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"
        ),
    ]

    @Test("in one piece, as NIST says", arguments: vectors)
    func oneShot(_ vector: Vector) {
        #expect(Hex.encode(SHA256.hash(vector.message)) == vector.digest)
    }

    @Test("in pieces of any size, the same", arguments: [1, 3, 63, 64, 65, 1_000])
    func pieces(_ size: Int) {
        let message = (0..<1_000).map { UInt8(truncatingIfNeeded: $0) }
        var hasher = SHA256()
        var rest = message[...]
        while !rest.isEmpty {
            hasher.update(Array(rest.prefix(size)))
            rest = rest.dropFirst(size)
        }
        #expect(hasher.finalize() == SHA256.hash(message))
    }

    @Test("a text is hashed as its UTF-8 bytes")
    func text() {
        var hasher = SHA256()
        hasher.update("größer ")
        hasher.update("日本")
        #expect(hasher.finalize() == SHA256.hash(Array("größer 日本".utf8)))
        #expect(SHA256.hash("größer 日本") == SHA256.hash(Array("größer 日本".utf8)))
    }

    @Test("a hasher that is dropped half-way is freed")
    func dropped() {
        for _ in 0..<1_000 {
            var hasher = SHA256()
            hasher.update("abc")
        }
    }
}
