// SPDX-License-Identifier: Apache-2.0

import Glibc  // Links libm, which conversions between doubles and integers call in debug builds.

/// A number as JSON has it, never rounded: what neither 64 bits nor a double hold is kept as its text.
///
/// Equality is that of the values: `1`, `1.0` and `10e-1` are equal. Each value has one way to be stored, so that
/// equality and hashing need no arithmetic: an integer if 64 bits hold it, else a double if its shortest decimal form
/// has the value, else the text.
package struct JSONNumber: Sendable {
    enum Storage: Sendable {
        case signed(Int64)
        /// Above `Int64.max`.
        case unsigned(UInt64)
        /// Not an integer of 64 bits, except for negative zero.
        case double(Double)
        /// Neither of the above.
        case text(Text)
    }

    /// A literal that no machine number holds; boxed, because it is rare and every `JSONValue` would pay for its width.
    final class Text: Sendable {
        let text: String

        init(_ text: String) {
            self.text = text
        }

        var value: DecimalLiteral {
            DecimalLiteral(unsafe text.utf8Span.span.bytes)
        }
    }

    let storage: Storage

    /// An exact integer.
    package init(_ value: Int64) {
        storage = .signed(value)
    }

    /// An exact integer; equal to the signed one of the same value.
    package init(_ value: UInt64) {
        storage = Int64(exactly: value).map(Storage.signed) ?? .unsigned(value)
    }

    /// An exact integer.
    package init(_ value: Int) {
        storage = .signed(Int64(value))
    }

    /// A double, or nil for what JSON cannot say: infinity and NaN.
    package init?(_ value: Double) {
        guard value.isFinite else { return nil }
        if value == 0, value.sign == .minus {
            storage = .double(value)
        } else if let integer = Int64(exactly: value) {
            storage = .signed(integer)
        } else if let integer = UInt64(exactly: value) {
            storage = .unsigned(integer)
        } else {
            storage = .double(value)
        }
    }

    /// A number from text that obeys JSON's grammar.
    init(literal: RawSpan) {
        storage = Self.storage(of: literal)
    }

    private static func storage(of literal: RawSpan) -> Storage {
        let value = DecimalLiteral(literal)
        guard !value.digits.isEmpty else { return value.isNegative ? .double(-0.0) : .signed(0) }
        if let magnitude = value.wholeMagnitude {
            if !value.isNegative { return Int64(exactly: magnitude).map(Storage.signed) ?? .unsigned(magnitude) }
            if magnitude <= Int64.min.magnitude { return .signed(Int64(truncatingIfNeeded: 0 &- magnitude)) }
        }
        // Fifteen digits always survive the way through a double, if they are not close to the ends of its range.
        let isSafe = value.digits.count <= 15 && abs(value.magnitude) < 300
        let double = value.nearestDouble
        guard isSafe || double.isFinite && DecimalLiteral(double) == value else {
            return .text(Text(literal.string(in: 0..<literal.byteCount)))
        }
        return .double(double)
    }
}

extension JSONNumber: Hashable {
    package static func == (left: JSONNumber, right: JSONNumber) -> Bool {
        switch (left.storage, right.storage) {
        case (.signed(let left), .signed(let right)): left == right
        case (.unsigned(let left), .unsigned(let right)): left == right
        case (.double(let left), .double(let right)): left == right
        case (.text(let left), .text(let right)): left.text == right.text || left.value == right.value
        case (.signed(0), .double(let zero)), (.double(let zero), .signed(0)): zero == 0
        default: false
        }
    }

    package func hash(into hasher: inout Hasher) {
        switch storage {
        case .signed(let value): hasher.combine(value)
        case .unsigned(let value): hasher.combine(value)
        case .double(let value) where value == 0: hasher.combine(Int64(0))
        case .double(let value): hasher.combine(value)
        case .text(let text): hasher.combine(text.value)
        }
    }
}

extension JSONNumber {
    /// The value as an integer type, or nil when the type cannot hold it exactly.
    package func exactly<Integer: FixedWidthInteger>(_ type: Integer.Type = Integer.self) -> Integer? {
        switch storage {
        case .signed(let value): Integer(exactly: value)
        case .unsigned(let value): Integer(exactly: value)
        case .double(let value): value == 0 ? 0 : nil
        case .text: nil
        }
    }

    /// The nearest double; infinite when the number is beyond the largest.
    package var nearestDouble: Double {
        switch storage {
        case .signed(let value): Double(value)
        case .unsigned(let value): Double(value)
        case .double(let value): value
        case .text(let text): text.value.nearestDouble
        }
    }
}

extension JSONNumber: CustomStringConvertible {
    /// The number as it is written in JSON.
    package var description: String {
        var writer = JSONWriter()
        writer.write(self)
        return writer.text
    }
}
