// SPDX-License-Identifier: Apache-2.0

/// A hash that is the same in every process and every version: FNV-1a over the bytes, well mixed.
///
/// Swift's own differs from process to process. It is no defence against somebody who looks for collisions. What it
/// answers is part of protocols between replicas of different versions, and must not change.
package struct StableHash: Sendable, Hashable {
    /// The hash.
    package private(set) var value: UInt64

    /// The hash of texts; a separator between them makes that `a`, `bc` is not `ab`, `c`.
    package init(_ texts: String...) {
        var hash = FNV1a()
        for text in texts {
            hash.add(text)
            hash.add(0xFF)
        }
        value = Self.mixed(hash.value)
    }

    /// Spreads every bit over all others (the finalizer of SplitMix64).
    @inlinable
    package static func mixed(_ value: UInt64) -> UInt64 {
        var mixed = value
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

/// FNV-1a with 64 bits, byte by byte.
package struct FNV1a: Sendable, Hashable {
    /// The hash of what was added so far.
    package private(set) var value: UInt64 = 0xCBF2_9CE4_8422_2325

    /// The hash of nothing.
    package init() {}

    /// Adds a byte.
    package mutating func add(_ byte: UInt8) {
        value = (value ^ UInt64(byte)) &* 0x0000_0100_0000_01B3
    }

    /// Adds the bytes of a text in UTF-8.
    package mutating func add(_ text: String) {
        let bytes = text.utf8Span.span
        for place in bytes.indices { add(bytes[place]) }
    }
}
