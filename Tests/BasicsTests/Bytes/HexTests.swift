// SPDX-License-Identifier: Apache-2.0

import Basics
import Testing

@Suite("Hex")
struct HexTests {
    @Test("every byte survives there and back")
    func roundTrip() throws {
        let all = (0...255).map { UInt8($0) }
        let text = Hex.encode(all)
        #expect(text.hasPrefix("000102") && text.hasSuffix("fdfeff"))
        #expect(try Hex.decode(text) == all)
        #expect(try Hex.decode(text.uppercased()) == all)
    }

    @Test("nothing stands for nothing")
    func empty() throws {
        #expect(Hex.encode([]).isEmpty)
        #expect(try Hex.decode("").isEmpty)
    }

    @Test("what is no pair of digits is an error", arguments: [("abc", 3), ("0g", 1), (" 0", 0), ("0x", 1), ("é", 0)])
    func malformed(text: String, offset: Int) throws {
        let error = try #require(throws: TextFormatError.self) { try Hex.decode(text) }
        #expect(error.code == .hexadecimal)
        #expect(error.offset == offset)
    }
}
