// SPDX-License-Identifier: Apache-2.0

// What a document repeats is read once: a list of ten thousand objects has a few hundred different labels.

extension JSONReader {
    /// A string that is likely to come again: equal ones share their memory.
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

    /// As many bytes of UTF-8 as a `String` holds without a block of memory.
    private static var longestInlineString: Int { 15 }

    private mutating func sharedString(_ content: Range<Int>, isEscaped: Bool) -> String {
        let bytes = text.bytes
        // What fits into the string itself has no memory to share.
        guard content.count > Self.longestInlineString, repetitions.strings.isWorthwhile else {
            return JSONText.string(bytes.extracting(content), isEscaped: isEscaped)
        }
        let repeated = RepeatedText(at: content, in: bytes)
        if let string = repetitions.strings.value(of: repeated, in: bytes) { return string }
        let string = JSONText.string(bytes.extracting(content), isEscaped: isEscaped)
        repetitions.strings.insert(string, for: repeated, in: bytes)
        return string
    }

    /// An object of strings, such as labels or a selector: equal ones of a document share their memory.
    package mutating func readDictionary() throws(JSONError) -> [String: String] {
        guard repetitions.dictionaries.isWorthwhile else { return try readUnsharedDictionary() }
        let start = text.bytes.endOfWhitespace(from: offset)
        // To pass over the text first costs a tenth of what it saves when it is known.
        let end = try text.endOfValue(from: start, depth: depth, maximumDepth: options.maximumDepth)
        let repeated = RepeatedText(at: start..<end, in: text.bytes)
        if let members = repetitions.dictionaries.value(of: repeated, in: text.bytes) {
            offset = end
            return members
        }
        let members = try readUnsharedDictionary()
        repetitions.dictionaries.insert(members, for: repeated, in: text.bytes)
        return members
    }

    private mutating func readUnsharedDictionary() throws(JSONError) -> [String: String] {
        var members: [String: String] = [:]
        try beginObject()
        while let key = try nextSharedKey() {
            // Three need half the memory of four, and most objects have no more labels.
            if members.isEmpty { members = Dictionary(minimumCapacity: 3) }
            members[key] = try readSharedString()
        }
        return members
    }

    /// Reads an object of strings, such as labels, into a variable; null leaves it as it is.
    package mutating func read(into variable: inout [String: String]) throws(JSONError) {
        guard try !readNullIfPresent() else { return }
        variable = try readDictionary()
    }
}

extension JSONReader {
    /// Reads a string that is likely to come again into a variable; null leaves it as it is.
    package mutating func readShared(into variable: inout String) throws(JSONError) {
        guard try !readNullIfPresent() else { return }
        variable = try readSharedString()
    }

    /// Reads strings that are likely to come again into a variable; null leaves it as it is.
    package mutating func readShared(into variable: inout [String]) throws(JSONError) {
        guard try !readNullIfPresent() else { return }
        variable = []
        try beginArray()
        while try nextElement() { variable.append(try readSharedString()) }
    }

    /// Reads a string that is likely to come again into a variable; null leaves it as it is.
    package mutating func readShared(into variable: inout String?) throws(JSONError) {
        guard try !readNullIfPresent() else { return }
        variable = try readSharedString()
    }
}
