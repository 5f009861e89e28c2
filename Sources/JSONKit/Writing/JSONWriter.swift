// SPDX-License-Identifier: Apache-2.0

/// Writes JSON from left to right into one growing array of bytes, without a tree.
///
/// ```swift
/// var writer = JSONWriter()
/// writer.object { writer in
///     writer.field("name", name)
///     writer.key("limits")
///     writer.object { writer in
///         writer.field("cpu", 4)
///     }
/// }
/// ```
///
/// The writer puts the commas, colons and line breaks; keeping keys and values in turn is up to the caller.
package struct JSONWriter: ~Copyable {
    /// What has been written.
    package private(set) var bytes: [UInt8]

    let style: JSONStyle
    private var depth = 0
    private var position = Position.first

    /// What stands before the place that is written next.
    private enum Position {
        /// An opening bracket, or the beginning of the document.
        case first
        case afterKey
        case afterValue
    }

    /// Begins an empty document, or one that is appended to bytes such as those of an earlier log line.
    package init(appendingTo bytes: consuming [UInt8] = [], style: JSONStyle = .compact) {
        self.bytes = bytes
        self.style = style
    }

    /// What has been written, as a string.
    package var text: String { String(decoding: bytes, as: UTF8.self) }

    /// Ends the writing and hands over what has been written, without a copy.
    package consuming func finish() -> [UInt8] { bytes }

    /// Appends bytes that are JSON or part of it as they are.
    mutating func append(_ text: StaticString) {
        unsafe bytes.append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    mutating func append(_ byte: UInt8) {
        bytes.append(byte)
    }

    /// Turns round what has been appended since an offset: digits are found from the last to the first.
    mutating func reverseBytes(from start: Int) {
        bytes[start...].reverse()
    }

    mutating func append(_ run: RawSpan) {
        unsafe run.withUnsafeBytes { unsafe bytes.append(contentsOf: $0) }
    }
}

extension JSONWriter {
    /// Writes the key of a member; its value follows.
    package mutating func key(_ key: String) {
        beginValue()
        appendQuoted(key)
        append(UInt8(ascii: ":"))
        if style.indent != nil { append(UInt8(ascii: " ")) }
        position = .afterKey
    }

    /// Writes an object whose members the closure writes.
    package mutating func object<Failure: Error>(_ members: (inout JSONWriter) throws(Failure) -> Void) throws(Failure)
    {
        try container(opening: UInt8(ascii: "{"), closing: UInt8(ascii: "}"), members)
    }

    /// Writes an array whose elements the closure writes.
    package mutating func array<Failure: Error>(_ elements: (inout JSONWriter) throws(Failure) -> Void) throws(Failure)
    {
        try container(opening: UInt8(ascii: "["), closing: UInt8(ascii: "]"), elements)
    }

    private mutating func container<Failure: Error>(
        opening: UInt8,
        closing: UInt8,
        _ content: (inout JSONWriter) throws(Failure) -> Void
    ) throws(Failure) {
        beginValue()
        append(opening)
        depth += 1
        position = .first
        defer { position = .afterValue }
        try content(&self)
        depth -= 1
        if position == .afterValue { breakLine() }
        append(closing)
    }

    /// Puts what must stand between what was written and the next key or value.
    mutating func beginValue() {
        switch position {
        case .afterKey:
            break
        case .first:
            if depth > 0 { breakLine() }
        case .afterValue:
            if depth > 0 { append(UInt8(ascii: ",")) }
            breakLine()
        }
        position = .afterValue
    }

    /// Ends a line of JSON lines: the next value is a document of its own.
    package mutating func endLine() {
        append(UInt8(ascii: "\n"))
        position = .first
    }

    private mutating func breakLine() {
        guard let indent = style.indent else { return }
        append(UInt8(ascii: "\n"))
        for _ in 0..<indent * depth { append(UInt8(ascii: " ")) }
    }
}
