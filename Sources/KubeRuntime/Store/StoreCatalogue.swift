// SPDX-License-Identifier: Apache-2.0

internal import Basics
package import KubeCore
internal import Synchronization

/// All stores of a process, each watched once however many controllers read it.
///
/// A store is declared by whoever needs it, in the form in which it is needed; the same form of the same scope is the same
/// store, and one connection. ``run()`` watches what is declared, also later.
package final class StoreCatalogue: Sendable {
    private struct Form: Hashable {
        let scope: WatchScope
        let object: ObjectIdentifier
    }

    private struct State {
        var watches: [WatchedStore] = []
        var stores: [any ObservedStore] = []
        var forms: [Form: any ObservedStore] = [:]
    }

    private let environment: RuntimeEnvironment
    private let configure: @Sendable (inout WatcherConfiguration) -> Void
    private let state = Mutex(State())
    /// Rings when a store was declared.
    private let bell = Bell()

    /// A catalogue without stores, whose watchers are set up by a function.
    package init(
        _ environment: RuntimeEnvironment,
        configure: @escaping @Sendable (inout WatcherConfiguration) -> Void = { _ in }
    ) {
        self.environment = environment
        self.configure = configure
        ProcessMemory.releaseLargeBlocksAtOnce()
    }

    /// The store of a scope, in which objects have the form of a type.
    ///
    /// Indexes are added to a store that is there already. A transform drops what nobody reads, which only the first who
    /// declares a store can say.
    package func store<Object: KubeObject>(
        of type: Object.Type,
        _ scope: WatchScope,
        indexes: [ObjectIndex<Object>] = [],
        transform: ObjectTable<Object>.Transform? = nil
    ) -> ObjectStore<Object> {
        let new = ObjectStore<Object>(scope, transform: transform)
        let form = Form(scope: scope, object: ObjectIdentifier(type))
        let store = state.withLock { state in
            if let known = state.forms[form] as? ObjectStore<Object> { return known }
            state.forms[form] = new
            state.stores.append(new)
            for number in scope.parts.indices {
                let part = new.part(number)
                state.watches.append(WatchedStore(part, Watcher(part, environment, configure: configure)))
            }
            return new
        }
        precondition(store === new || transform == nil, "\(scope) is declared already, without this transform")
        for index in indexes { store.addIndex(index) }
        if store === new { bell.ring() }
        return store
    }

    /// The store of a typed kind, of some namespaces or of all.
    package func store<Object: Resource>(
        of type: Object.Type,
        in namespaces: [String] = [],
        labels: LabelSelector = .everything,
        indexes: [ObjectIndex<Object>] = []
    ) -> ObjectStore<Object> {
        let scope = WatchScope(type.resourceType, in: namespaces, labels: labels)
        return store(of: type, scope, indexes: indexes)
    }

    /// The stores, in the order in which they were declared.
    package var stores: [any ObservedStore] { state.withLock { $0.stores } }

    /// What is watched, in the order in which it was declared.
    package var watches: [WatchedStore] { state.withLock { $0.watches } }

    /// Watches everything that is declared, until the task is cancelled.
    package func run() async {
        await withDiscardingTaskGroup { group in
            var started = 0
            while let next = try? await bell.wait(until: { watches.dropFirst(started).first }) {
                group.addTask { await next.run() }
                started += 1
            }
            group.cancelAll()
        }
    }
}

/// A store, or a part of one, with what watches it, for readiness checks, figures and people.
package struct WatchedStore: Sendable {
    /// What is kept.
    package let store: any ObservedStore
    private let readStatus: @Sendable () -> WatcherStatus
    fileprivate let run: @Sendable () async -> Void

    fileprivate init<Object>(_ store: StorePart<Object>, _ watcher: Watcher<Object>) {
        self.store = store
        readStatus = { watcher.status }
        run = { await watcher.run() }
    }

    /// How its watcher is doing.
    package var status: WatcherStatus { readStatus() }
}
