// SPDX-License-Identifier: Apache-2.0

internal import KubeClient
internal import KubeCore
internal import Telemetry

extension Controller {
    /// Finds out how far the stores must come to show what may have been made; false when that could not be done.
    ///
    /// It is known only by asking the server. To wait for the version of its list could mean to wait for a bookmark; the
    /// newest object of the list is one of which the store hears by itself.
    func removeDoubt(_ work: Work<ObjectKey>) async -> Bool {
        guard let owner = primary.metadata(of: work.key) else { return true }
        do {
            for type in ownWrites.uncertainTypes(of: owner) {
                ownWrites.settled(type, by: try await newestVersion(of: type), for: owner)
            }
            return true
        } catch {
            logger.warning("cannot find out what a write has done", ["object": "\(work.key)"], error: error)
            queue.finish(work.key, .failed)
            return false
        }
    }

    /// The version of the object that was written last, of those that a store shows; nil of a resource that nobody
    /// watches, on which no pass decides.
    private func newestVersion(of type: ResourceType) async throws -> ResourceVersion? {
        var newest: ResourceVersion?
        for store in stores.flatMap(\.parts) where store.scope.type.groupResource == type.groupResource {
            let objects = try await environment.client.listAll(
                store.scope.type,
                namespace: store.scope.namespace,
                ListOptions(labels: store.scope.labels, fields: store.scope.fields),
                as: PartialObject.self
            )
            newest = objects.items.compactMap(\.metadata.resourceVersion).reduce(newest) { known, version in
                known?.isOlder(than: version) == false ? known : version
            }
        }
        return newest
    }
}
