// SPDX-License-Identifier: Apache-2.0

internal import Basics
internal import KubeClient
internal import KubeCore
internal import Synchronization

/// What the writers of all passes of a controller share.
final class WriterDesk: Sendable {
    /// A client that sends writes only while this process may act.
    let client: KubeClient
    /// In whose name fields are written.
    let manager: String
    let ownWrites: OwnWrites
    private let stores: [any ObservedStore]
    private let clock: any MonotonicClock
    private let cache = Mutex(ApplyCache())

    init(
        _ environment: RuntimeEnvironment,
        manager: String,
        _ gate: LeaderGate,
        _ stores: [any ObservedStore],
        _ ownWrites: OwnWrites
    ) {
        client = environment.client.asking(gate)
        self.manager = manager
        self.stores = stores
        self.ownWrites = ownWrites
        clock = environment.clock
    }

    /// Whether an intent is in effect in the object as it is known.
    func isInEffect(_ intent: DynamicObject, _ target: ApplyCache.Target, _ type: ResourceType) -> Bool {
        // Of an object that nobody watches it cannot be said.
        guard let known = version(of: target.key, type) else { return false }
        let now = clock.now
        return cache.withLock { $0.isInEffect(intent, at: target, version: known, at: now) }
    }

    /// An intent was applied, and this is the object since.
    func applied(_ intent: DynamicObject, _ target: ApplyCache.Target, _ metadata: ObjectMeta) {
        guard let version = metadata.resourceVersion else { return }
        let now = clock.now
        cache.withLock { $0.applied(intent, at: target, version: version, at: now) }
    }

    private func version(of key: ObjectKey, _ type: ResourceType) -> ResourceVersion? {
        // No lazy `compactMap`, which looks twice for what it finds.
        for store in stores where store.scope.type.groupResource == type.groupResource {
            if let version = store.metadata(of: key)?.resourceVersion { return version }
        }
        return nil
    }
}
