// SPDX-License-Identifier: Apache-2.0

package import JSONKit

extension ObjectMeta: JSONDecodable {
    package init(from reader: inout JSONReader) throws(JSONError) {
        self.init()
        try reader.beginObject()
        while let key = try reader.nextKey() {
            switch key {
            case "name": try reader.read(into: &name)
            case "namespace": try readNamespace(from: &reader)
            case "uid": try reader.read(into: &identity)
            case "resourceVersion": try readResourceVersion(from: &reader)
            case "generation": try reader.read(into: &generation)
            case "creationTimestamp": try reader.read(into: &creationTimestamp)
            case "deletionTimestamp": try reader.read(into: &deletionTimestamp)
            case "finalizers": try reader.readShared(into: &finalizers)
            case "ownerReferences": try reader.read(into: &ownerReferences)
            case "labels": try reader.read(into: &labels)
            case "annotations": try reader.read(into: &annotations)
            default: try reader.skipValue()
            }
        }
    }

    private mutating func readNamespace(from reader: inout JSONReader) throws(JSONError) {
        guard try !reader.readNullIfPresent() else { return }
        let text = try reader.readSharedString()
        namespace = text.isEmpty ? nil : text
    }

    private mutating func readResourceVersion(from reader: inout JSONReader) throws(JSONError) {
        var text = ""
        try reader.read(into: &text)
        resourceVersion = text.isEmpty ? nil : ResourceVersion(text)
    }
}
