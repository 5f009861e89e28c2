// SPDX-License-Identifier: Apache-2.0

// What a document repeats is read once: a list of ten thousand objects has a few hundred different labels.

extension JSONReader {
    /// A string that is likely to stand in the document more than once: equal ones share their memory.
    @usableFromInline
    package mutating func readSharedString() throws(JSONError) -> String {
        guard significantByte() == UInt8(ascii: "\"") else { throw expectation("a string") }
        let string = try text.scanString(from: offset)
        let content = offset &+ 1..<string.end &- 1
        offset = string.end
        return sharedString(content, isEscaped: string.isEscaped)
    }

    /// Moves to the value of the next member and returns its key as a string; nil when the object ends here.
    ///
    /// For objects whose keys are data, such as labels; equal keys of a document share their memory.
    @usableFromInline
    package mutating func nextSharedKey() throws(JSONError) -> String? {
        guard let key = try nextKey() else { return nil }
        guard let content = text.bytes.byteOffsets(of: key.bytes) else { return key.string }
        return sharedString(content, isEscaped: key.isEscaped)
    }

    private mutating func sharedString(_ content: Range<Int>, isEscaped: Bool) -> String {
        let bytes = text.bytes
        if let string = strings.value(of: content, in: bytes) { return string }
        let string = isEscaped ? JSONText.unescape(bytes.extracting(content)) : bytes.string(in: content)
        strings.insert(string, for: content, in: bytes)
        return string
    }

    /// An object of strings, such as labels or a selector: equal ones of a document share their memory.
    package mutating func readDictionary() throws(JSONError) -> [String: String] {
        let start = text.bytes.endOfWhitespace(from: offset)
        // To pass over the text first costs a tenth of what it saves when it is known.
        let end = try text.endOfValue(from: start, depth: depth, maximumDepth: options.maximumDepth)
        if let members = dictionaries.value(of: start..<end, in: text.bytes) {
            offset = end
            return members
        }
        var members: [String: String] = [:]
        try beginObject()
        while let key = try nextSharedKey() {
            if members.isEmpty { members = Dictionary(minimumCapacity: 4) }
            members[key] = try readSharedString()
        }
        dictionaries.insert(members, for: start..<end, in: text.bytes)
        return members
    }

    /// Reads an object of strings, such as labels, into a variable; null leaves it as it is.
    package mutating func read(into variable: inout [String: String]) throws(JSONError) {
        guard try !readNullIfPresent() else { return }
        variable = try readDictionary()
    }
}
