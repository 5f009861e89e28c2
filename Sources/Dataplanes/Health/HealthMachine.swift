// SPDX-License-Identifier: Apache-2.0

/// Whether a dataplane may get work, as looks at it come in: one that fails is no verdict yet, and neither is one that
/// succeeds after it was down.
///
/// Pure: what it needs to go on after a restart is what ``init(verdict:failures:successes:)`` takes.
package struct HealthMachine: Sendable, Hashable {
    /// What is held to be true.
    package enum Verdict: Sendable, Hashable {
        /// Nobody has looked yet.
        case unknown
        case up
        case down
    }

    /// After how many looks the verdict changes.
    package struct Thresholds: Sendable, Hashable {
        package var failures: Int
        package var successes: Int

        package init(failures: Int = 3, successes: Int = 2) {
            self.failures = max(1, failures)
            self.successes = max(1, successes)
        }
    }

    /// What is held to be true.
    package private(set) var verdict: Verdict
    /// How many looks failed in a row, up to the threshold: what comes after it changes nothing.
    package private(set) var failures: Int
    /// How many looks succeeded in a row, up to the threshold.
    package private(set) var successes: Int

    /// A machine that goes on from what was known.
    package init(verdict: Verdict = .unknown, failures: Int = 0, successes: Int = 0) {
        self.verdict = verdict
        self.failures = failures
        self.successes = successes
    }

    /// Whether the last look failed.
    package var isFailing: Bool { failures > 0 }

    /// Whether one more failure turns the verdict, or would, were it not held.
    package func isDue(_ thresholds: Thresholds) -> Bool { verdict == .up && failures >= thresholds.failures }

    /// Takes a look into account, and says whether the verdict changed.
    ///
    /// While the verdict is held, failures are counted and change nothing: there is reason to believe that the fault is not
    /// the dataplane's.
    package mutating func observe(isWell: Bool, _ thresholds: Thresholds, isHeld: Bool = false) -> Bool {
        let before = verdict
        if isWell {
            failures = 0
            successes = min(successes + 1, thresholds.successes)
            // The first contact needs no proof of constancy.
            if verdict == .unknown || successes >= thresholds.successes { verdict = .up }
        } else {
            successes = 0
            failures = min(failures + 1, thresholds.failures)
            if verdict == .unknown || (failures >= thresholds.failures && !isHeld) { verdict = .down }
        }
        return verdict != before
    }
}
