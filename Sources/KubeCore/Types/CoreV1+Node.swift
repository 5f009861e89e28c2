// SPDX-License-Identifier: Apache-2.0

package import JSONKit

extension CoreV1 {
    /// A machine that runs pods.
    package struct Node: Resource {
        package static let resourceType = ResourceType(.core, kind: "Node", plural: "nodes", scope: .cluster)

        package var metadata = ObjectMeta()
        /// Where the cloud has the machine, such as `aws:///eu-west-1a/i-0123`.
        package var providerID = ""
        package var isUnschedulable = false
        /// How much the machine has of what, as quantities.
        package var capacity: [String: String] = [:]
        /// How much of it pods can have, as quantities.
        package var allocatable: [String: String] = [:]
        package var conditions: [Condition] = []

        package init() {}

        /// Whether the machine runs pods.
        package var isReady: Bool { conditions.isTrue("Ready") }

        package mutating func readField(
            _ key: borrowing JSONKey,
            from reader: inout JSONReader
        ) throws(JSONError) {
            switch key {
            case "spec": try readSpec(from: &reader)
            case "status": try readStatus(from: &reader)
            default: try reader.skipValue(of: key)
            }
        }

        private mutating func readSpec(from reader: inout JSONReader) throws(JSONError) {
            guard try !reader.readNullIfPresent() else { return }
            try reader.beginObject()
            while let key = try reader.nextKey() {
                switch key {
                case "providerID": try reader.read(into: &providerID)
                case "unschedulable": try reader.read(into: &isUnschedulable)
                default: try reader.skipValue(of: key)
                }
            }
        }

        private mutating func readStatus(from reader: inout JSONReader) throws(JSONError) {
            guard try !reader.readNullIfPresent() else { return }
            try reader.beginObject()
            while let key = try reader.nextKey() {
                switch key {
                case "capacity": try reader.read(into: &capacity)
                case "allocatable": try reader.read(into: &allocatable)
                case "conditions": try reader.read(into: &conditions)
                default: try reader.skipValue(of: key)
                }
            }
        }
    }
}
