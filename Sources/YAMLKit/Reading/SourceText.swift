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
        guard tagDirectives(in: bytes) <= limits.tagDirectives else {
            throw YAMLError(.limit, at: nil, "the text has more than \(limits.tagDirectives) %TAG directives")
        }
        return bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...]
    }

    /// How many lines look like a directive that declares a tag.
    private static func tagDirectives(in bytes: [UInt8]) -> Int {
        var count = 0
        for index in bytes.indices where bytes[index] == UInt8(ascii: "%") {
            // Lines may also end with a carriage return or with one of the three line breaks of Unicode.
            let isLineStart = index == 0 || [0x0A, 0x0D, 0x85, 0xA8, 0xA9].contains(bytes[index - 1])
            if isLineStart, bytes[index...].starts(with: "%TAG".utf8) { count += 1 }
        }
        return count
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
