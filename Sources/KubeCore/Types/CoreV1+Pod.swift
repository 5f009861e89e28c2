// SPDX-License-Identifier: Apache-2.0

package import JSONKit

extension CoreV1 {
    /// Containers that run together; what is read says where they run and how they are.
    package struct Pod: Resource {
        package static let resourceType = ResourceType(.core, kind: "Pod", plural: "pods")

        package var metadata = ObjectMeta()
        /// Where the pod runs; empty before it does.
        package var nodeName = ""
        package var serviceAccountName = ""
        /// `Pending`, `Running`, `Succeeded`, `Failed` or `Unknown`.
        package var phase = ""
        package var podIP = ""
        package var reason = ""
        package var message = ""
        package var conditions: [Condition] = []

        package init() {}

        /// Whether the pod can take requests.
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
                case "nodeName": try reader.read(into: &nodeName)
                case "serviceAccountName": try reader.read(into: &serviceAccountName)
                default: try reader.skipValue(of: key)
                }
            }
        }

        private mutating func readStatus(from reader: inout JSONReader) throws(JSONError) {
            guard try !reader.readNullIfPresent() else { return }
            try reader.beginObject()
            while let key = try reader.nextKey() {
                switch key {
                case "phase": try reader.read(into: &phase)
                case "podIP": try reader.read(into: &podIP)
                case "reason": try reader.read(into: &reason)
                case "message": try reader.read(into: &message)
                case "conditions": try reader.read(into: &conditions)
                default: try reader.skipValue(of: key)
                }
            }
        }
    }
}
