// SPDX-License-Identifier: Apache-2.0

internal import Basics

/// How far a runner of duties has come, and when it is to look at everything again because something failed.
struct RunnerProgress {
    /// All changes up to here have been followed; nil before the start, and when changes were missed.
    var revision: UInt64?
    /// When what has failed is tried again.
    private(set) var retry: ContinuousClock.Instant?
    private var backoff = Backoff(base: .seconds(1), cap: .seconds(300))

    /// Everything was looked at.
    mutating func started(at revision: UInt64, failures: Int, at now: ContinuousClock.Instant) {
        self.revision = revision
        retry = nil
        if failures == 0 { backoff.reset() }
        plan(failures, now)
    }

    /// Changes up to a resource version were followed.
    mutating func reached(_ revision: UInt64, failures: Int, at now: ContinuousClock.Instant) {
        self.revision = revision
        plan(failures, now)
    }

    /// Starts anew when it is time to.
    mutating func retry(at now: ContinuousClock.Instant) {
        guard let retry, retry <= now else { return }
        revision = nil
    }

    private mutating func plan(_ failures: Int, _ now: ContinuousClock.Instant) {
        guard failures > 0, retry == nil else { return }
        // Nobody else retries at the same moment, so that there is nothing to be spread by chance.
        let wait = backoff.ceiling
        var random = SystemRandomNumberGenerator()
        _ = backoff.next(using: &random)
        retry = now + wait
    }
}
