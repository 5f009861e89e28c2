// SPDX-License-Identifier: Apache-2.0

package import JSONKit

extension CoreV1 {
    /// A space for names.
    package struct Namespace: Resource {
        package static let resourceType = ResourceType(
            .core,
            kind: "Namespace",
            plural: "namespaces",
            scope: .cluster
        )

        package var metadata = ObjectMeta()
        /// `Active`, or `Terminating`: then nothing new can be made in it.
        package var phase = ""

        package init() {}

        package mutating func readField(
            _ key: borrowing JSONKey,
            from reader: inout JSONReader
        ) throws(JSONError) {
            switch key {
            case "status": phase = try reader.readStringMember("phase") ?? ""
            default: try reader.skipValue(of: key)
            }
        }
    }

    /// Whom programs in a cluster act as.
    package struct ServiceAccount: Resource {
        package static let resourceType = ResourceType(.core, kind: "ServiceAccount", plural: "serviceaccounts")

        package var metadata = ObjectMeta()

        package init() {}

        package mutating func readField(
            _ key: borrowing JSONKey,
            from reader: inout JSONReader
        ) throws(JSONError) {
            try reader.skipValue(of: key)
        }
    }
}
