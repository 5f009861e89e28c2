// SPDX-License-Identifier: Apache-2.0

/// When a dataplane is looked at next.
///
/// The times are chosen so that one that stops to answer right after a look is out within fifteen seconds, with the usual
/// settings: 5 s until the next look at most, and three time-outs of 3 s that follow each other at once.
package struct LookSchedule: Sendable, Hashable {
    /// How often it is looked at.
    package var interval: Duration
    /// How long a look may take.
    package var timeout: Duration

    package init(interval: Duration = .seconds(5), timeout: Duration = .seconds(3)) {
        self.interval = max(.milliseconds(100), interval)
        self.timeout = max(.milliseconds(100), timeout)
    }

    /// How long to wait from the end of a look to the beginning of the next.
    ///
    /// The spread only shortens the wait, so that a thousand dataplanes are not looked at in one instant, and none later
    /// than it should be. Failures that come at once, such as refused connections, are kept a moment apart: a server that
    /// restarts is no dead one.
    package func wait(
        after look: Duration,
        isDoubtful: Bool,
        using random: inout some RandomNumberGenerator
    ) -> Duration {
        let spread = Double.random(in: 0.8...1, using: &random)
        let wanted = isDoubtful ? min(.seconds(1), interval) : interval * spread
        return max(.zero, wanted - look)
    }

    /// How long to wait before the first look: none where nothing is known, else as if there had been one before.
    package func firstWait(isKnown: Bool, using random: inout some RandomNumberGenerator) -> Duration {
        isKnown ? interval * Double.random(in: 0...1, using: &random) : .zero
    }
}
