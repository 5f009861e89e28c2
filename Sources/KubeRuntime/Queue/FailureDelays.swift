// SPDX-License-Identifier: Apache-2.0

/// After how long a key that failed is tried again: twice as long after every further failure, up to a limit.
///
/// There is no jitter, as in client-go: keys fail at different times already, and a delay that can be foretold can be
/// shown to people.
package struct FailureDelays: Sendable, Hashable {
    /// The delay after the first failure.
    package let base: Duration
    /// What no delay exceeds.
    package let cap: Duration

    /// Delays from a base to a cap; those of client-go unless said otherwise.
    package init(base: Duration = .milliseconds(5), cap: Duration = .seconds(1_000)) {
        precondition(base > .zero && base <= cap, "a delay needs a base above zero and a cap not below it")
        self.base = base
        self.cap = cap
    }

    /// The delay after a failure that so many went before.
    package func delay(after earlierFailures: Int) -> Duration {
        var delay = base
        var doublings = earlierFailures
        // Step by step: it ends at the cap, long before anything could overflow.
        while doublings > 0, delay < cap {
            delay *= 2
            doublings -= 1
        }
        return min(delay, cap)
    }
}
