// SPDX-License-Identifier: Apache-2.0

import Basics
import Testing

@Suite("Base64")
struct Base64Tests {
    /// The vectors of RFC 4648 section 10.
    static let vectors = [
        ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("fooba", "Zm9vYmE="),
        ("foobar", "Zm9vYmFy"),
    ]

    @Test("the vectors of RFC 4648 hold in both directions", arguments: vectors)
    func vectorsOfTheRFC(plain: String, encoded: String) throws {
        #expect(Base64.standard.encode(Array(plain.utf8)) == encoded)
        #expect(try Base64.standard.decode(encoded) == Array(plain.utf8))
        let unpadded = encoded.filter { $0 != "=" }
        #expect(Base64.url.encode(Array(plain.utf8)) == unpadded)
        #expect(try Base64.url.decode(unpadded) == Array(plain.utf8))
    }

    @Test("the alphabets differ in their last two characters only")
    func alphabets() throws {
        let bytes: [UInt8] = [0xFB, 0xFF, 0xBF]
        #expect(Base64.standard.encode(bytes) == "+/+/")
        #expect(Base64.url.encode(bytes) == "-_-_")
        #expect(try Base64.standard.decode("+/+/") == bytes)
        #expect(try Base64.url.decode("-_-_") == bytes)
    }

    @Test("every length and byte survives there and back")
    func roundTrip() throws {
        let all = (0...255).map { UInt8($0) }
        for count in 0...all.count {
            let bytes = Array(all.suffix(count))
            #expect(try Base64.standard.decode(Base64.standard.encode(bytes)) == bytes)
            #expect(try Base64.url.decode(Base64.url.encode(bytes)) == bytes)
        }
    }

    struct Malformed: CustomTestStringConvertible {
        let text: String
        let base64: Base64
        let offset: Int
        let testDescription: String

        init(_ testDescription: String, _ text: String, _ base64: Base64 = .standard, at offset: Int) {
            self.testDescription = testDescription
            self.text = text
            self.base64 = base64
            self.offset = offset
        }
    }

    @Test(
        "only the canonical text is accepted",
        arguments: [
            Malformed("padding is missing", "Zg=", at: 3),
            Malformed("padding stands in the middle", "Zg==Zg==", at: 2),
            Malformed("three padding characters", "Z===", at: 1),
            Malformed("padding alone", "====", at: 0),
            Malformed("a line break", "Zm9v\n", at: 5),
            Malformed("a line break inside a group", "Zm\nv", at: 2),
            Malformed("a character of the URL alphabet", "-_-_", at: 0),
            Malformed("a character of the standard alphabet", "+/+/", .url, at: 0),
            Malformed("padding where there is none", "Zg==", .url, at: 2),
            Malformed("a lone character", "Zm9vZ", .url, at: 4),
            Malformed("bits behind the only byte", "Zh==", at: 1),
            Malformed("bits behind the second byte", "Zm9", .url, at: 2),
            Malformed("a character beyond ASCII", "Zmé", at: 2),
        ]
    )
    func malformed(row: Malformed) throws {
        let error = try #require(throws: TextFormatError.self) { try row.base64.decode(row.text) }
        #expect(error.code == .base64)
        #expect(error.offset == row.offset)
        #expect(!error.description.contains(row.text))
    }
}
