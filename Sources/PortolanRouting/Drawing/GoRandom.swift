// SPDX-License-Identifier: Apache-2.0

/// The first numbers of Go's `math/rand` for a seed, without the 607 words of state that Go fills to get them.
///
/// Go's source is an additive lagged Fibonacci generator. Its first number is the sum of two words of the state, and
/// each word comes from three steps of a linear congruential generator, which can be computed at once for any number of
/// steps. The constants that Go adds to these two words are low 63 bits of the generator's state after 7.8e12 steps.
enum GoRandom {
    /// The first number that Go's `Float32()` returns for a seed.
    static func float(seed: Int64) -> Float {
        let start = reduced(seed)
        // A Float64 that rounds to one is drawn again, and so is a Float32.
        let first = narrowed(word333.value(from: start) &+ word606.value(from: start))
        if first < 1 { return first }
        let second = narrowed(word332.value(from: start) &+ word605.value(from: start))
        // Twice in a row: once in 2^50 seeds, of which there are 2^31, and none of them does.
        return second < 1 ? second : Float(1).nextDown
    }

    private static func narrowed(_ bits: UInt64) -> Float {
        Float(Double(Int64(truncatingIfNeeded: bits & 0x7FFF_FFFF_FFFF_FFFF)) / 0x1p63)
    }

    /// The generator counts modulo this prime, and multiplies by 48271 with each step.
    static let modulus: UInt64 = 0x7FFF_FFFF

    /// What is left of a product of two numbers from one to below the modulus.
    ///
    /// The modulus is 2^31 - 1, so that the bits from 2^31 on count as ones. Twice added they leave at most the modulus,
    /// and never the modulus itself, which is prime and divides neither number.
    @inline(__always)
    private static func rest(of product: UInt64) -> UInt64 {
        let once = (product & modulus) &+ (product >> 31)
        return (once & modulus) &+ (once >> 31)
    }

    /// The state of the congruential generator that Go derives from a seed: what a division leaves, from zero up.
    static func reduced(_ seed: Int64) -> UInt64 {
        let bits = UInt64(bitPattern: seed)
        // 2^62 leaves one, as 2^31 does; of a negative seed 2^64 has to go again, which leaves four.
        let sum = (bits & modulus) &+ (bits >> 31 & modulus) &+ (bits >> 62) &+ (bits >> 63) &* (modulus &- 4)
        let once = (sum & modulus) &+ (sum >> 31)
        let rest = once < modulus ? once : once &- modulus
        return rest == 0 ? 89_482_311 : rest
    }

    /// The first number is made of these two words, and the second of those before them.
    static let word333 = Word(2_082_024_995, 1_341_337_692, 1_079_773_482, 4_590_000_184_845_883_843)
    static let word606 = Word(933_195_560, 665_897_288, 2_140_244_399, 4_152_330_101_494_654_406)
    static let word332 = Word(1_150_153_374, 158_790_463, 605_303_330, 4_287_360_518_296_753_003)
    static let word605 = Word(12_551_063, 261_973_619, 1_344_849_213, 9_103_922_860_780_351_547)

    /// A word of the state, as a function of the seed.
    struct Word: Sendable {
        /// What the seed is multiplied with to be so many steps further: powers of 48271.
        let first: UInt64
        let second: UInt64
        let third: UInt64
        let constant: UInt64

        init(_ first: UInt64, _ second: UInt64, _ third: UInt64, _ constant: UInt64) {
            self.first = first
            self.second = second
            self.third = third
            self.constant = constant
        }

        func value(from start: UInt64) -> UInt64 {
            let a = GoRandom.rest(of: start &* first)
            let b = GoRandom.rest(of: start &* second)
            let c = GoRandom.rest(of: start &* third)
            return (a << 40) ^ (b << 20) ^ c ^ constant
        }
    }
}
