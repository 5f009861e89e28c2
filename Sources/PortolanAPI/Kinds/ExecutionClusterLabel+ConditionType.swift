// SPDX-License-Identifier: Apache-2.0

extension ExecutionClusterLabel {
    /// The types of the conditions of a label.
    package enum ConditionType {
        /// The executions can go there.
        package static let ready = "Ready"
        /// A dataplane takes them.
        package static let resolved = "Resolved"
        /// No older label is for the same executions.
        package static let unique = "Unique"
        /// Flyte has the label.
        package static let synced = "Synced"
        /// Portolan leaves it alone.
        package static let paused = "Paused"
    }
}
