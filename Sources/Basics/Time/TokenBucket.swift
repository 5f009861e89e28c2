// SPDX-License-Identifier: Apache-2.0

/// A limit of so many per second on average, and so many at once.
///
/// What is kept is not a number of tokens but the instant at which the bucket will be full (the "generic cell rate
/// algorithm"). It moves by whole intervals only, so that no rounding adds up however long the bucket is used.
package struct TokenBucket: Sendable {
    /// The time in which one token flows in.
    package let interval: Duration
    /// How many tokens the bucket holds.
    package let burst: Int
    private var fullAt: ContinuousClock.Instant?

    /// A full bucket into which a token flows every `interval`.
    package init(interval: Duration, burst: Int) {
        precondition(interval > .zero && burst > 0, "a token bucket needs an interval and a burst above zero")
        self.interval = interval
        self.burst = burst
    }

    /// A full bucket into which `rate` tokens flow every second.
    package init(rate: Double, burst: Int) {
        precondition(rate > 0 && rate.isFinite, "a token bucket needs a rate above zero")
        self.init(interval: .seconds(1) / rate, burst: burst)
    }

    /// Takes tokens, on credit if need be, and says how long to wait before acting on them.
    package mutating func take(_ count: Int = 1, at now: ContinuousClock.Instant) -> Duration {
        precondition(count >= 0, "tokens are not given back by taking less than none")
        let full = nextFull(count, at: now)
        fullAt = full
        return max(.zero, now.duration(to: full) - interval * burst)
    }

    /// Takes tokens if that many are there now.
    package mutating func takeIfAvailable(_ count: Int = 1, at now: ContinuousClock.Instant) -> Bool {
        let full = nextFull(count, at: now)
        guard now.duration(to: full) <= interval * burst else { return false }
        fullAt = full
        return true
    }

    private func nextFull(_ count: Int, at now: ContinuousClock.Instant) -> ContinuousClock.Instant {
        max(fullAt ?? now, now).advanced(by: interval * count)
    }
}
