// SPDX-License-Identifier: Apache-2.0

internal import JSONKit

extension ResourceStore {
    /// Changes an object that is there as the server itself does: past the rules for clients, and without an owner.
    @discardableResult
    func change(
        _ resource: ServedResource,
        _ key: StorageKey,
        isDryRun: Bool = false,
        _ change: (JSONObject) throws(APIFailure) -> JSONObject
    ) throws(APIFailure) -> StoredObject {
        let decide = { (previous: StoredObject?) throws(APIFailure) -> Decision in
            guard let previous else { throw APIFailure.notFound(resource.id, key.name) }
            let old = try Self.tree(of: previous, resource)
            let new = try change(old)
            return isDryRun || new == old ? .keep : .put { Self.stored(new, key, resource, $0) }
        }
        guard let object = try storage.update(resource.storedID, key, decide) else {
            throw APIFailure.notFound(resource.id, key.name)
        }
        return object
    }
}
