// SPDX-License-Identifier: Apache-2.0

package import JSONKit

extension CoreV1 {
    /// Configuration that anybody may read.
    package struct ConfigMap: Resource {
        package static let resourceType = ResourceType(.core, kind: "ConfigMap", plural: "configmaps")

        package var metadata = ObjectMeta()
        /// Texts, and beside them bytes.
        package var data: [String: String] = [:]
        package var binaryData: [String: [UInt8]] = [:]

        package init() {}

        package mutating func readField(
            _ key: borrowing JSONKey,
            from reader: inout JSONReader
        ) throws(JSONError) {
            switch key {
            case "data": try reader.read(into: &data)
            case "binaryData": binaryData = try reader.readBase64Members()
            default: try reader.skipValue(of: key)
            }
        }
    }
}
