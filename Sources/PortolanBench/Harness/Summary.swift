// SPDX-License-Identifier: Apache-2.0

/// The middle of several figures and how far they spread: on a noisy machine the mean means little.
package struct Summary: Sendable, Equatable {
    /// Half of the figures are below it.
    package let median: Double
    /// The smallest.
    package let minimum: Double
    /// The largest.
    package let maximum: Double

    /// The summary of some figures, or nil of none.
    package init?(_ figures: [Double]) {
        let sorted = figures.sorted()
        guard let first = sorted.first, let last = sorted.last else { return nil }
        let middle = sorted.count / 2
        median = sorted.count.isMultiple(of: 2) ? (sorted[middle - 1] + sorted[middle]) / 2 : sorted[middle]
        minimum = first
        maximum = last
    }
}
