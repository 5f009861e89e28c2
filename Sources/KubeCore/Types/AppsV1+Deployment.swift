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
        /// The annotations of the template, of which tools write one to have all pods replaced.
        package var templateAnnotations: [String: String] = [:]
        package var observedGeneration: Int?
        /// How many pods there are, of the present template and of earlier ones.
        package var allReplicas = 0
        package var updatedReplicas = 0
        package var readyReplicas = 0
        package var availableReplicas = 0
        package var conditions: [Condition] = []

        package init() {}

        /// Whether the present template runs in as many pods as there should be, and no other does.
        ///
        /// As long as there are pods of an earlier template, they may be those that are available.
        package var isRolledOut: Bool {
            (observedGeneration ?? 0) >= (metadata.generation ?? 0) && updatedReplicas >= replicas
                && allReplicas <= updatedReplicas && availableReplicas >= replicas
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
                case "template": try readTemplate(from: &reader)
                default: try reader.skipValue(of: key)
                }
            }
        }

        private mutating func readTemplate(from reader: inout JSONReader) throws(JSONError) {
            guard try !reader.readNullIfPresent() else { return }
            try reader.beginObject()
            while let key = try reader.nextKey() {
                switch key {
                case "metadata":
                    var metadata = ObjectMeta()
                    try reader.read(into: &metadata)
                    templateAnnotations = metadata.annotations
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
                case "replicas": try reader.read(into: &allReplicas)
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
