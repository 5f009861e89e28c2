// SPDX-License-Identifier: Apache-2.0

package import JSONKit

/// An owner of an object: when the last owner is gone, the garbage collector deletes the object.
package struct OwnerReference: Sendable, Hashable {
    package var apiVersion = ""
    package var kind = ""
    package var name = ""
    package var uid = ""
    /// Whether the owner answers for the object.
    package var isController = false
    /// Whether the owner waits for the object when it is deleted in the foreground.
    package var blocksOwnerDeletion = false

    /// A reference of which nothing has been read.
    package init() {}

    /// A reference to an object that answers for what it owns.
    package init(controller type: ResourceType, _ metadata: ObjectMeta) {
        apiVersion = type.groupVersion.apiVersion
        kind = type.kind
        name = metadata.name
        uid = metadata.uid
        isController = true
        blocksOwnerDeletion = true
    }

    /// The owner's kind whatever its version, which is how owners are found: the same object is served in several.
    package var groupKind: GroupKind {
        let group = apiVersion.firstIndex(of: "/").map { String(apiVersion[..<$0]) }
        return GroupKind(group: group ?? "", kind: kind)
    }
}

extension OwnerReference: JSONDecodable {
    package init(from reader: inout JSONReader) throws(JSONError) {
        try reader.beginObject()
        while let key = try reader.nextKey() {
            switch key {
            case "apiVersion": apiVersion = try reader.readSharedString()
            case "kind": kind = try reader.readSharedString()
            case "name": try reader.read(into: &name)
            case "uid": try reader.read(into: &uid)
            case "controller": try reader.read(into: &isController)
            case "blockOwnerDeletion": try reader.read(into: &blocksOwnerDeletion)
            default: try reader.skipValue(of: key)
            }
        }
    }
}

extension OwnerReference: JSONEncodable {
    package func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.field("apiVersion", apiVersion)
            writer.field("kind", kind)
            writer.field("name", name)
            writer.field("uid", uid)
            if isController { writer.field("controller", true) }
            if blocksOwnerDeletion { writer.field("blockOwnerDeletion", true) }
        }
    }
}
