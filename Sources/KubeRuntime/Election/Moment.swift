// SPDX-License-Identifier: Apache-2.0

package import Basics

/// Now, on both clocks: the one that measures and the one that is written down.
package struct Moment: Sendable, Hashable {
    /// What is measured with: it never jumps, and it counts while the machine sleeps.
    package let instant: ContinuousClock.Instant
    /// The time of day, which is written for others and never compared with theirs.
    package let wallTime: Timestamp

    /// Now.
    package init(_ instant: ContinuousClock.Instant, _ wallTime: Timestamp) {
        self.instant = instant
        self.wallTime = wallTime
    }
}
