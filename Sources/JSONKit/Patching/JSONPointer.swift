// SPDX-License-Identifier: Apache-2.0

/// A place in a JSON value, as RFC 6901 writes it: `/spec/containers/0/image`.
package struct JSONPointer: Sendable, Hashable {
    /// The keys and indices from the root, unescaped.
    package var tokens: [String]

    /// The place that tokens lead to; none is the root.
    package init(_ tokens: [String] = []) {
        self.tokens = tokens
    }

    /// Reads a pointer: empty for the root, else every token behind a slash, with `~1` for a slash and `~0` for a tilde.
    package init(parsing text: String) throws(JSONError) {
        guard !text.isEmpty else {
            tokens = []
            return
        }
        guard text.utf8.first == UInt8(ascii: "/") else {
            throw JSONError(.pointer, "the pointer \(text.quotedForMessage) must be empty or begin with a slash")
        }
        tokens = []
        for token in text.utf8.dropFirst().split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false) {
            guard let unescaped = Self.unescape(token) else {
                let message = "the pointer \(text.quotedForMessage) has a tilde that is not followed by 0 or 1"
                throw JSONError(.pointer, message)
            }
            tokens.append(unescaped)
        }
    }

    /// The place of a member or element of this place.
    package func appending(_ token: String) -> JSONPointer {
        JSONPointer(tokens + [token])
    }

    /// Whether this place is inside of another, or is that place.
    package func isInside(_ other: JSONPointer) -> Bool {
        tokens.count >= other.tokens.count
            && zip(tokens, other.tokens).allSatisfy { ExactString.areEqual($0, $1) }
    }

    private static func unescape(_ token: Substring.UTF8View) -> String? {
        guard token.contains(UInt8(ascii: "~")) else { return String(Substring(token)) }
        var bytes: [UInt8] = []
        var rest = token.makeIterator()
        while let byte = rest.next() {
            guard byte == UInt8(ascii: "~") else {
                bytes.append(byte)
                continue
            }
            switch rest.next() {
            case UInt8(ascii: "0"): bytes.append(UInt8(ascii: "~"))
            case UInt8(ascii: "1"): bytes.append(UInt8(ascii: "/"))
            default: return nil
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}

extension JSONPointer: CustomStringConvertible {
    /// The pointer as RFC 6901 writes it.
    package var description: String {
        var bytes: [UInt8] = []
        for token in tokens {
            bytes.append(UInt8(ascii: "/"))
            for byte in token.utf8 {
                switch byte {
                case UInt8(ascii: "~"): bytes += [UInt8(ascii: "~"), UInt8(ascii: "0")]
                case UInt8(ascii: "/"): bytes += [UInt8(ascii: "~"), UInt8(ascii: "1")]
                default: bytes.append(byte)
                }
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}

extension JSONPointer: JSONDecodable {
    package init(from reader: inout JSONReader) throws(JSONError) {
        self = try reader.readString("a JSON Pointer") { try? JSONPointer(parsing: $0) }
    }
}

extension JSONPointer: JSONEncodable {
    package func write(to writer: inout JSONWriter) {
        writer.write(description)
    }
}
