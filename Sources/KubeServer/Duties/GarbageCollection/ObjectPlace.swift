// SPDX-License-Identifier: Apache-2.0

/// One object, and no later one of the same name.
struct ObjectPlace: Hashable, Sendable {
    let resource: ResourceID
    let key: StorageKey
    let uid: String

    init(_ object: StoredObject, of resource: ResourceID) {
        self.resource = resource
        key = object.key
        uid = object.uid
    }

    // The identity alone is enough, and quicker to compare.
    static func == (left: ObjectPlace, right: ObjectPlace) -> Bool { left.uid == right.uid && left.key == right.key }

    func hash(into hasher: inout Hasher) { hasher.combine(uid) }
}

extension Storage {
    /// The object at a place, unless it is gone.
    func object(at place: ObjectPlace) -> StoredObject? {
        object(place.resource, place.key).flatMap { $0.uid == place.uid ? $0 : nil }
    }
}
