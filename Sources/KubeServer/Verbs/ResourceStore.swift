// SPDX-License-Identifier: Apache-2.0

internal import Basics
package import JSONKit
internal import KubeCore
package import KubeMerge
internal import KubeSchema

/// The verbs that write objects: the rules of objects, performed on the storage.
package struct ResourceStore: Sendable {
    /// An object that was written, and what the client is to be told besides.
    package struct Outcome: Sendable {
        package var object: StoredObject
        package var warnings: [String] = []
        /// Whether the object did not exist before.
        package var isNew = false
    }

    /// Where objects are.
    package let storage: Storage
    private let makeUID: @Sendable () -> String

    package init(storage: Storage, makeUID: @escaping @Sendable () -> String = ObjectIDs.random) {
        self.storage = storage
        self.makeUID = makeUID
    }

    /// The present state of an object, or a failure.
    package func get(_ resource: ServedResource, _ key: StorageKey) throws(APIFailure) -> StoredObject {
        guard let object = storage.object(resource.storedID, key) else {
            throw APIFailure.notFound(resource.id, key.name)
        }
        return object
    }

    /// Makes a new object; a generated name that is taken is replaced by another one.
    package func create(
        _ object: JSONObject,
        _ context: WriteContext,
        isDryRun: Bool = false
    ) throws(APIFailure) -> Outcome {
        let isNameGenerated = object.metadata.text("name").isEmpty && !object.metadata.text("generateName").isEmpty
        for attempt in 1...8 {
            var rules = ObjectRules(context)
            let created = try rules.creation(of: object, uid: makeUID()) { prefix in
                var random = SystemRandomNumberGenerator()
                return ObjectNames.generate(from: prefix, using: &random)
            }
            let key = StorageKey(namespace: context.namespace, name: created.metadata.text("name"))
            let isTaken = storage.object(context.resource.storedID, key) != nil
            if isTaken, isNameGenerated, attempt < 8 { continue }
            if isDryRun {
                if isTaken { throw APIFailure.alreadyExists(context.resource.id, key.name) }
                let object = Self.stored(created, key, context.resource, 0)
                return Outcome(object: object, warnings: rules.warnings, isNew: true)
            }
            let object = try insert(created, key, context.resource)
            guard let object else { continue }
            return Outcome(object: object, warnings: rules.warnings, isNew: true)
        }
        throw APIFailure.alreadyExists(context.resource.id, object.metadata.text("name"))
    }

    /// Replaces an object by what `change` makes of its present state, as often as others are faster.
    ///
    /// An object whose last finalizer goes while it is being deleted goes with it. One that is not there is a failure,
    /// unless there is something to create in its place.
    package func update(
        _ key: StorageKey,
        _ context: WriteContext,
        isDryRun: Bool = false,
        orCreating missing: JSONObject? = nil,
        _ change: (JSONObject) throws(APIFailure) -> JSONObject
    ) throws(APIFailure) -> Outcome {
        let resource = context.resource
        var outcome: Outcome?
        var isLeaving = false
        let decide = { (previous: StoredObject?) throws(APIFailure) -> Decision in
            guard let previous else {
                guard let missing else { throw APIFailure.notFound(resource.id, key.name) }
                var rules = ObjectRules(context)
                let new = try rules.creation(of: missing, uid: makeUID(), generateName: { $0 })
                let preview = Self.stored(new, key, resource, 0)
                outcome = Outcome(object: preview, warnings: rules.warnings, isNew: true)
                return isDryRun ? .keep : .put { Self.stored(new, key, resource, $0) }
            }
            let old = try Self.tree(of: previous, resource)
            var rules = ObjectRules(context)
            let new = try rules.update(to: change(old), from: old)
            let preview = Self.stored(new, key, resource, previous.resourceVersion)
            outcome = Outcome(object: preview, warnings: rules.warnings)
            if isDryRun || new == old { return .keep }
            isLeaving = DeletionRules.lets(old, go: new, resource.strategy)
            // Watches see it as it was before its last finalizer went, as etcd has it.
            if isLeaving { return .delete { Self.stored(old, key, resource, $0) } }
            return .put { Self.stored(new, key, resource, $0) }
        }
        let object = try storage.update(resource.storedID, key, decide)
        guard var outcome else { throw APIFailure.notFound(resource.id, key.name) }
        if let object, !isDryRun, !isLeaving { outcome.object = object }
        return outcome
    }

    /// Makes an object what an intent says, as far as it says anything; one that is not there is created.
    package func apply(
        _ intent: JSONObject,
        _ key: StorageKey,
        _ context: WriteContext,
        conflicts: ServerSideApply.Conflicts,
        isDryRun: Bool = false,
        checking check: (JSONObject) throws(APIFailure) -> Void = { _ in }
    ) throws(APIFailure) -> Outcome {
        let resource = context.resource
        var outcome: Outcome?
        var isLeaving = false
        let decide = { (previous: StoredObject?) throws(APIFailure) -> Decision in
            let old = try previous.map { previous throws(APIFailure) in try Self.tree(of: previous, resource) }
            let applied = try Self.applied(intent, to: old, context, conflicts)
            try check(applied)
            var rules = ObjectRules(context, owners: .given)
            let new: JSONObject
            if let old {
                new = try rules.update(to: applied, from: old)
            } else {
                let uid = intent.metadata.text("uid")
                guard uid.isEmpty else {
                    let reason =
                        "uid mismatch: the provided object specified uid \(uid), and no existing object was found"
                    throw APIFailure.conflict(resource.id, key.name, reason)
                }
                new = try rules.creation(of: applied, uid: makeUID(), generateName: { $0 })
            }
            let preview = Self.stored(new, key, resource, previous?.resourceVersion ?? 0)
            outcome = Outcome(object: preview, warnings: rules.warnings, isNew: old == nil)
            isLeaving = false
            if isDryRun || new == old { return .keep }
            if let old, DeletionRules.lets(old, go: new, resource.strategy) {
                isLeaving = true
                return .delete { Self.stored(old, key, resource, $0) }
            }
            return .put { Self.stored(new, key, resource, $0) }
        }
        let object = try storage.update(resource.storedID, key, decide)
        guard var outcome else { throw APIFailure.internalError("nothing was applied") }
        if let object, !isDryRun, !isLeaving { outcome.object = object }
        return outcome
    }

    private static func applied(
        _ intent: JSONObject,
        to old: JSONObject?,
        _ context: WriteContext,
        _ conflicts: ServerSideApply.Conflicts
    ) throws(APIFailure) -> JSONObject {
        let live = old.map { JSONValue.object($0) }
        do throws(MergeError) {
            let result = try context.ownership.apply(
                .object(intent),
                to: live,
                by: context.manager,
                conflicts: conflicts,
                at: context.now
            )
            return result.object ?? intent
        } catch {
            throw APIFailure(error)
        }
    }

    private func insert(
        _ object: JSONObject,
        _ key: StorageKey,
        _ resource: ServedResource
    ) throws(APIFailure) -> StoredObject? {
        if let version = UInt64(object.metadata.text("resourceVersion")), version > 0 {
            throw APIFailure.unforeseen("resourceVersion should not be set on objects to be created")
        }
        return try storage.update(resource.storedID, key) { previous throws(APIFailure) in
            guard let previous else { return .put { Self.stored(object, key, resource, $0) } }
            let isGoing = try !Self.tree(of: previous, resource).metadata.text("deletionTimestamp").isEmpty
            throw APIFailure.alreadyExists(resource.id, key.name, isGoing: isGoing)
        }
    }

    /// The tree of a stored object; what is stored was written here, so that it can be read.
    static func tree(of object: StoredObject, _ resource: ServedResource) throws(APIFailure) -> JSONObject {
        do throws(JSONError) {
            let shown = resource.show(object)
            return try ObjectCodec.decode(shown, kind: resource.names.kind, apiVersion: resource.apiVersion)
        } catch {
            throw APIFailure.internalError("\(resource.id) \"\(object.key)\" cannot be read: \(error)")
        }
    }

    /// The form in which an object is stored.
    static func stored(
        _ object: JSONObject,
        _ key: StorageKey,
        _ resource: ServedResource,
        _ resourceVersion: UInt64
    ) -> StoredObject {
        let object = resource.form?.store(object) ?? object
        let metadata = object.metadata
        var fields: [String: String] = [:]
        for (field, path) in resource.selectableFields {
            fields[field] = object.value(at: path)?.asSelectorText ?? resource.selectorTextOfNothing(at: path)
        }
        return StoredObject(
            key: key,
            uid: metadata.text("uid"),
            resourceVersion: resourceVersion,
            members: ObjectCodec.members(of: object, resourceVersion: resourceVersion),
            labels: metadata.texts("labels"),
            fields: fields
        )
    }
}

extension JSONValue {
    /// How a field selector sees a value.
    var asSelectorText: String? {
        switch self {
        case .string(let text): text
        case .bool(let value): "\(value)"
        case .number(let number): "\(number)"
        case .null, .array, .object: nil
        }
    }
}

extension ServedResource {
    /// How a field selector sees a field that is not there: Kubernetes' own kinds have a zero in its place.
    fileprivate func selectorTextOfNothing(at path: [String]) -> String {
        guard isBuiltIn else { return "" }
        return switch path.reduce(schema, { $0?.member($1) })?.type {
        case .boolean: "false"
        case .integer, .number: "0"
        default: ""
        }
    }
}
