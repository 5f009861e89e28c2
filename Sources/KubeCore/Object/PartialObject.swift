// SPDX-License-Identifier: Apache-2.0

package import JSONKit

/// The metadata of an object of any kind, and nothing else of it.
package struct PartialObject: KubeObject, Hashable {
    package static let representation = ObjectRepresentation.metadata

    package var metadata: ObjectMeta

    /// The metadata of an object.
    package init(metadata: ObjectMeta) {
        self.metadata = metadata
    }

    /// Any kind but those that are no objects: servers that cannot leave the rest out send whole objects.
    package static func accepts(kind: String) -> Bool { kind != "Table" && kind != "Status" }

    package init(from reader: inout JSONReader) throws(JSONError) {
        metadata = ObjectMeta()
        try reader.beginObject()
        while let key = try reader.nextKey() {
            switch key {
            case "kind": try reader.checkKind(of: Self.self)
            case "metadata": try reader.read(into: &metadata)
            default: try reader.skipValue()
            }
        }
    }
}
