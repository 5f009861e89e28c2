// SPDX-License-Identifier: Apache-2.0

extension JSONReader {
    /// A string.
    @inlinable
    package mutating func readString() throws(JSONError) -> String {
        guard significantByte() == UInt8(ascii: "\"") else { throw expectation("a string") }
        let string = try text.scanString(from: offset)
        let content = offset &+ 1..<string.end &- 1
        offset = string.end
        return string.isEscaped ? JSONText.unescape(text.bytes.extracting(content)) : text.bytes.string(in: content)
    }

    /// A string that is likely to stand in the document more than once, such as a label: equal ones share their memory.
    @usableFromInline
    package mutating func readSharedString() throws(JSONError) -> String {
        guard significantByte() == UInt8(ascii: "\"") else { throw expectation("a string") }
        let string = try text.scanString(from: offset)
        let content = offset &+ 1..<string.end &- 1
        offset = string.end
        guard !string.isEscaped else { return JSONText.unescape(text.bytes.extracting(content)) }
        return sharedStrings.string(in: content, of: text.bytes)
    }
}
