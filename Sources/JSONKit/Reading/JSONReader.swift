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
/// After an error the reader is of no more use.
///
/// The reader stands on a `RawSpan` and cannot outlive the document. That needs the experimental `Lifetimes` feature, in
/// this target only; users of the reader need nothing. The price of an unsafe pointer in its place would be that each
/// of the fifty types that read themselves could keep a reader too long. Places (line, column, path) are not tracked
/// while reading: an error works them out from the text that was read.
@usableFromInline
package struct JSONReader: ~Copyable, ~Escapable {
    @usableFromInline let text: JSONText
    /// Where the next token, or the whitespace before it, begins.
    @usableFromInline var offset = 0
    /// How many arrays and objects are open.
    @usableFromInline var depth = 0
    /// Whether an array or object was opened and nothing of it has been read.
    @usableFromInline var isAtFirstMember = false
    @usableFromInline let options: Options
    /// The keys of the open objects, innermost last; only kept when duplicates are refused.
    var openKeys: [Set<ExactString>] = []
    /// What stood in the document before; it may be handed on from one reader to the next.
    package var repetitions = JSONRepetitions()

    /// Begins to read a document; an error when it is larger than the options allow.
    @_lifetime(copy document)
    package init(_ document: RawSpan, options: Options = Options()) throws(JSONError) {
        text = JSONText(document)
        self.options = options
        guard document.byteCount <= options.maximumByteCount else {
            let message = "the document has \(document.byteCount) bytes; the limit is \(options.maximumByteCount)"
            throw JSONError(.limit, message)
        }
    }

    /// Ends the document: an error when anything but whitespace follows the value that was read.
    package mutating func finish() throws(JSONError) {
        guard depth == 0, significantByte() == 0, offset == text.bytes.byteCount else {
            throw text.syntaxFailure(expected: "the end of the document", at: offset)
        }
    }
}

extension JSONReader {
    /// Moves to the next byte that is not whitespace and returns it without consuming it; zero at the end.
    @inlinable
    @inline(__always)
    package mutating func significantByte() -> UInt8 {
        offset = text.bytes.endOfWhitespace(from: offset)
        return text.bytes.byte(at: offset)
    }

    /// What kind of value comes next; nothing is consumed.
    package mutating func nextKind() throws(JSONError) -> JSONKind {
        guard let kind = JSONKind(firstByte: significantByte()) else { throw expectation("a value") }
        return kind
    }

    /// Consumes a null if one comes next.
    @inlinable
    package mutating func readNullIfPresent() throws(JSONError) -> Bool {
        guard significantByte() == UInt8(ascii: "n") else { return false }
        offset = try text.endOfWord("null", from: offset)
        return true
    }

    /// True or false.
    @usableFromInline
    package mutating func readBool() throws(JSONError) -> Bool {
        switch significantByte() {
        case UInt8(ascii: "t"):
            offset = try text.endOfWord("true", from: offset)
            return true
        case UInt8(ascii: "f"):
            offset = try text.endOfWord("false", from: offset)
            return false
        default:
            throw expectation("true or false")
        }
    }
}
