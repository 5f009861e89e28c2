// SPDX-License-Identifier: Apache-2.0

package import JSONKit

/// How what a resource shows relates to what is stored of it, where that is not the same.
package protocol StoredForm: Sendable {
    /// A stored object as the resource shows it.
    func show(_ object: StoredObject) -> StoredObject
    /// An object of the resource as it is stored.
    func store(_ object: JSONObject) -> JSONObject
}

extension ServedResource {
    /// A stored object as the resource shows it.
    package func show(_ object: StoredObject) -> StoredObject { form?.show(object) ?? object }
}

extension StoredObject {
    /// The same object with other members.
    func with(_ tree: JSONObject) -> StoredObject {
        StoredObject(
            key: key,
            uid: uid,
            resourceVersion: resourceVersion,
            members: ObjectCodec.members(of: tree, resourceVersion: resourceVersion),
            labels: labels,
            fields: fields
        )
    }
}
