// SPDX-License-Identifier: Apache-2.0

package import Basics
internal import JSONKit
internal import KubeCore

extension ResourceStore {
    /// What became of an object that was to be deleted.
    package enum Deletion: Sendable {
        /// It is gone.
        case gone(StoredObject)
        /// It waits for its finalizers.
        case pending(StoredObject)
    }

    /// Deletes an object, or marks it when others have to clean up first.
    package func delete(
        _ resource: ServedResource,
        _ key: StorageKey,
        _ request: DeleteRequest,
        now: Timestamp
    ) throws(APIFailure) -> Deletion {
        var isGone = false
        let decide = { (previous: StoredObject?) throws(APIFailure) -> Decision in
            guard let previous else { throw APIFailure.notFound(resource.id, key.name) }
            try request.check(previous, resource)
            let old = try Self.tree(of: previous, resource)
            let new = request.marked(old, now: now)
            isGone = new.metadata.strings("finalizers").isEmpty
            if request.isDryRun || !isGone && new == old { return .keep }
            return isGone
                ? .delete { Self.stored(new, key, resource, $0) } : .put { Self.stored(new, key, resource, $0) }
        }
        guard let object = try storage.update(resource.storedID, key, decide) else {
            throw APIFailure.notFound(resource.id, key.name)
        }
        return isGone ? .gone(object) : .pending(object)
    }
}

extension DeleteRequest {
    fileprivate func check(_ object: StoredObject, _ resource: ServedResource) throws(APIFailure) {
        if let uid, uid != object.uid {
            throw APIFailure.conflict(
                resource.id,
                object.key.name,
                "the UID in the precondition (\(uid)) does not match the UID in record (\(object.uid)). The object might "
                    + "have been deleted and then recreated"
            )
        }
        if let resourceVersion, resourceVersion != "\(object.resourceVersion)" {
            throw APIFailure.conflict(
                resource.id,
                object.key.name,
                "the ResourceVersion in the precondition (\(resourceVersion)) does not match the ResourceVersion in record "
                    + "(\(object.resourceVersion)). The object might have been modified"
            )
        }
    }

    /// The object with what the deletion leaves on it until it is gone.
    fileprivate func marked(_ object: JSONObject, now: Timestamp) -> JSONObject {
        var metadata = object.metadata
        let finalizers = finalizers(metadata.strings("finalizers"))
        metadata["finalizers"] = finalizers.isEmpty ? nil : .array(finalizers.map { .string($0) })
        if metadata.text("deletionTimestamp").isEmpty, !finalizers.isEmpty {
            metadata["deletionTimestamp"] = .string(now.formatted(.none))
            metadata["deletionGracePeriodSeconds"] = 0
            // To be deleted is a change of what is wanted (apiserver, pkg/registry/generic/registry/store.go).
            if let generation = metadata["generation"]?.int, generation > 0 {
                metadata["generation"] = .number(JSONNumber(generation + 1))
            }
        }
        var marked = object
        marked["metadata"] = .object(metadata)
        return marked
    }
}
