// SPDX-License-Identifier: Apache-2.0

internal import Basics
package import JSONKit
internal import KubeCore
internal import KubeMerge
internal import KubeSchema

/// What every object goes through before it is stored: a pure function of the object, its old state and the context.
package struct ObjectRules: Sendable {
    /// Where the record of who owns which field comes from.
    package enum Owners: Sendable {
        /// From this write: its manager owns what it changes.
        case tracked
        /// From server-side apply, which has made the object.
        case given
    }

    private let context: WriteContext
    private let owners: Owners
    /// What the client is told although the write succeeds.
    package private(set) var warnings: [String] = []

    package init(_ context: WriteContext, owners: Owners = .tracked) {
        self.context = context
        self.owners = owners
    }

    private var resource: ServedResource { context.resource }

    /// The object as it will be stored, or why it will not.
    package mutating func creation(
        of object: JSONObject,
        uid: String,
        generateName: (String) -> String
    ) throws(APIFailure) -> JSONObject {
        try checkType(of: object)
        try checkLife(of: object)
        var object = object
        var metadata = object.metadata
        guard metadata.text("resourceVersion").isEmpty else {
            throw APIFailure.badRequest("resourceVersion should not be set on objects to be created")
        }
        for field in ["deletionTimestamp", "deletionGracePeriodSeconds", "selfLink"] { metadata[field] = nil }
        try placeInNamespace(&metadata)
        let prefix = metadata.text("generateName")
        if metadata.text("name").isEmpty, !prefix.isEmpty { metadata["name"] = .string(generateName(prefix)) }
        metadata["uid"] = .string(uid)
        metadata["creationTimestamp"] = .string(context.now.formatted(.none))
        metadata["generation"] = resource.strategy.countsGenerations ? 1 : nil
        object["metadata"] = .object(metadata)
        if resource.subresources.hasStatus, context.part != .whole { object["status"] = nil }
        try shape(&object)
        resource.strategy.prepare(&object, replacing: nil)
        recordOwners(of: &object, replacing: nil)
        try validate(object, replacing: nil)
        return object
    }

    /// The object as it will be stored in place of an old state, or why it will not.
    package mutating func update(to object: JSONObject, from old: JSONObject) throws(APIFailure) -> JSONObject {
        try checkType(of: object)
        let name = old.metadata.text("name")
        var object = object
        try shape(&object)
        var metadata = object.metadata
        try placeInNamespace(&metadata)
        try checkVersion(metadata, old: old, name: name)
        restoreSystemFields(&metadata, from: old.metadata)
        object["metadata"] = .object(metadata)
        keepOtherParts(&object, from: old)
        if context.part != .finalizers { resource.strategy.prepare(&object, replacing: old) }
        recordOwners(of: &object, replacing: old)
        countGeneration(&object, from: old)
        try validate(object, replacing: old)
        return object
    }
}

extension ObjectRules {
    /// Whether the object can be one of this resource at all.
    private func checkType(of object: JSONObject) throws(APIFailure) {
        try checkKind(of: object)
        // Custom resources have no type of their own, but their metadata has.
        guard !resource.isBuiltIn, let mismatch = TypeMismatch(inMetadataOf: object) else { return }
        throw unreadable("\(mismatch)")
    }

    private func checkKind(of object: JSONObject) throws(APIFailure) {
        let (apiVersion, kind) = (object.text("apiVersion"), object.text("kind"))
        guard apiVersion == resource.apiVersion else {
            throw APIFailure.badRequest(
                "the API version in the data (\(apiVersion)) does not match the expected API version "
                    + "(\(resource.apiVersion))"
            )
        }
        guard kind == resource.names.kind else {
            if !resource.isBuiltIn {
                let error = FieldError.invalid(.root.child("kind"), .string(kind), "must be \(resource.names.kind)")
                let name = object.metadata.text("name")
                throw APIFailure.invalid(kind: kind, group: resource.id.group, name: name, [error])
            }
            throw APIFailure.badRequest(
                "the kind in the data (\(kind)) does not match the expected kind (\(resource.names.kind))"
            )
        }
    }

    private func placeInNamespace(_ metadata: inout JSONObject) throws(APIFailure) {
        let namespace = metadata.text("namespace")
        guard namespace.isEmpty || namespace == context.namespace else {
            throw APIFailure.badRequest(
                "the namespace of the provided object does not match the namespace sent on the request"
            )
        }
        metadata["namespace"] = context.namespace.isEmpty ? nil : .string(context.namespace)
    }

    /// Objects of a definition that is being deleted are deleted, and none are made.
    private func checkLife(of object: JSONObject) throws(APIFailure) {
        guard resource.isTerminating else { return }
        let reason = "create not allowed while custom resource definition is terminating"
        throw APIFailure.forbidden(resource.id, object.metadata.text("name"), reason)
    }

