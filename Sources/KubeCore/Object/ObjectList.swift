// SPDX-License-Identifier: Apache-2.0

package import JSONKit

/// A list of objects, or one page of it.
package struct ObjectList<Item: KubeObject>: Sendable {
    package var metadata: ListMeta
    package var items: [Item]

    /// A list with these objects.
    package init(metadata: ListMeta = ListMeta(), items: [Item] = []) {
        self.metadata = metadata
        self.items = items
    }
}

extension ObjectList: JSONDecodable {
    /// Reads a list; an error when the document is none, because an empty list would read as "all are deleted".
    @inlinable
    package init(from reader: inout JSONReader) throws(JSONError) {
        self.init()
        var isList = false
        try reader.beginObject()
        while let key = try reader.nextKey() {
            switch key {
            case "apiVersion": try reader.skipValue()
            case "kind": try reader.checkListKind()
            case "metadata": try reader.read(into: &metadata)
            case "items":
                isList = true
                try reader.read(into: &items)
            default: try reader.skipValue(of: key)
            }
        }
        guard isList else { throw reader.invalidValue("a list has the field \"items\", and this object has not") }
    }
}

extension JSONReader {
    /// Reads the kind of a list, an error when it does not end in `List`.
    package mutating func checkListKind() throws(JSONError) {
        let kind = try readString()
        guard kind.hasSuffix("List") else { throw invalidValue("an object of kind \(kind) is no list") }
    }
}
