// SPDX-License-Identifier: Apache-2.0

/// Bytes as pairs of hexadecimal digits: written in lower case, read in either.
package enum Hex {
    private static let digits = Array("0123456789abcdef".utf8)

    /// The text for some bytes.
    package static func encode(_ bytes: [UInt8]) -> String {
        encode(bytes.span)
    }

    /// The text for some bytes.
    package static func encode(_ bytes: Span<UInt8>) -> String {
        var text: [UInt8] = []
        text.reserveCapacity(bytes.count * 2)
        for index in bytes.indices {
            text.append(digits[Int(bytes[index] >> 4)])
            text.append(digits[Int(bytes[index] & 0x0F)])
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// The bytes that a text stands for.
    package static func decode(_ text: some StringProtocol) throws(TextFormatError) -> [UInt8] {
        let text = String(text)
        return try decode(text.utf8.span)
    }

    /// The bytes that a text, given as ASCII, stands for.
    package static func decode(_ text: Span<UInt8>) throws(TextFormatError) -> [UInt8] {
        guard text.count.isMultiple(of: 2) else {
            throw TextFormatError(.hexadecimal, "an odd number of digits", at: text.count)
        }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.count / 2)
        var index = 0
        while index < text.count {
            guard let high = value(of: text[index]) else {
                throw TextFormatError(.hexadecimal, "not a digit", at: index)
            }
            guard let low = value(of: text[index + 1]) else {
                throw TextFormatError(.hexadecimal, "not a digit", at: index + 1)
            }
            bytes.append(high << 4 | low)
            index += 2
        }
        return bytes
    }

    /// The value of a digit given as ASCII, or nil for any other byte.
    package static func value(of digit: UInt8) -> UInt8? {
        switch digit {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): digit - UInt8(ascii: "A") + 10
        default: nil
        }
    }
}
