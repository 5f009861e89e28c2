// SPDX-License-Identifier: Apache-2.0

package import JSONKit

/// The `uid` of an object, in as little memory as it needs.
///
/// API servers make random UUIDs (RFC 9562). As a text each would be a block of 80 bytes of its own, for every object
/// that is known; as a number it is 16 bytes, which stand in the object itself. Whatever else somebody calls an object
/// stays a text.
package struct ObjectIdentity: Sendable, Hashable {
    private enum Form: Sendable, Hashable {
        case uuid(UInt64, UInt64)
        case text(String)
    }

    private let form: Form

    /// The identity of an object that has none yet.
    package init() {
        form = .text("")
    }

    /// The identity that a text stands for.
    package init(_ text: String) {
        form = Self.uuid(text.utf8) ?? .text(text)
    }

    /// The text, exactly as it was said.
    package var text: String {
        switch form {
        case .text(let text): text
        case .uuid(let high, let low): Self.text(of: high, low)
        }
    }

    private static let length = 36

    /// Whether a hyphen stands at a place of a UUID's text: `8-4-4-4-12` digits.
    private static func hasHyphen(at place: Int) -> Bool {
        place == 8 || place == 13 || place == 18 || place == 23
    }

    /// The number of a UUID with small letters, as servers write it; nil for any other text, which must be given back as
    /// it was.
    private static func uuid(_ text: String.UTF8View) -> Form? {
        guard text.count == length else { return nil }
        var number: UInt128 = 0
        for (place, byte) in text.enumerated() {
            if hasHyphen(at: place) {
                guard byte == UInt8(ascii: "-") else { return nil }
                continue
            }
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): number = number << 4 | UInt128(byte - UInt8(ascii: "0"))
            case UInt8(ascii: "a")...UInt8(ascii: "f"): number = number << 4 | UInt128(byte - UInt8(ascii: "a") + 10)
            default: return nil
            }
        }
        return .uuid(UInt64(truncatingIfNeeded: number >> 64), UInt64(truncatingIfNeeded: number))
    }

    private static func text(of high: UInt64, _ low: UInt64) -> String {
        var rest = UInt128(high) << 64 | UInt128(low)
        return unsafe String(unsafeUninitializedCapacity: length) { buffer in
            for place in (0..<length).reversed() {
                guard !hasHyphen(at: place) else {
                    unsafe buffer[place] = UInt8(ascii: "-")
                    continue
                }
                let digit = UInt8(truncatingIfNeeded: rest & 0xF)
                unsafe buffer[place] = digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10
                rest >>= 4
            }
            return length
        }
    }
}

extension ObjectIdentity: ExpressibleByStringLiteral {
    package init(stringLiteral value: String) {
        self.init(value)
    }
}

extension ObjectIdentity: CustomStringConvertible {
    package var description: String { text }
}

extension ObjectIdentity: JSONDecodable {
    package init(from reader: inout JSONReader) throws(JSONError) {
        self.init(try reader.readString())
    }
}
