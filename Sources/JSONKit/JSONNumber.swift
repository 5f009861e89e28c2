// SPDX-License-Identifier: Apache-2.0

/// A number as JSON has it: 64-bit integers exact, everything else a double.
package struct JSONNumber: Sendable, Hashable {
    private enum Storage: Sendable, Hashable {
        case signed(Int64)
        case unsigned(UInt64)
        case double(Double)
    }

    private let storage: Storage

    /// An exact integer.
    package init(_ value: Int64) {
        storage = .signed(value)
    }

    /// An exact integer; equal to the signed one of the same value.
    package init(_ value: UInt64) {
        storage = Int64(exactly: value).map(Storage.signed) ?? .unsigned(value)
    }

    /// A fraction, or nil for what JSON cannot say: infinity and NaN.
    package init?(_ value: Double) {
        guard value.isFinite else { return nil }
        storage = .double(value)
    }
}
