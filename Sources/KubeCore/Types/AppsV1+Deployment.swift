// SPDX-License-Identifier: Apache-2.0

package import JSONKit

/// The kinds of the group `apps`, `v1`.
package enum AppsV1 {
    /// Pods of one template, replaced step by step when it changes.
    package struct Deployment: Resource {
        package static let resourceType = ResourceType(.apps, kind: "Deployment", plural: "deployments")

        package var metadata = ObjectMeta()
        /// How many pods there should be.
        package var replicas = 1
        package var observedGeneration: Int?
        package var updatedReplicas = 0
        package var readyReplicas = 0
        package var availableReplicas = 0
        package var conditions: [Condition] = []

        package init() {}

        /// Whether the present template runs in as many pods as there should be.
        package var isRolledOut: Bool {
            (observedGeneration ?? 0) >= (metadata.generation ?? 0) && updatedReplicas >= replicas
                && availableReplicas >= replicas
        }

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
                case "replicas": try reader.read(into: &replicas)
                default: try reader.skipValue(of: key)
                }
            }
        }

        private mutating func readStatus(from reader: inout JSONReader) throws(JSONError) {
            guard try !reader.readNullIfPresent() else { return }
            try reader.beginObject()
            while let key = try reader.nextKey() {
                switch key {
                case "observedGeneration": try reader.read(into: &observedGeneration)
                case "updatedReplicas": try reader.read(into: &updatedReplicas)
                case "readyReplicas": try reader.read(into: &readyReplicas)
                case "availableReplicas": try reader.read(into: &availableReplicas)
                case "conditions": try reader.read(into: &conditions)
                default: try reader.skipValue(of: key)
                }
            }
        }
    }
}
