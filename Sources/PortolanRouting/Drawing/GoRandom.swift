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
        for draw in draws {
            let bits = (draw.one.value(from: start) &+ draw.other.value(from: start)) & 0x7FFF_FFFF_FFFF_FFFF
            // A Float64 that rounds to one is drawn again, and so is a Float32.
            let wide = Double(bits) / 0x1p63
            let narrow = Float(wide)
            if narrow < 1 { return narrow }
        }
        // Twice in a row: once in 2^50 seeds, of which there are 2^31, and none of them does.
        return Float(1).nextDown
    }

    private static let modulus: UInt64 = 0x7FFF_FFFF
    private static let multiplier: UInt64 = 48_271

    /// The state of the congruential generator that Go derives from a seed.
    private static func reduced(_ seed: Int64) -> UInt64 {
        let rest = seed % Int64(modulus)
        let positive = rest < 0 ? rest + Int64(modulus) : rest
        return positive == 0 ? 89_482_311 : UInt64(positive)
    }

    private static let draws = [
        Draw(one: Word(333, 4_590_000_184_845_883_843), other: Word(606, 4_152_330_101_494_654_406)),
        Draw(one: Word(332, 4_287_360_518_296_753_003), other: Word(605, 9_103_922_860_780_351_547)),
    ]

    /// The two words whose sum is a number.
    private struct Draw: Sendable {
        let one: Word
        let other: Word
    }

    /// A word of the state, as a function of the seed.
    private struct Word: Sendable {
        /// What the seed is multiplied with to be so many steps further.
        let first: UInt64
        let second: UInt64
        let third: UInt64
        let constant: UInt64

        init(_ index: Int, _ constant: UInt64) {
            // Go warms its generator up by 20 steps; each word takes three.
            let steps = 20 + 3 * index
            first = GoRandom.power(steps + 1)
            second = GoRandom.power(steps + 2)
            third = GoRandom.power(steps + 3)
            self.constant = constant
        }

        func value(from start: UInt64) -> UInt64 {
            let a = start * first % GoRandom.modulus
            let b = start * second % GoRandom.modulus
            let c = start * third % GoRandom.modulus
            return (a << 40) ^ (b << 20) ^ c ^ constant
        }
    }

    private static func power(_ steps: Int) -> UInt64 {
        (0..<steps).reduce(1) { power, _ in power * multiplier % modulus }
    }
}
