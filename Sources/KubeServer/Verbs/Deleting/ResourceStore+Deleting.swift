// SPDX-License-Identifier: Apache-2.0

package import Basics
internal import JSONKit
internal import KubeCore

extension ResourceStore {
    /// What became of an object that was to be deleted.
    package struct Deletion: Sendable {
        /// Its last state, or the one in which it waits.
        package var object: StoredObject
        /// Whether it is gone, and does not only wait for others.
        package var isGone: Bool
        /// Whether the client gets the object, and not a `Status` about it.
        package var isAnsweredWithObject: Bool
    }

    /// Deletes an object, or marks it when it or others have something to do first.
    ///
    /// What `check` throws about its present state keeps it.
    package func delete(
        _ resource: ServedResource,
        _ key: StorageKey,
        _ request: DeleteRequest,
        now: Timestamp,
        unless check: (StoredObject) throws(APIFailure) -> Void = { _ in }
    ) throws(APIFailure) -> Deletion {
        var step = DeletionRules.Step.wait
        var preview: StoredObject?
        let rules = DeletionRules(resource.strategy, request, now: now)
        let decide = { (previous: StoredObject?) throws(APIFailure) -> Decision in
            guard let previous else { throw APIFailure.notFound(resource.id, key.name) }
            try request.check(previous, resource)
            try check(previous)
            try resource.checkMortality(of: key)
            let old = try Self.tree(of: previous, resource)
            step = rules.step(for: old)
            switch step {
            case .wait: return .keep
            case .remove: return request.isDryRun ? .keep : .delete { Self.stored(old, key, resource, $0) }
            case .mark(let new), .markAndRemove(let new):
                preview = Self.stored(new, key, resource, previous.resourceVersion)
                return request.isDryRun || new == old ? .keep : .put { Self.stored(new, key, resource, $0) }
            }
        }
        guard var object = try storage.update(resource.storedID, key, decide) else {
            throw APIFailure.notFound(resource.id, key.name)
        }
        if request.isDryRun { object = preview ?? object }
        let answersWithObject = resource.strategy.deletion.answersWithObject
        switch step {
        case .wait: return Deletion(object: object, isGone: false, isAnsweredWithObject: answersWithObject)
        case .mark: return Deletion(object: object, isGone: false, isAnsweredWithObject: true)
        case .remove: return Deletion(object: object, isGone: true, isAnsweredWithObject: answersWithObject)
        case .markAndRemove:
            if !request.isDryRun { object = try remove(object, resource) }
            return Deletion(object: object, isGone: true, isAnsweredWithObject: answersWithObject)
        }
    }

    /// Removes an object that has been marked, whatever others have made of it since.
    private func remove(_ marked: StoredObject, _ resource: ServedResource) throws(APIFailure) -> StoredObject {
        let decide = { (previous: StoredObject?) throws(APIFailure) -> Decision in
            guard let previous, previous.uid == marked.uid else { return .keep }
            let last = try Self.tree(of: previous, resource)
            return .delete { Self.stored(last, marked.key, resource, $0) }
        }
        let removed = try storage.update(resource.storedID, marked.key, decide)
        return removed.flatMap { $0.uid == marked.uid ? $0 : nil } ?? marked
    }
}

extension ServedResource {
    /// Some namespaces live as long as the cluster (apiserver, `admission/plugin/namespace/lifecycle`).
    fileprivate func checkMortality(of key: StorageKey) throws(APIFailure) {
        guard strategy.deletion.immortals.contains(key.name) else { return }
        throw APIFailure.forbidden(id, key.name, "this \(names.singular) may not be deleted")
    }
}

extension DeleteRequest {
    /// Whether the object is the one that the client means.
    fileprivate func check(_ object: StoredObject, _ resource: ServedResource) throws(APIFailure) {
        if let uid, uid != object.uid {
            throw conflict(
                object,
                resource,
                "the UID in the precondition (\(uid)) does not match the UID in record (\(object.uid)). The object might "
                    + "have been deleted and then recreated",
                "Precondition failed: UID in precondition: \(uid), UID in object meta: \(object.uid)"
            )
        }
        if let resourceVersion, resourceVersion != "\(object.resourceVersion)" {
            throw conflict(
                object,
                resource,
                "the ResourceVersion in the precondition (\(resourceVersion)) does not match the ResourceVersion in record "
                    + "(\(object.resourceVersion)). The object might have been modified",
                "Precondition failed: ResourceVersion in precondition: \(resourceVersion), ResourceVersion in object "
                    + "meta: \(object.resourceVersion)"
            )
        }
    }

    /// Most kinds are named by their kind here; the two that are deleted in steps have words of their own.
    private func conflict(
        _ object: StoredObject,
        _ resource: ServedResource,
        _ reason: String,
        _ reasonInSteps: String
    ) -> APIFailure {
        if ["Namespace", "CustomResourceDefinition"].contains(resource.names.kind), resource.isBuiltIn {
            return .conflict(resource.id, object.key.name, reasonInSteps)
        }
        let named = ResourceID(group: resource.id.group, plural: resource.names.kind)
        return .conflict(named, object.key.name, reason)
    }
}
