// SPDX-License-Identifier: Apache-2.0

package import JSONKit

/// An object of any kind, as events and other objects point to it.
package struct ObjectReference: Sendable, Hashable {
    package var apiVersion = ""
    package var kind = ""
    package var namespace: String?
    package var name = ""
    package var uid = ""
    package var resourceVersion: ResourceVersion?
    package var fieldPath: String?

    /// A reference of which nothing has been read.
    package init() {}

    /// A reference to an object of a known type, in the state in which it was read.
    package init(_ type: ResourceType, _ metadata: ObjectMeta) {
        apiVersion = type.groupVersion.apiVersion
        kind = type.kind
        namespace = metadata.namespace
        name = metadata.name
        uid = metadata.uid
        resourceVersion = metadata.resourceVersion
    }
}

extension ObjectReference: JSONDecodable {
    package init(from reader: inout JSONReader) throws(JSONError) {
        try reader.beginObject()
        while let key = try reader.nextKey() {
            switch key {
            case "apiVersion": try reader.read(into: &apiVersion)
            case "kind": try reader.read(into: &kind)
            case "namespace": try reader.read(into: &namespace)
            case "name": try reader.read(into: &name)
            case "uid": try reader.read(into: &uid)
            case "resourceVersion": try reader.read(into: &resourceVersion)
            case "fieldPath": try reader.read(into: &fieldPath)
            default: try reader.skipValue(of: key)
            }
        }
    }
}

extension ObjectReference: JSONEncodable {
    package func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.field("apiVersion", apiVersion)
            writer.field("kind", kind)
            writer.field("namespace", namespace)
            writer.field("name", name)
            if !uid.isEmpty { writer.field("uid", uid) }
            writer.field("resourceVersion", resourceVersion)
            writer.field("fieldPath", fieldPath)
        }
    }
}
