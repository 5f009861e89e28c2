// SPDX-License-Identifier: Apache-2.0

package import JSONKit

/// How many there are and should be: what the subresource `scale` of any resource holds.
package struct Scale: JSONDecodable, Sendable, Hashable {
    package var metadata = ObjectMeta()
    /// How many there should be.
    package var desiredReplicas = 0
    /// How many there are.
    package var replicas = 0
    /// Which pods are counted, as a label selector.
    package var selector = ""

    package init(from reader: inout JSONReader) throws(JSONError) {
        try reader.beginObject()
        while let key = try reader.nextKey() {
            switch key {
            case "metadata": try reader.read(into: &metadata)
            case "spec": try readSpec(from: &reader)
            case "status": try readStatus(from: &reader)
            default: try reader.skipValue()
            }
        }
    }

    private mutating func readSpec(from reader: inout JSONReader) throws(JSONError) {
        guard try !reader.readNullIfPresent() else { return }
        try reader.beginObject()
        while let key = try reader.nextKey() {
            switch key {
            case "replicas": try reader.read(into: &desiredReplicas)
            default: try reader.skipValue(of: key)
            }
        }
    }

    private mutating func readStatus(from reader: inout JSONReader) throws(JSONError) {
        guard try !reader.readNullIfPresent() else { return }
        try reader.beginObject()
        while let key = try reader.nextKey() {
            switch key {
            case "replicas": try reader.read(into: &replicas)
            case "selector": try reader.read(into: &selector)
            default: try reader.skipValue(of: key)
            }
        }
    }
}
