// SPDX-License-Identifier: Apache-2.0

/// A hash that is the same in every process and every version: FNV-1a over the bytes, well mixed.
///
/// Swift's own differs from process to process. It is no defence against somebody who looks for collisions.
struct StableHash {
    private(set) var value: UInt64

    /// The hash of texts; a separator between them makes that `a`, `bc` is not `ab`, `c`.
    init(_ texts: String...) {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for text in texts {
            for byte in text.utf8 {
                hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3
            }
            hash = (hash ^ 0xFF) &* 0x0000_0100_0000_01B3
        }
        value = Self.mixed(hash)
    }

    /// Spreads every bit over all others (the finalizer of SplitMix64).
    static func mixed(_ value: UInt64) -> UInt64 {
        var mixed = value
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
