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
        try checkLife(of: object)
        var object = try read(object)
        var metadata = object.metadata
        for field in ["deletionTimestamp", "deletionGracePeriodSeconds", "selfLink"] { metadata[field] = nil }
        try placeInNamespace(&metadata)
        let prefix = metadata.text("generateName")
        if metadata.text("name").isEmpty, !prefix.isEmpty { metadata["name"] = .string(generateName(prefix)) }
        metadata["uid"] = .string(uid)
        metadata["creationTimestamp"] = .string(context.now.formatted(.none))
        metadata["generation"] = resource.strategy.countsGenerations ? 1 : nil
        object["metadata"] = .object(metadata)
        if resource.subresources.hasStatus, context.part != .whole { resetStatus(of: &object) }
        try context.admission?(object, nil)
        resource.strategy.prepare(&object, replacing: nil)
        recordOwners(of: &object, replacing: nil)
        try validate(object, replacing: nil)
        return object
    }

    /// The object as it will be stored in place of an old state, or why it will not.
    package mutating func update(to object: JSONObject, from old: JSONObject) throws(APIFailure) -> JSONObject {
        let name = old.metadata.text("name")
        var object = try read(object)
        var metadata = object.metadata
        try placeInNamespace(&metadata)
        try context.admission?(object, old)
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
    /// The status is not for whoever creates an object.
    private func resetStatus(of object: inout JSONObject) {
        object["status"] = nil
        guard resource.isBuiltIn, let schema = resource.schema else { return }
        var value = JSONValue.object(object)
        schema.applyDefaults(to: &value)
        if let reset = value.object { object = reset }
    }

    private func placeInNamespace(_ metadata: inout JSONObject) throws(APIFailure) {
        let namespace = metadata.text("namespace")
        // An object of the cluster may say one, which does not count.
        guard context.namespace.isEmpty || namespace.isEmpty || namespace == context.namespace else {
            throw APIFailure.otherNamespace
        }
        metadata["namespace"] = context.namespace.isEmpty ? nil : .string(context.namespace)
    }

    /// Objects of a definition that is being deleted are deleted, and none are made.
    private func checkLife(of object: JSONObject) throws(APIFailure) {
        guard resource.isTerminating else { return }
        let reason = "create not allowed while custom resource definition is terminating"
        throw APIFailure.forbidden(resource.id, object.metadata.text("name"), reason)
    }

    /// The object as one of the resource, unless it has been read before.
    private mutating func read(_ object: JSONObject) throws(APIFailure) -> JSONObject {
        guard !context.isRead else { return object }
        var reading = ObjectReading(context)
        let read = try reading.read(object)
        warnings += reading.warnings
        return read
    }

    private mutating func validate(_ object: JSONObject, replacing old: JSONObject?) throws(APIFailure) {
        let metadata = object.metadata
        var errors = metadataErrors(metadata, replacing: old?.metadata)
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
                // A view is an object of the kind that is stored.
                group: resource.storedID.group,
                name: name,
                errors
            )
            failure.warnings = warnings
            throw failure
        }
        warnings += resource.strategy.warnings(about: object, replacing: old)
    }

    /// A change is looked at by what all resources share and by the kind itself, so that most of what is wrong with it
    /// has two causes (apiserver, `pkg/registry/rest/update.go`).
    private func metadataErrors(_ metadata: JSONObject, replacing old: JSONObject?) -> [FieldError] {
        let common = MetadataErrors.inObject(
            metadata,
            isNamespaced: resource.isNamespaced,
            nameErrors: resource.strategy.nameErrors
        )
        let change = old.map { MetadataErrors.inUpdate(metadata, from: $0) } ?? []
        let isPlain = !resource.isBuiltIn || resource.id.group == "apiextensions.k8s.io"
        if isPlain { return common + change + change }
        let finalizers = MetadataErrors.unqualifiedFinalizers(
            metadata.strings("finalizers"),
            at: .root.child("metadata", "finalizers")
        )
        return common + change + change + finalizers
    }

    private func checkVersion(_ metadata: JSONObject, old: JSONObject, name: String) throws(APIFailure) {
        let uid = metadata.text("uid")
        let present = old.metadata
        guard uid.isEmpty || uid == present.text("uid") else {
            guard context.origin == .body, owners == .tracked else {
                let error = FieldError.invalid(
                    .root.child("metadata", "uid"),
                    .string(uid),
                    "field is immutable"
                )
                // Found by what all resources share, and by the kind itself.
                let errors = [error, error]
                throw APIFailure.invalid(kind: resource.names.kind, group: resource.id.group, name: name, errors)
            }
            throw APIFailure.uidMismatch(resource, StorageKey(namespace: context.namespace, name: name), uid, present)
        }
        let version = metadata.text("resourceVersion")
        guard version.isEmpty || UInt64(version) != nil else {
            let complaint = "strconv.ParseUint: parsing \(version.quotedAsInGo): invalid syntax"
            throw APIFailure.unforeseen(complaint)
        }
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
        // A write without a resource version is one of the present version: it may change nothing.
        for field in ["uid", "resourceVersion", "creationTimestamp", "generation", "selfLink"] {
            metadata[field] = old[field]
        }
        // Whoever says that an object is being deleted is told that this is not how it is done.
        if metadata.text("deletionTimestamp").isEmpty { metadata["deletionTimestamp"] = old["deletionTimestamp"] }
        metadata["deletionGracePeriodSeconds"] = old["deletionGracePeriodSeconds"]
    }

    private func keepOtherParts(_ object: inout JSONObject, from old: JSONObject) {
        switch context.part {
        case .whole, .scale: return
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
        let countsAnnotations = resource.strategy.countsAnnotations && context.part != .status
        let hasNewAnnotations =
            countsAnnotations && object.metadata.texts("annotations") != old.metadata.texts("annotations")
        guard hasNewAnnotations || new != previous else { return }
        let generation = old.metadata["generation"]?.int ?? 0
        object.metadata["generation"] = .number(JSONNumber(generation + 1))
    }
}
