// SPDX-License-Identifier: Apache-2.0

package import Basics
package import JSONKit

/// The kinds of the group `batch`, `v1`.
package enum BatchV1 {
    /// Pods that run until enough of them have succeeded.
    package struct Job: Resource {
        package static let resourceType = ResourceType(.batch, kind: "Job", plural: "jobs")

        package var metadata = ObjectMeta()
        /// How many pods run, have succeeded and have failed.
        package var active = 0
        package var succeeded = 0
        package var failed = 0
        package var completionTime: Timestamp?
        package var conditions: [Condition] = []

        package init() {}

        /// Whether enough pods have succeeded.
        package var isComplete: Bool { conditions.isTrue("Complete") }

        /// Whether no more pods are tried.
        package var isFailed: Bool { conditions.isTrue("Failed") }

        package mutating func readField(
            _ key: borrowing JSONKey,
            from reader: inout JSONReader
        ) throws(JSONError) {
            switch key {
            case "status": try readStatus(from: &reader)
            default: try reader.skipValue(of: key)
            }
        }

        private mutating func readStatus(from reader: inout JSONReader) throws(JSONError) {
            guard try !reader.readNullIfPresent() else { return }
            try reader.beginObject()
            while let key = try reader.nextKey() {
                switch key {
                case "active": try reader.read(into: &active)
                case "succeeded": try reader.read(into: &succeeded)
                case "failed": try reader.read(into: &failed)
                case "completionTime": try reader.read(into: &completionTime)
                case "conditions": try reader.read(into: &conditions)
                default: try reader.skipValue(of: key)
                }
            }
        }
    }
}
