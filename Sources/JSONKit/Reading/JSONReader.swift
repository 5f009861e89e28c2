// SPDX-License-Identifier: Apache-2.0

/// Reads a JSON document from left to right into typed values, without a tree and without allocating for what is skipped.
///
/// A type reads its object key by key and takes what it knows:
///
/// ```swift
/// init(from reader: inout JSONReader) throws(JSONError) {
///     try reader.beginObject()
///     while let key = try reader.nextKey() {
///         switch key {
///         case "name": try reader.read(into: &name)
///         case "labels": try reader.read(into: &labels)
///         default: try reader.skipValue(of: key)
///         }
///     }
/// }
/// ```
///
/// The reader stands on a `RawSpan` and cannot outlive the document. That needs the experimental `Lifetimes` feature, in
/// this target only; users of the reader need nothing. The price of an unsafe pointer in its place would be that each
/// of the fifty types that read themselves could keep a reader too long. Places (line, column, path) are not tracked
/// while reading: an error works them out from the text that was read.
package struct JSONReader: ~Copyable, ~Escapable {
    /// The document.
    let bytes: RawSpan
    /// Where the next token, or the whitespace before it, begins.
    var offset = 0
    /// How many arrays and objects are open.
    var depth = 0
    /// Whether an array or object was opened and nothing of it has been read.
    var isAtFirstMember = false
    let options: Options
    /// The keys of the open objects, innermost last; only kept when duplicates are refused.
    var openKeys: [Set<String>] = []

    /// Begins to read a document; an error when it is larger than the options allow.
    @_lifetime(copy document)
    package init(_ document: RawSpan, options: Options = Options()) throws(JSONError) {
        bytes = document
        self.options = options
        guard document.byteCount <= options.maximumByteCount else {
            let message = "the document has \(document.byteCount) bytes; the limit is \(options.maximumByteCount)"
            throw JSONError(.limit, message)
        }
    }

    /// Ends the document: an error when anything but whitespace follows the value that was read.
    package mutating func finish() throws(JSONError) {
        guard depth == 0, significantByte() == 0, offset == bytes.byteCount else {
            throw failure(.syntax, "expected the end of the document, found \(tokenDescription(at: offset))")
        }
    }
}

extension JSONReader {
    /// Moves to the next byte that is not whitespace and returns it without consuming it; zero at the end.
    @inline(__always)
    package mutating func significantByte() -> UInt8 {
        let byte = bytes.byte(at: offset)
        guard byte <= 0x20 else { return byte }
        offset = bytes.endOfWhitespace(from: offset)
        return bytes.byte(at: offset)
    }

    /// What kind of value comes next; nothing is consumed.
    package mutating func nextKind() throws(JSONError) -> JSONKind {
        guard let kind = JSONKind(firstByte: significantByte()) else { throw expectation("a value") }
        return kind
    }

    /// Consumes a null if one comes next.
    package mutating func readNullIfPresent() throws(JSONError) -> Bool {
        guard significantByte() == UInt8(ascii: "n") else { return false }
        offset = try endOfWord("null", from: offset)
        return true
    }

    /// True or false.
    package mutating func readBool() throws(JSONError) -> Bool {
        switch significantByte() {
        case UInt8(ascii: "t"):
            offset = try endOfWord("true", from: offset)
            return true
        case UInt8(ascii: "f"):
            offset = try endOfWord("false", from: offset)
            return false
        default:
            throw expectation("true or false")
        }
    }

    /// The offset after a word that must stand here: `true`, `false` or `null`.
    func endOfWord(_ word: StaticString, from start: Int) throws(JSONError) -> Int {
        let end = start + word.utf8CodeUnitCount
        guard end <= bytes.byteCount, bytes.extracting(start..<end).isEqual(to: word) else {
            throw failure(.syntax, "expected a value, found \(tokenDescription(at: start))", at: start)
        }
        return end
    }
}

extension RawSpan {
    func endOfWhitespace(from start: Int) -> Int {
        var offset = start
        while byte(at: offset).isJSONWhitespace { offset &+= 1 }
        return offset
    }
}
