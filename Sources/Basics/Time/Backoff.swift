// SPDX-License-Identifier: Apache-2.0

/// How long to wait before the next attempt: anything from nothing to a ceiling that grows with each failure.
///
/// "Full jitter": of the schemes that AWS compared, the one that makes the least work for a server that comes back
/// (https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/).
package struct Backoff: Sendable, Hashable {
    /// The ceiling of the first wait.
    package let base: Duration
    /// What the ceiling never exceeds.
    package let cap: Duration
    /// By how much the ceiling grows from attempt to attempt.
    package let factor: Double
    /// How many waits were handed out since the start or the last reset.
    package private(set) var attempts = 0
    /// The longest that the next wait can be.
    package private(set) var ceiling: Duration

    /// A back-off at its first attempt.
    package init(base: Duration, cap: Duration, factor: Double = 2) {
        precondition(base > .zero && base <= cap, "a back-off needs a base above zero and a cap not below it")
        precondition(factor >= 1 && factor.isFinite, "a back-off does not shrink")
        self.base = base
        self.cap = cap
        self.factor = factor
        ceiling = base
    }

    /// The next wait.
    package mutating func next(using random: inout some RandomNumberGenerator) -> Duration {
        let wait = Duration(attoseconds: .random(in: 0...ceiling.attoseconds, using: &random))
        attempts += 1
        // Compared before it is multiplied: a ceiling near the largest duration would overflow.
        ceiling = ceiling / cap < 1 / factor ? min(cap, ceiling * factor) : cap
        return wait
    }

    /// Starts anew, after a success.
    package mutating func reset() {
        attempts = 0
        ceiling = base
    }
}
