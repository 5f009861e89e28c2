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
            for doubt in ownWrites.doubts(of: owner) {
                var versions: [Int: ResourceVersion] = [:]
                for (number, scope) in ownWrites.scopes(of: doubt) {
                    versions[number] = try await newestVersion(in: scope)
                }
                ownWrites.settled(doubt, by: versions, for: owner)
            }
            return true
        } catch {
            logger.warning("cannot find out what a write has done", ["object": "\(work.key)"], error: error)
            queue.finish(work.key, .failed)
            return false
        }
    }

    /// The version of the object that was written last, of those that are watched; nil where there is none.
    private func newestVersion(in scope: WatchScope) async throws -> ResourceVersion? {
        let objects = try await environment.client.listAll(
            scope.type,
            namespace: scope.namespace,
            ListOptions(labels: scope.labels, fields: scope.fields),
            as: PartialObject.self
        )
        return objects.items.compactMap(\.metadata.resourceVersion).reduce(nil) { known, version in
            known?.isOlder(than: version) == false ? known : version
        }
    }
}
