// SPDX-License-Identifier: Apache-2.0

/// The key of an object's member, as it stands in the document: compared with literals in a `switch`, without a `String`.
@usableFromInline
package struct JSONKey: ~Escapable {
    /// What stands between the quotes.
    @usableFromInline let bytes: RawSpan
    @usableFromInline let isEscaped: Bool

    @inlinable
    @_lifetime(copy bytes)
    init(bytes: RawSpan, isEscaped: Bool) {
        self.bytes = bytes
        self.isEscaped = isEscaped
    }

    /// The key as a string, escapes resolved.
    @inlinable
    package var string: String {
        JSONText.string(bytes, isEscaped: isEscaped)
    }

    /// Matches a key with a literal; a key with escapes matches what it stands for.
    @inlinable
    @inline(__always)
    package static func ~= (literal: StaticString, key: JSONKey) -> Bool {
        key.bytes.isEqual(to: literal) && !key.isEscaped || key.isEscaped && key.isEqualUnescaped(to: literal)
    }

    @usableFromInline
    @inline(never)
    func isEqualUnescaped(to literal: StaticString) -> Bool {
        ExactString.areEqual(string, "\(literal)")
    }
}
