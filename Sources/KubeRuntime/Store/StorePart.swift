// SPDX-License-Identifier: Apache-2.0

package import Basics
package import KubeCore

/// What of a store one watcher feeds: the objects of one of its namespaces, or all there are.
///
/// Versions are compared within a part: what was written in a namespace is seen when the watcher of this namespace has
/// come that far, however far the others are.
package final class StorePart<Object: KubeObject>: Sendable {
    let store: ObjectStore<Object>
    package let scope: WatchScope
    private let number: Int

    init(_ store: ObjectStore<Object>, _ number: Int) {
        self.store = store
        self.number = number
        scope = store.scope.parts[number]
    }

    /// Does what the watcher of the part says; to be called by one writer at a time.
    package func apply(_ update: StoreUpdate<Object>) {
        store.apply(update, of: number)
    }

    func setUnavailable(_ isUnavailable: Bool) {
        store.setUnavailable(isUnavailable, part: number)
    }
}

extension StorePart: ObservedStore {
    package var parts: [any ObservedStore] { [self] }

    package var isSynced: Bool { resourceVersion != nil }

    package var isUsable: Bool { isSynced }

    package var resourceVersion: ResourceVersion? { store.version(of: number) }

    package var restarts: Int { store.restarts(of: number) }

    package var objectCount: Int {
        let snapshot = store.snapshot
        guard store.scope.namespaces.count > 1, let namespace = scope.namespace else { return snapshot.count }
        return snapshot.objects(in: namespace).reduce(0) { count, _ in count + 1 }
    }

    package func metadata(of key: ObjectKey) -> ObjectMeta? {
        scope.isIn(key.namespace) ? store.metadata(of: key) : nil
    }

    package func synced() async throws {
        try await store.progress.wait { isSynced ? () : nil }
    }

    package func usable() async throws { try await synced() }

    package func onProgress(ring bell: Bell) { store.onProgress(ring: bell) }
}
