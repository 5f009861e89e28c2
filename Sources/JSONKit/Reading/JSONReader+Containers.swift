// SPDX-License-Identifier: Apache-2.0

extension JSONReader {
    /// Opens an object; ``nextKey()`` follows until it returns nil.
    package mutating func beginObject() throws(JSONError) {
        guard significantByte() == UInt8(ascii: "{") else { throw expectation("an object") }
        try open()
        if options.duplicateKeys == .refused { openKeys.append([]) }
    }

    /// Opens an array; ``nextElement()`` follows until it returns false.
    package mutating func beginArray() throws(JSONError) {
        guard significantByte() == UInt8(ascii: "[") else { throw expectation("an array") }
        try open()
    }

    @inline(__always)
    mutating func open() throws(JSONError) {
        guard depth < options.maximumDepth else { throw depthFailure(at: offset) }
        depth &+= 1
        offset &+= 1
        isAtFirstMember = true
    }

    /// Moves to the value of the next member and returns its key; nil when the object ends here, which closes it.
    ///
    /// The value must be read or skipped before the next call.
    @_lifetime(copy self)
    package mutating func nextKey() throws(JSONError) -> JSONKey? {
        guard try advance(closing: UInt8(ascii: "}"), "an object") else {
            if options.duplicateKeys == .refused { openKeys.removeLast() }
            return nil
        }
        guard significantByte() == UInt8(ascii: "\"") else { throw expectation("a key in double quotes") }
        let string = try scanString(from: offset)
        let key = JSONKey(bytes: bytes.extracting(offset &+ 1..<string.end &- 1), isEscaped: string.isEscaped)
        if options.duplicateKeys == .refused { try remember(key) }
        offset = string.end
        guard significantByte() == UInt8(ascii: ":") else { throw expectation("':' after a key") }
        offset &+= 1
        return key
    }

    /// Moves to the next element of an array; false when the array ends here, which closes it.
    ///
    /// The element must be read or skipped before the next call.
    package mutating func nextElement() throws(JSONError) -> Bool {
        try advance(closing: UInt8(ascii: "]"), "an array")
    }

    /// Consumes the comma before a member, or the bracket that closes the container.
    @inline(__always)
    mutating func advance(closing bracket: UInt8, _ container: StaticString) throws(JSONError) -> Bool {
        let byte = significantByte()
        if byte == bracket {
            offset &+= 1
            depth &-= 1
            isAtFirstMember = false
            return false
        }
        if isAtFirstMember {
            isAtFirstMember = false
            return true
        }
        guard byte == UInt8(ascii: ",") else { throw separatorFailure(at: offset, in: container) }
        offset &+= 1
        return true
    }

    @inline(never)
    mutating func remember(_ key: JSONKey) throws(JSONError) {
        let name = key.string
        guard openKeys[openKeys.count - 1].insert(name).inserted else {
            throw failure(.duplicateKey, "the key \(name.quotedForMessage) appears twice")
        }
    }
}
