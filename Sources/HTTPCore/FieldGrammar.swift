// SPDX-License-Identifier: Apache-2.0

extension UInt8 {
    /// Whether the byte may stand in a token (RFC 9110, section 5.6.2).
    @inlinable
    package var isTokenByte: Bool {
        switch self {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
        case 0x21, 0x23...0x27, 0x2A, 0x2B, 0x2D, 0x2E, 0x5E...0x60, 0x7C, 0x7E: true
        default: false
        }
    }

    /// Whether the byte may stand in a field value: anything but control bytes, save the tab (RFC 9110, section 5.5).
    @inlinable
    package var isFieldValueByte: Bool {
        self >= 0x20 && self != 0x7F || self == 0x09
    }

    /// The byte with ASCII capitals made small.
    var lowercased: UInt8 {
        (0x41...0x5A).contains(self) ? self | 0x20 : self
    }
}

extension String {
    /// Whether this is a token, as methods and field names must be.
    package var isHTTPToken: Bool {
        !isEmpty && utf8.allSatisfy(\.isTokenByte)
    }

    /// Whether this can stand in a header without ending its line.
    package var isFieldValue: Bool {
        utf8.allSatisfy(\.isFieldValueByte)
    }

    /// Whether both name the same header field.
    package func isSameFieldName(as other: String) -> Bool {
        let (left, right) = (utf8Span.span, other.utf8Span.span)
        guard left.count == right.count else { return false }
        for place in left.indices where left[place] != right[place] {
            guard left[place].lowercased == right[place].lowercased else { return false }
        }
        return true
    }
}
