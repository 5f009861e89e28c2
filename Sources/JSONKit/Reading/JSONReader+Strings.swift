// SPDX-License-Identifier: Apache-2.0

extension JSONReader {
    /// A string.
    @inlinable
    package mutating func readString() throws(JSONError) -> String {
        guard significantByte() == UInt8(ascii: "\"") else { throw expectation("a string") }
        let string = try text.scanString(from: offset)
        let content = offset &+ 1..<string.end &- 1
        offset = string.end
        return JSONText.string(text.bytes.extracting(content), isEscaped: string.isEscaped)
    }

    /// A string that stands for something else, such as a time or a quantity; an error when the closure refuses it.
    ///
    /// ```swift
    /// deadline = try reader.readString("an RFC 3339 time", Timestamp.init(parsing:))
    /// ```
    @inlinable
    package mutating func readString<Value>(
        _ expected: StaticString,
        _ convert: (String) -> Value?
    ) throws(JSONError) -> Value {
        let start = text.bytes.endOfWhitespace(from: offset)
        guard let value = convert(try readString()) else {
            let found = text.tokenDescription(at: start)
            throw text.failure(.invalidValue, "expected \(expected), found \(found)", at: start)
        }
        return value
    }
}
