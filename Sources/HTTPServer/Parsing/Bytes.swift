// SPDX-License-Identifier: Apache-2.0

/// The bytes that HTTP/1.1 gives a meaning.
extension UInt8 {
    static let tab: UInt8 = 0x09
    static let lineFeed: UInt8 = 0x0A
    static let carriageReturn: UInt8 = 0x0D
    static let space: UInt8 = 0x20
    static let percent: UInt8 = 0x25
    static let asterisk: UInt8 = 0x2A
    static let comma: UInt8 = 0x2C
    static let dot: UInt8 = 0x2E
    static let slash: UInt8 = 0x2F
    static let colon: UInt8 = 0x3A
    static let semicolon: UInt8 = 0x3B
    static let questionMark: UInt8 = 0x3F
    static let backslash: UInt8 = 0x5C

    var isDigit: Bool { 0x30...0x39 ~= self }

    var isHexDigit: Bool { hexValue != nil }

    var hexValue: UInt8? {
        switch self {
        case 0x30...0x39: self - 0x30
        case 0x41...0x46: self - 0x37
        case 0x61...0x66: self - 0x57
        default: nil
        }
    }

    /// Whether the byte is optional whitespace (RFC 9110, section 5.6.3).
    var isOptionalWhitespace: Bool { self == .space || self == .tab }
}

extension Span<UInt8> {
    /// The position of the first such byte at or behind `start`.
    func firstIndex(of byte: UInt8, from start: Int = 0) -> Int? {
        var position = start
        while position < count {
            if self[position] == byte { return position }
            position += 1
        }
        return nil
    }

    /// Whether the bytes spell this text, which is in small letters, without regard to case.
    func spells(_ text: StaticString) -> Bool {
        guard count == text.utf8CodeUnitCount else { return false }
        return text.withUTF8Buffer { letters in
            for position in indices {
                let byte = self[position]
                let small = 0x41...0x5A ~= byte ? byte | 0x20 : byte
                guard unsafe small == letters[position] else { return false }
            }
            return true
        }
    }
}
