// SPDX-License-Identifier: Apache-2.0

import TestSupport
import Testing

@testable import KubeServer

@Suite("The wire format of protobuf", .tags(.codec))
struct WireReaderTests {
    @Test("fields come with their numbers and values")
    func fields() throws {
        // A varint of two bytes, a double, a text, and a 32-bit number that is passed over.
        let bytes: [UInt8] = [
            0x08, 0xAC, 0x02, 0x11, 0, 0, 0, 0, 0, 0, 0xF8, 0x3F, 0x1A, 2, 0x68, 0x69, 0x25, 1, 2, 3, 4,
        ]
        var reader = WireReader(bytes)
        var numbers: [Int] = []
        while let key = try reader.nextKey(in: "Sample") {
            numbers.append(key.number)
            switch key.number {
            case 1: #expect(try reader.varint(key, "Count") == 300)
            case 2: #expect(try reader.double(key, "Ratio") == 1.5)
            case 3: #expect(try reader.counted(key, "Name").text == "hi")
            default: try reader.skip(key)
            }
        }
        #expect(numbers == [1, 2, 3, 4])
    }

    @Test("a group is passed over with all that is in it")
    func groups() throws {
        // Field 1 is a group with a varint and another group inside; then comes field 2.
        var reader = WireReader([0x0B, 0x10, 0x01, 0x1B, 0x1C, 0x0C, 0x10, 0x07])
        let group = try #require(try reader.nextKey(in: "Sample"))
        try reader.skip(group)
        let key = try #require(try reader.nextKey(in: "Sample"))
        #expect(try reader.varint(key, "Count") == 7)
        #expect(reader.isAtEnd)
    }

    struct Refusal: CustomTestStringConvertible {
        let testDescription: String
        let bytes: [UInt8]
        let text: String

        init(_ about: String, _ bytes: [UInt8], _ text: String) {
            testDescription = about
            self.bytes = bytes
            self.text = text
        }
    }

    private static let refusals = [
        Refusal("a key that ends early", [0x80], "unexpected EOF"),
        Refusal("a varint of eleven bytes", Array(repeating: 0x80, count: 11), "proto: integer overflow"),
        Refusal("a text that is longer than the message", [0x0A, 5, 0x61], "unexpected EOF"),
        Refusal(
            "a length beyond all numbers",
            [0x0A, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x01],
            "proto: negative length found during unmarshaling"
        ),
        Refusal(
            "a length that would count past the largest number",
            [0x0A, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x7F],
            "proto: negative length found during unmarshaling"
        ),
        Refusal("a double that ends early", [0x09, 1, 2, 3], "unexpected EOF"),
        Refusal("a type that does not exist", [0x0E], "proto: illegal wireType 6"),
        Refusal("the end of a group that never began", [0x0C], "proto: Sample: wiretype end group for non-group"),
        Refusal("a group that never ends", [0x0B, 0x10, 0x01], "unexpected EOF"),
        Refusal("the number zero", [0x02, 0], "proto: Sample: illegal tag 0 (wire type 2)"),
    ]

    @Test("what is no message is refused in the words of Go", arguments: refusals)
    func refused(_ refusal: Refusal) {
        let error = #expect(throws: WireError.self) {
            var reader = WireReader(refusal.bytes)
            while let key = try reader.nextKey(in: "Sample") { try reader.skip(key) }
        }
        #expect(error?.description == refusal.text)
    }

    @Test("a value of another type than its field has is refused")
    func wrongType() throws {
        var reader = WireReader([0x08, 0x01])
        let key = try #require(try reader.nextKey(in: "Sample"))
        let error = #expect(throws: WireError.self) { try reader.counted(key, "Name") }
        #expect(error?.description == "proto: wrong wireType = 0 for field Name")
    }

    @Test("bytes that are no UTF-8 are replaced")
    func replacement() {
        #expect(WireReader([0x61, 0xFF, 0x62]).text == "a\u{FFFD}b")
    }
}
