// SPDX-License-Identifier: Apache-2.0

internal import Basics
internal import JSONKit
internal import KubeCore

/// What an API server keeps, in a few lines: objects with their histories, and one version for all of them.
///
/// It shares nothing with `KubeServer`, so that a mistake would have to be made twice to go unnoticed.
package struct ModelStore: Sendable {
    package private(set) var shelves: [String: ModelShelf] = [:]
    /// The version of the last write; it begins where another digit is near.
    package private(set) var version = 90
    /// Versions up to this one are forgotten, as far as watches and lists are concerned.
    package private(set) var compacted = 0
    private var lastUID = 0
    /// What each manager applied last, so that what it leaves out is taken away.
    private var intents: [String: JSONObject] = [:]

    init(_ resources: [ModelResource]) {
        for resource in resources { shelves[resource.type.plural] = ModelShelf(resource) }
    }

    mutating func compact(upTo version: Int) {
        compacted = max(compacted, min(version, self.version))
    }

    func shelf(_ plural: String) throws(ModelRefusal) -> ModelShelf {
        guard let shelf = shelves[plural] else {
            throw ModelRefusal(code: 404, reason: "NotFound", message: "the server does not serve \(plural)")
        }
        return shelf
    }

    func object(_ plural: String, _ key: ObjectKey) throws(ModelRefusal) -> ModelObject {
        guard let object = try shelf(plural).objects[key] else { throw .notFound(key.name) }
        return object
    }

    // Writing

    mutating func create(
        _ plural: String,
        _ namespace: String?,
        _ body: JSONObject,
        at time: Timestamp
    ) throws(ModelRefusal) -> ModelObject {
        let shelf = try shelf(plural)
        let name = body["metadata"]?["name"]?.string ?? "\(body["metadata"]?["generateName"]?.string ?? "")\(version)"
        let key = ObjectKey(namespace: namespace, name: name)
        guard shelf.objects[key] == nil else {
            throw ModelRefusal(code: 409, reason: "AlreadyExists", message: "\"\(name)\" already exists")
        }
        lastUID += 1
        var fields = body
        fields["apiVersion"] = .string(shelf.resource.type.groupVersion.apiVersion)
        fields["kind"] = .string(shelf.resource.type.kind)
        if shelf.resource.hasStatus { fields["status"] = nil }
        fields.setMetadata("name", .string(name))
        fields.setMetadata("namespace", namespace.map(JSONValue.string))
        fields.setMetadata("uid", .string("uid-\(lastUID)"))
        fields.setMetadata("creationTimestamp", .string("\(time)"))
        fields.setMetadata("deletionTimestamp", nil)
        fields.setMetadata("generation", shelf.resource.hasStatus ? 1 : nil)
        return put(plural, key, fields)
    }

    /// Replaces what may be replaced of an object; what does not change anything is no write.
    mutating func update(
        _ plural: String,
        _ old: ModelObject,
        _ body: JSONObject,
        subresource: String?
    ) throws(ModelRefusal) -> ModelObject {
        if let expected = body["metadata"]?["resourceVersion"]?.string, expected != "\(old.version)" {
            throw .conflict("the object has been modified; please apply your changes to the latest version")
        }
        if let uid = body["metadata"]?["uid"]?.string, uid != old.uid {
            throw .conflict("the UID in the precondition (\(uid)) does not match the one of the object (\(old.uid))")
        }
        let resource = try shelf(plural).resource
        var fields = merged(old, body, resource, subresource)
        if resource.hasStatus, subresource == nil, fields.wish != old.fields.wish {
            fields.setMetadata("generation", .number(JSONNumber(old.generation + 1)))
        }
        fields.setMetadata("resourceVersion", .string("\(old.version)"))
        guard fields != old.fields else { return old }
        if old.isBeingDeleted, fields.finalizers.isEmpty { return remove(plural, old) }
        return put(plural, old.key, fields)
    }

    private func merged(
        _ old: ModelObject,
        _ body: JSONObject,
        _ resource: ModelResource,
        _ subresource: String?
    ) -> JSONObject {
        guard subresource == nil else {
            var fields = old.fields
            fields["status"] = body["status"]
            return fields
        }
        var fields = body
        fields["apiVersion"] = old.fields["apiVersion"]
        fields["kind"] = old.fields["kind"]
        if resource.hasStatus { fields["status"] = old.fields["status"] }
        fields.copyMetadata(
            ["name", "namespace", "uid", "creationTimestamp", "deletionTimestamp", "generation"],
            from: old.fields
        )
        return fields
    }

    /// What a manager wants of an object: merged into it, and what it does not want any more is taken out.
    mutating func apply(
        _ plural: String,
        _ key: ObjectKey,
        _ intent: JSONObject,
        manager: String,
        subresource: String?,
        at time: Timestamp
    ) throws(ModelRefusal) -> ModelObject {
        let old = try shelf(plural).objects[key]
        guard old != nil || subresource == nil else { throw .notFound(key.name) }
        if old == nil, let uid = intent["metadata"]?["uid"]?.string {
            throw .conflict("the object with the UID \(uid) is gone")
        }
        let place = "\(plural)/\(key)/\(subresource ?? "")/\(manager)"
        let previous = old.flatMap { old in intents[place].flatMap { $0["uid"]?.string == old.uid ? $0["intent"] : nil }
        }
        let object: ModelObject
        if let old {
            var fields = JSONValue.object(old.fields)
            fields.take(previous ?? [:], withoutWhatIsIn: .object(intent))
            fields.merge(.object(intent))
            object = try update(plural, old, fields.object ?? [:], subresource: subresource)
        } else {
            object = try create(plural, key.namespace, intent, at: time)
        }
        intents[place] = ["uid": .string(object.uid), "intent": .object(intent)]
        return object
    }

    mutating func delete(
        _ plural: String,
        _ key: ObjectKey,
        _ options: JSONObject?,
        at time: Timestamp
    ) throws(ModelRefusal) -> ModelObject {
        let old = try object(plural, key)
        let preconditions = options?["preconditions"]
        if let uid = preconditions?["uid"]?.string, uid != old.uid { throw .conflict("the UID is another") }
        if let version = preconditions?["resourceVersion"]?.string, version != "\(old.version)" {
            throw .conflict("the resourceVersion is another")
        }
        guard !old.finalizers.isEmpty else { return remove(plural, old) }
        guard !old.isBeingDeleted else { return old }
        var fields = old.fields
        fields.setMetadata("deletionTimestamp", .string("\(time)"))
        if old.generation > 0 { fields.setMetadata("generation", .number(JSONNumber(old.generation + 1))) }
        return put(plural, key, fields)
    }

    private mutating func put(_ plural: String, _ key: ObjectKey, _ fields: JSONObject) -> ModelObject {
        version += 1
        let object = ModelObject(key, fields, version: version)
        _ = shelves[plural]?.put(object)
        return object
    }

    private mutating func remove(_ plural: String, _ object: ModelObject) -> ModelObject {
        version += 1
        return shelves[plural]?.remove(object, version: version).shown ?? object
    }
}

extension ModelStore {
    /// Something whose owners are all gone, the first one there is.
    func orphan() -> (plural: String, key: ObjectKey)? {
        let uids = Set(shelves.values.flatMap { $0.objects.values.map(\.uid) })
        for (plural, shelf) in shelves.sorted(by: { $0.key < $1.key }) {
            for object in shelf.objects.inOrder where !object.isBeingDeleted {
                let owners = object.ownerUIDs
                if !owners.isEmpty, !owners.contains(where: uids.contains) { return (plural, object.key) }
            }
        }
        return nil
    }
}

extension JSONObject {
    /// What somebody wants of the object: all but metadata and status.
    fileprivate var wish: JSONObject {
        var wish = self
        wish["metadata"] = nil
        wish["status"] = nil
        return wish
    }
}

extension JSONValue {
    /// Removes the fields of an intent that another intent does not have.
    fileprivate mutating func take(_ old: JSONValue, withoutWhatIsIn new: JSONValue) {
        guard let members = old.object else { return }
        for (name, value) in members {
            if let kept = new[name] {
                self[name]?.take(value, withoutWhatIsIn: kept)
            } else if self[name] != nil {
                self[name] = nil
            }
        }
    }
}
