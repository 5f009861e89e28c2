// SPDX-License-Identifier: Apache-2.0

internal import Basics

/// Random numbers that a seed determines, for tests that try many things and must be repeatable.
package struct SeededRandom: RandomNumberGenerator, Sendable {
    private var numbers: SplitMix64

    /// The numbers that belong to a seed.
    package init(_ seed: Seed) {
        numbers = SplitMix64(seed: seed.value)
    }

    package mutating func next() -> UInt64 { numbers.next() }
}
