// SPDX-License-Identifier: Apache-2.0

/// How much a key matters compared with the others of its queue: the higher goes first.
package struct WorkPriority: RawRepresentable, Sendable, Hashable {
    /// The number that is compared, and the label of the metric.
    package let rawValue: Int

    package init(rawValue: Int) {
        self.rawValue = rawValue
    }

    /// What somebody has just changed.
    package static let normal = WorkPriority(rawValue: 0)

    /// What is looked at only because the program started, or because time passed.
    ///
    /// The number is controller-runtime's, so that dashboards by priority mean the same.
    package static let background = WorkPriority(rawValue: -100)
}

extension WorkPriority: Comparable {
    package static func < (left: WorkPriority, right: WorkPriority) -> Bool { left.rawValue < right.rawValue }
}
