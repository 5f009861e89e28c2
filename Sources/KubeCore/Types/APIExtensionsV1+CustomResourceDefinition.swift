// SPDX-License-Identifier: Apache-2.0

package import JSONKit

/// The kinds of the group `apiextensions.k8s.io`, `v1`.
package enum APIExtensionsV1 {
    /// A kind that the cluster was taught; what is read says whether it is served.
    package struct CustomResourceDefinition: Resource {
        package static let resourceType = ResourceType(
            .apiExtensions,
            kind: "CustomResourceDefinition",
            plural: "customresourcedefinitions",
            scope: .cluster
        )

        package var metadata = ObjectMeta()
        /// Whether it is served.
        package var conditions: [Condition] = []
        /// The versions in which objects may still be stored.
        package var storedVersions: [String] = []

        package init() {}

        /// Whether the resource is served.
        package var isEstablished: Bool { conditions.isTrue("Established") }

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
                case "conditions": try reader.read(into: &conditions)
                case "storedVersions": try reader.read(into: &storedVersions)
                default: try reader.skipValue(of: key)
                }
            }
        }
    }
}
