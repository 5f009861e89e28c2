// SPDX-License-Identifier: Apache-2.0

/// The key of an object's member, as it stands in the document: compared with literals in a `switch`, without a `String`.
package struct JSONKey: ~Escapable {
    /// What stands between the quotes.
    let bytes: RawSpan
    let isEscaped: Bool

    @_lifetime(copy bytes)
    init(bytes: RawSpan, isEscaped: Bool) {
        self.bytes = bytes
        self.isEscaped = isEscaped
    }

    /// The key as a string, escapes resolved.
    package var string: String {
        isEscaped ? unescaped : bytes.string(in: 0..<bytes.byteCount)
    }

    /// Matches a key with a literal; a key with escapes matches what it stands for.
    @inline(__always)
    package static func ~= (literal: StaticString, key: JSONKey) -> Bool {
        key.bytes.isEqual(to: literal) && !key.isEscaped || key.isEscaped && key.isEqualUnescaped(to: literal)
    }

    @inline(never)
    func isEqualUnescaped(to literal: StaticString) -> Bool {
        unescaped == "\(literal)"
    }

    var unescaped: String {
        @inline(never) get { JSONReader.unescape(bytes) }
    }
}
