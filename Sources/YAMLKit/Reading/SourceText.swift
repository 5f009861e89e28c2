// SPDX-License-Identifier: Apache-2.0

/// Places in a text that libyaml names by byte or by character.
enum SourceText {
    /// The text without a byte order mark, which only says that it is UTF-8.
    static func body(of bytes: [UInt8], limits: YAMLLimits) throws(YAMLError) -> ArraySlice<UInt8> {
        guard bytes.count <= limits.bytes else {
            let message = "the text has \(bytes.count) bytes, more than the \(limits.bytes) that are accepted"
            throw YAMLError(.limit, at: nil, message)
        }
        if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
            throw YAMLError(.encoding, at: nil, "the text is UTF-16: save it as UTF-8")
        }
        return bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...]
    }

    /// The position of a byte.
    static func position(ofByteAt offset: Int, in text: Span<UInt8>) -> YAMLPosition {
        var line = 1
        var column = 1
        for index in 0..<min(offset, text.count) {
            if text[index] == UInt8(ascii: "\n") {
                line += 1
                column = 1
            } else if isScalarStart(text[index]) {
                column += 1
            }
        }
        return YAMLPosition(line: line, column: column)
    }

    /// The first byte of the character with a number, counted from the start of the text.
    static func byte(ofCharacter number: Int, in text: Span<UInt8>) -> UInt8? {
        var current = -1
        for index in text.indices where isScalarStart(text[index]) {
            current += 1
            if current == number { return text[index] }
        }
        return nil
    }

    private static func isScalarStart(_ byte: UInt8) -> Bool { byte & 0xC0 != 0x80 }
}
