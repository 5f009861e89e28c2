// SPDX-License-Identifier: Apache-2.0

package import Basics
package import KubeCore
internal import Synchronization

/// What there is of a resource, as far as the server has told: one writer, and many readers who never wait for it.
///
/// Of several namespaces each is a part with a writer of its own, and all are one store to readers.
///
/// The writer holds a lock of its own for as long as an update takes, which for a long list is a while. What readers take
/// is published behind it in one step: before the update, or after it, and never a mixture. Then the subscribers hear
/// what changed.
package final class ObjectStore<Object: KubeObject>: Sendable {
    /// What is watched.
    package let scope: WatchScope

    /// What only the writer touches, and who joins.
    private struct Desk {
        var table: ObjectTable<Object>
        var subscriptions: [StoreSubscription<Object>] = []
        /// Rung when the version has moved.
        var bells: [Bell]
        /// The parts whose objects cannot be had as things are.
        var unavailable: Set<Int> = []

        mutating func join(_ subscription: StoreSubscription<Object>) -> StoreSubscription<Object> {
            subscriptions.append(subscription)
            return subscription
        }
    }

    /// What everybody reads.
    private struct Shown {
        var snapshot: ObjectSnapshot<Object>
        var restarts: [Int]
        var isUsable = false
    }

    private let desk: Mutex<Desk>
    private let shown: Mutex<Shown>
    /// Rings when a version has moved, or what can be had has changed.
    let progress = Bell()

    /// An empty store.
    package init(
        _ scope: WatchScope,
        indexes: [ObjectIndex<Object>] = [],
        transform: ObjectTable<Object>.Transform? = nil
    ) {
        self.scope = scope
        let table = ObjectTable(namespaces: scope.namespaces, indexes: indexes, transform: transform)
        desk = Mutex(Desk(table: table, bells: [progress]))
        shown = Mutex(Shown(snapshot: table.snapshot, restarts: table.snapshot.versions.map { _ in 0 }))
    }

    /// What there is, for as long as the reader likes.
    package var snapshot: ObjectSnapshot<Object> { shown.withLock { $0.snapshot } }

    /// Adds a way to find objects; one of the same name is taken for the same.
    package func addIndex(_ index: ObjectIndex<Object>) {
        desk.withLock { desk in
            desk.table.addIndex(index)
            publish(desk)
        }
    }

    /// Does what the watcher of a part says; to be called by one writer of each part at a time.
    package func apply(_ update: StoreUpdate<Object>, of part: Int = 0) {
        let (subscriptions, bells) = desk.withLock { desk in
            let before = desk.table.snapshot.versions[part]
            // A key path would be made anew each time, because the type is generic: 13,000 instructions.
            desk.subscriptions.removeAll { $0.isClosed }
            let changes = desk.table.apply(update, of: part, isFollowed: !desk.subscriptions.isEmpty)
            guard update.isVisible else { return ([StoreSubscription<Object>](), [Bell]()) }
            let after = desk.table.snapshot.versions[part]
            publish(desk, restarted: after.isBehind(before) ? part : nil)
            for subscription in desk.subscriptions { subscription.post(changes) }
            return (changes.isEmpty ? [] : desk.subscriptions, after == before ? [] : desk.bells)
        }
        for subscription in subscriptions { subscription.ring() }
        for bell in bells { bell.ring() }
        releaseMemory(after: update)
    }

    /// To read a long list leaves holes in the memory, and has cost far more than it does to give them back.
    private func releaseMemory(after update: StoreUpdate<Object>) {
        guard case .commit = update, snapshot.count >= 1_024 else { return }
        ProcessMemory.releaseUnused()
    }

    /// The watcher of a part says whether its objects cannot be had as things are: nobody waits for them then, who has
    /// others to work with.
    package func setUnavailable(_ isUnavailable: Bool, part: Int = 0) {
        let bells = desk.withLock { desk -> [Bell] in
            guard desk.unavailable.contains(part) != isUnavailable else { return [] }
            if isUnavailable { desk.unavailable.insert(part) } else { desk.unavailable.remove(part) }
            publish(desk)
            return desk.bells
        }
        for bell in bells { bell.ring() }
    }

    private func publish(_ desk: borrowing Desk, restarted part: Int? = nil) {
        let snapshot = desk.table.snapshot
        let versions = snapshot.versions
        let isComplete = versions.indices.allSatisfy { versions[$0] != nil || desk.unavailable.contains($0) }
        shown.withLock { shown in
            shown.snapshot = snapshot
            // What was usable stays so: what is known does not get less.
            shown.isUsable = shown.isUsable || isComplete && versions.contains { $0 != nil }
            if let part { shown.restarts[part] += 1 }
        }
    }

    /// One of the parts that ``scope`` consists of.
    package func part(_ number: Int) -> StorePart<Object> { StorePart(self, number) }

    /// The part to which the objects of a namespace belong.
    package func part(in namespace: String) -> StorePart<Object> {
        let number = scope.parts.firstIndex { $0.isIn(namespace) }
        guard let number else { preconditionFailure("\(scope) has no objects in \"\(namespace)\"") }
        return part(number)
    }

    func version(of part: Int) -> ResourceVersion? { shown.withLock { $0.snapshot.versions[part] } }

    func restarts(of part: Int) -> Int { shown.withLock { $0.restarts[part] } }

    /// Hears of what there is and of everything that happens from then on, at its own pace.
    package func subscribe() -> StoreSubscription<Object> {
        desk.withLock { $0.join(StoreSubscription(ChangeMailbox(tellingOf: $0.table.snapshot))) }
    }

    /// What there is, and a subscription that hears of everything that happens from then on.
    package func follow() -> (present: ObjectSnapshot<Object>, changes: StoreSubscription<Object>) {
        desk.withLock { ($0.table.snapshot, $0.join(StoreSubscription(ChangeMailbox()))) }
    }
}

extension ObjectStore: ObservedStore {
    package var parts: [any ObservedStore] { scope.parts.indices.map(part) }

    package var isSynced: Bool { shown.withLock { $0.snapshot.isSynced } }

    package var isUsable: Bool { shown.withLock { $0.isUsable } }

    package var resourceVersion: ResourceVersion? {
        shown.withLock { $0.snapshot.resourceVersion }
    }

    package var restarts: Int { shown.withLock { $0.restarts.reduce(0, +) } }

    package var objectCount: Int { snapshot.count }

    package func metadata(of key: ObjectKey) -> ObjectMeta? {
        shown.withLock { $0.snapshot.entry(of: key)?.object.metadata }
    }

    package func synced() async throws {
        try await progress.wait { isSynced ? () : nil }
    }

    package func usable() async throws {
        try await progress.wait { isUsable ? () : nil }
    }

    package func onProgress(ring bell: Bell) {
        desk.withLock { $0.bells.append(bell) }
    }
}

extension ResourceVersion? {
    /// Whether the version has gone back, as that of a database does which was restored.
    fileprivate func isBehind(_ earlier: ResourceVersion?) -> Bool {
        guard let self, let earlier else { return false }
        return self.isOlder(than: earlier) == true
    }
}

extension StoreUpdate {
    /// Whether readers may see a difference.
    fileprivate var isVisible: Bool {
        switch self {
        case .begin, .stage, .unstage, .discard: false
        case .commit, .upsert, .remove, .advance: true
        }
    }
}
