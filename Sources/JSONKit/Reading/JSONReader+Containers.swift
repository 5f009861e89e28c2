// SPDX-License-Identifier: Apache-2.0

extension JSONReader {
    /// Opens an object; ``nextKey()`` follows until it returns nil.
    @inlinable
    package mutating func beginObject() throws(JSONError) {
        guard significantByte() == UInt8(ascii: "{") else { throw expectation("an object") }
        try open()
        if options.duplicateKeys == .refused { beginToRememberKeys() }
    }

    /// Opens an array; ``nextElement()`` follows until it returns false.
    @inlinable
    package mutating func beginArray() throws(JSONError) {
        guard significantByte() == UInt8(ascii: "[") else { throw expectation("an array") }
        try open()
    }

    @inlinable
    @inline(__always)
    mutating func open() throws(JSONError) {
        guard depth < options.maximumDepth else { throw text.depthFailure(at: offset, options.maximumDepth) }
        depth &+= 1
        offset &+= 1
        isAtFirstMember = true
    }

    /// Moves to the value of the next member and returns its key; nil when the object ends here, which closes it.
    ///
    /// The value must be read or skipped before the next call.
    @usableFromInline
    @_lifetime(copy self)
    package mutating func nextKey() throws(JSONError) -> JSONKey? {
        guard try advance(closing: UInt8(ascii: "}"), "an object") else {
            if options.duplicateKeys == .refused { forgetKeys() }
            return nil
        }
        let quote = text.bytes.endOfWhitespace(from: offset)
        guard text.bytes.byte(at: quote) == UInt8(ascii: "\"") else {
            throw text.syntaxFailure(expected: "a key in double quotes", at: quote)
        }
        let string = try text.scanString(from: quote)
        let colon = text.bytes.endOfWhitespace(from: string.end)
        guard text.bytes.byte(at: colon) == UInt8(ascii: ":") else {
            throw text.syntaxFailure(expected: "':' after a key", at: colon)
        }
        let key = JSONKey(bytes: text.bytes.extracting(quote &+ 1..<string.end &- 1), isEscaped: string.isEscaped)
        if options.duplicateKeys == .refused { try remember(key) }
        offset = colon &+ 1
        return key
    }

    /// Moves to the next element of an array; false when the array ends here, which closes it.
    ///
    /// The element must be read or skipped before the next call.
    @inlinable
    package mutating func nextElement() throws(JSONError) -> Bool {
        try advance(closing: UInt8(ascii: "]"), "an array")
    }

    /// Consumes the comma before a member, or the bracket that closes the container.
    @inlinable
    @inline(__always)
    mutating func advance(closing bracket: UInt8, _ container: StaticString) throws(JSONError) -> Bool {
        let next = text.bytes.endOfWhitespace(from: offset)
        let byte = text.bytes.byte(at: next)
        if byte == UInt8(ascii: ","), !isAtFirstMember {
            offset = next &+ 1
            return true
        }
        guard byte == bracket || isAtFirstMember else { throw text.separatorFailure(at: next, in: container) }
        isAtFirstMember = false
        guard byte == bracket else { return true }
        offset = next &+ 1
        depth &-= 1
        return false
    }

    @usableFromInline
    @inline(never)
    mutating func beginToRememberKeys() {
        openKeys.append([])
    }

    @inline(never)
    private mutating func forgetKeys() {
        openKeys.removeLast()
    }

    @inline(never)
    private mutating func remember(_ key: JSONKey) throws(JSONError) {
        let name = key.string
        guard openKeys[openKeys.count - 1].insert(ExactString(name)).inserted else {
            throw failure(.duplicateKey, "the key \(name.quotedForMessage) appears twice")
        }
    }
}