    /// Prunes, defaults, and says what was unknown, as the client wishes.
    private mutating func shape(_ object: inout JSONObject) throws(APIFailure) {
        if resource.isBuiltIn, let mismatch = resource.typeMismatch(in: object) { throw unreadable("\(mismatch)") }
        guard let schema = resource.schema else { return }
        let unknownInside = resource.strategy.unknownFields(removedFrom: &object)
        var value = JSONValue.object(object)
        let unknown = (schema.prune(&value, metadata: Self.metadata) + unknownInside).map { "unknown field \"\($0)\"" }
        switch context.fieldValidation {
        case .ignore: break
        case .warn: warnings += unknown
        case .strict:
            guard unknown.isEmpty else {
                throw unreadable("strict decoding error: \(unknown.joined(separator: ", "))")
            }
        }
        schema.dropForbiddenNulls(from: &value)
        if schema.hasEmbeddedResources, let mismatch = EmbeddedResourceErrors.mismatch(in: value, schema) {
            throw unreadable("\(mismatch)")
        }
        schema.applyDefaults(to: &value)
        if let shaped = value.object { object = shaped }
    }

    /// A body that is no object of this kind.
    private func unreadable(_ reason: String) -> APIFailure {
        let kind = resource.names.kind
        return .badRequest("\(kind) in version \"\(resource.version)\" cannot be handled as a \(kind): \(reason)")
    }

    private static let metadata = TypeTable.metaV1.schemas["ObjectMeta"]

    private mutating func validate(_ object: JSONObject, replacing old: JSONObject?) throws(APIFailure) {
        let metadata = object.metadata
        var errors = MetadataErrors.inObject(
            metadata,
            isNamespaced: resource.isNamespaced,
            nameErrors: resource.strategy.nameErrors
        )
        if let old { errors += MetadataErrors.inUpdate(metadata, from: old.metadata) }
        // Kubernetes checks its own kinds with code, and in other words than a schema would.
        if !resource.isBuiltIn {
            var check = CustomObjectCheck(resource, isStatus: context.part == .status)
            check.check(object, replacing: old, besides: errors)
            errors = check.errors
            warnings += check.warnings
        }
        errors += resource.strategy.errors(in: object, replacing: old)
        guard errors.isEmpty else {
            let name = metadata.text("name")
            var failure = APIFailure.invalid(
                kind: resource.names.kind,
                group: resource.id.group,
                name: name,
                errors
            )
            failure.warnings = warnings
            throw failure
        }
        warnings += resource.strategy.warnings(about: object, replacing: old)
    }

    private func checkVersion(_ metadata: JSONObject, old: JSONObject, name: String) throws(APIFailure) {
        let uid = metadata.text("uid")
        let present = old.metadata
        guard uid.isEmpty || uid == present.text("uid") else {
            throw APIFailure.conflict(
                resource.id,
                name,
                "StorageError: invalid object, Code: 4, Key: \(name), ResourceVersion: 0, AdditionalErrorMsg: "
                    + "Precondition failed: UID in precondition: \(uid), UID in object meta: \(present.text("uid"))"
            )
        }
        let version = metadata.text("resourceVersion")
        if version.isEmpty || version == "0" {
            guard !resource.strategy.allowsUnconditionalUpdate else { return }
            let error = FieldError.invalid(
                .root.child("metadata", "resourceVersion"),
                0,
                "must be specified for an update"
            )
            throw APIFailure.invalid(kind: resource.id.plural, group: resource.id.group, name: name, [error])
        }
        guard version == present.text("resourceVersion") else { throw APIFailure.modified(resource.id, name) }
    }

    /// What clients send of these fields does not count.
    private func restoreSystemFields(_ metadata: inout JSONObject, from old: JSONObject) {
        for field in ["uid", "creationTimestamp", "generation", "selfLink"] { metadata[field] = old[field] }
        if let deletion = old["deletionTimestamp"] {
            metadata["deletionTimestamp"] = deletion
            metadata["deletionGracePeriodSeconds"] = old["deletionGracePeriodSeconds"]
        } else {
            metadata["deletionTimestamp"] = nil
            metadata["deletionGracePeriodSeconds"] = nil
        }
    }

    private func keepOtherParts(_ object: inout JSONObject, from old: JSONObject) {
        switch context.part {
        case .whole: return
        case .finalizers:
            let finalizers = object["spec"]?["finalizers"]
            object = old
            object.set(finalizers ?? [], at: ["spec", "finalizers"])
        case .main:
            if resource.subresources.hasStatus { object["status"] = old["status"] }
        case .status:
            let status = object["status"]
            let managedFields = object.metadata["managedFields"]
            object = old
            object["status"] = status
            object.metadata["managedFields"] = managedFields
        }
    }

    private func recordOwners(of object: inout JSONObject, replacing old: JSONObject?) {
        var value = JSONValue.object(object)
        if owners == .tracked {
            let live = old.map { JSONValue.object($0) }
            value = context.ownership.update(live, to: value, by: context.manager, at: context.now)
        }
        if let old { value = ManagedFields.revertingIdleTimes(of: value, to: .object(old)) }
        if let recorded = value.object { object = recorded }
    }

    /// The generation counts every change but those of the metadata and of the status.
    private func countGeneration(_ object: inout JSONObject, from old: JSONObject) {
        guard resource.strategy.countsGenerations else { return }
        let silent = resource.subresources.hasStatus ? ["metadata", "status"] : ["metadata"]
        var (new, previous) = (object, old)
        for field in silent {
            new[field] = nil
            previous[field] = nil
        }
        guard new != previous else { return }
        let generation = old.metadata["generation"]?.int ?? 0
        object.metadata["generation"] = .number(JSONNumber(generation + 1))
    }
}
