// SPDX-License-Identifier: Apache-2.0

/// Random numbers that a seed determines: the whole fate of a simulated world.
package struct Randomness: RandomNumberGenerator, Sendable {
    private var state: UInt64

    /// The numbers that belong to a seed.
    package init(seed: UInt64) {
        state = seed
    }

    // PCG-XSH-RS, with two draws for a number: a few instructions, and no two seeds alike.
    private mutating func draw() -> UInt32 {
        let old = state
        state = old &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return UInt32(truncatingIfNeeded: (old ^ (old >> 22)) >> (22 + (old >> 61)))
    }

    package mutating func next() -> UInt64 {
        UInt64(draw()) << 32 | UInt64(draw())
    }

    /// Whether something happens that is so probable.
    package mutating func chance(_ probability: Double) -> Bool {
        probability > 0 && Double.random(in: 0..<1, using: &self) < probability
    }

    /// A duration between two, in whole microseconds.
    package mutating func duration(_ range: ClosedRange<Duration>) -> Duration {
        let microseconds = range.lowerBound.microseconds...range.upperBound.microseconds
        return .microseconds(Int64.random(in: microseconds, using: &self))
    }
}

extension Duration {
    /// The duration in whole microseconds.
    package var microseconds: Int64 {
        components.seconds * 1_000_000 + components.attoseconds / 1_000_000_000_000
    }

    /// The duration in whole nanoseconds.
    package var nanoseconds: Int64 {
        components.seconds * 1_000_000_000 + components.attoseconds / 1_000_000_000
    }
}
