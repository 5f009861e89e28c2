// SPDX-License-Identifier: Apache-2.0

package import KubeCore

/// What makes a controller look at an object: a change of it, of something that it owns, or of something else that it
/// depends on.
package struct Trigger: Sendable {
    /// Where a trigger's keys go.
    struct Post: Sendable {
        /// What the controller looks at.
        let primary: ResourceType
        let add: @Sendable ([ObjectKey], WorkPriority) -> Void
        /// Everything that there was at the beginning has been added.
        let settled: @Sendable () -> Void
    }

    /// What is listened to.
    package let store: any ObservedStore
    /// Listens until the task is cancelled.
    let listen: @Sendable (Post) async -> Void

    private init<Object: KubeObject>(
        _ store: ObjectStore<Object>,
        _ predicate: Predicate<Object>,
        reading part: (any ObservedStore)? = nil,
        _ keys: @escaping @Sendable (ObjectChange<Object>, ResourceType) -> [ObjectKey]
    ) {
        self.store = part ?? store
        listen = { post in
            let listener = TriggerListener(store: store, predicate: predicate, post: post) { keys($0, post.primary) }
            await listener.run()
        }
    }
}

extension Trigger {
    /// Changes of objects lead to looks at those that a function names, from their states before and now.
    package static func changes<Object: KubeObject>(
        of store: ObjectStore<Object>,
        where predicate: Predicate<Object> = .all,
        keys: @escaping @Sendable (ObjectChange<Object>) -> [ObjectKey]
    ) -> Trigger {
        Trigger(store, predicate) { change, _ in keys(change) }
    }

    /// Changes of the objects of a namespace lead to a look at one object, whose passes read nothing of other namespaces.
    package static func changes<Object: KubeObject>(
        of store: ObjectStore<Object>,
        in namespace: String,
        where predicate: Predicate<Object> = .all,
        leadTo key: ObjectKey
    ) -> Trigger {
        Trigger(store, predicate, reading: store.part(in: namespace)) { change, _ in
            change.key.namespace == namespace ? [key] : []
        }
    }

    /// Changes of the very objects that the controller looks at.
    static func primary<Object: KubeObject>(_ store: ObjectStore<Object>, where predicate: Predicate<Object>) -> Trigger
    {
        Trigger(store, predicate) { change, _ in [change.key] }
    }

    /// Changes of objects lead to looks at their owners, also those that they had before.
    package static func owned<Object: KubeObject>(
        _ store: ObjectStore<Object>,
        by role: OwnerMatch.Role = .controller,
        where predicate: Predicate<Object> = .all
    ) -> Trigger {
        Trigger(store, predicate) { change, primary in
            OwnerMatch(primary.groupKind, primary.scope, role).owners(of: change)
        }
    }

    /// Changes of objects lead to looks at those that refer to them, which an index of these finds by the key.
    package static func referred<Object: KubeObject, Primary: KubeObject>(
        _ store: ObjectStore<Object>,
        from primaries: ObjectStore<Primary>,
        by index: String,
        where predicate: Predicate<Object> = .all
    ) -> Trigger {
        Trigger(store, predicate) { change, _ in
            primaries.snapshot.keys(by: index, change.key.description)
        }
    }
}

/// Listens to a store for a trigger.
private struct TriggerListener<Object: KubeObject>: Sendable {
    /// How many changes are looked at together.
    private let batch = 256

    let store: ObjectStore<Object>
    let predicate: Predicate<Object>
    let post: Trigger.Post
    let keys: @Sendable (ObjectChange<Object>) -> [ObjectKey]

    init(
        store: ObjectStore<Object>,
        predicate: Predicate<Object>,
        post: Trigger.Post,
        keys: @escaping @Sendable (ObjectChange<Object>) -> [ObjectKey]
    ) {
        self.store = store
        self.predicate = predicate
        self.post = post
        self.keys = keys
    }

    /// Adds what there is in the background, and then what happens as it happens.
    func run() async {
        guard (try? await store.usable()) != nil else { return }
        let (present, changes) = store.follow()
        defer { changes.close() }
        addPresent(present)
        post.settled()
        while let news = try? await changes.next(limit: batch) {
            add(news, .normal)
        }
    }

    private func addPresent(_ present: ObjectSnapshot<Object>) {
        var batch: [ObjectChange<Object>] = []
        for object in present.all {
            batch.append(.added(object))
            guard batch.count == self.batch else { continue }
            add(batch, .background)
            batch.removeAll(keepingCapacity: true)
        }
        add(batch, .background)
    }

    private func add(_ changes: [ObjectChange<Object>], _ priority: WorkPriority) {
        let keys = changes.lazy.filter { predicate.passes($0) }.flatMap { self.keys($0) }
        post.add(Array(keys), priority)
    }
}
