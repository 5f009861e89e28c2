// SPDX-License-Identifier: Apache-2.0

/// Identities of objects.
package enum ObjectIDs {
    /// A random UUID (RFC 9562, version 4).
    @Sendable
    package static func random() -> String {
        var random = SystemRandomNumberGenerator()
        let high = random.next() & ~0xF000 | 0x4000
        let low = random.next() & ~(0xC000 << 48) | 0x8000 << 48
        let digits = hex(high) + hex(low)
        let parts = [0..<8, 8..<12, 12..<16, 16..<20, 20..<32].map { range in
            digits[
                digits.index(
                    digits.startIndex,
                    offsetBy: range.lowerBound
                )..<digits.index(
                    digits.startIndex,
                    offsetBy: range.upperBound
                )
            ]
        }
        return parts.joined(separator: "-")
    }

    private static func hex(_ number: UInt64) -> String {
        let digits = String(number, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}
