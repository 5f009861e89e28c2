// SPDX-License-Identifier: Apache-2.0

package import Basics
internal import KubeCore
internal import Synchronization

/// Deletes what belongs to nobody any more, and ends deletions that wait for dependents.
///
/// It keeps account of who belongs to whom, so that the deletion of an owner leads to its dependents without a look at
/// anything else; what it does about them depends on what is stored when it does it.
package final class GarbageCollector: Duty {
    package let resources: [ResourceID] = []
    package let followsEverything = true

    /// The resource whose changes bring new kinds, and take away old ones.
    private static let definitions = ResourceID(group: "apiextensions.k8s.io", plural: "customresourcedefinitions")

    /// How many objects are looked at between two looks at the news.
    private static let portion = 200

    private let registry: Registry
    private let clock: WallClock
    private let state = Mutex(CollectorState())

    package init(_ registry: Registry, clock: WallClock = .system) {
        self.registry = registry
        self.clock = clock
    }

    package func writesAtStart(in storage: Storage) -> [ObjectWrite] {
        var fresh = CollectorState()
        for resource in storage.resources where resource != .events {
            guard let page = storage.page(resource, namespace: nil) else { continue }
            for object in page.objects { fresh.start(ObjectPlace(object, of: resource), Belonging(object)) }
            fresh.started(resource, at: page.revision)
        }
        let started = fresh
        state.withLock { $0 = started }
        return []
    }

    package func writes(after change: Change, of resource: ResourceID, in storage: Storage) -> [ObjectWrite] {
        // Events are many, own nothing, and end by themselves.
        guard resource != .events else { return [] }
        let news = ResourceChange(resource: resource, change: change)
        let place = ObjectPlace(change.object, of: resource)
        let old = change.previous.map { Belonging($0) } ?? Belonging()
        let new = change.kind == .deleted ? nil : Belonging(change.object)
        let lookup = OwnerLookup(storage: storage, served: registry.snapshot)
        let former =
            old.owners == new?.owners
            ? [] : old.owners.compactMap { lookup.object($0, ofObjectIn: place.key.namespace)?.place }
        state.withLock { state in
            guard state.isNews(news) else { return }
            state.take(place, from: old, to: new, formerOwners: former)
            if resource == Self.definitions { state.reconsider() }
        }
        let added = (new?.owners ?? []).filter { owner in !old.owners.contains { $0.uid == owner.uid } }
        return added.filter { lookup.isElsewhere($0, ofObjectIn: place.key.namespace) }.compactMap { owner in
            registry.snapshot.resource(resource).map { invalidNamespace(of: owner, place, $0, change.resourceVersion) }
        }
    }

    package func nextWrites(in storage: Storage) -> [ObjectWrite]? {
        let lookup = OwnerLookup(storage: storage, served: registry.snapshot)
        var writes: [ObjectWrite] = []
        for _ in 0..<Self.portion {
            guard let place = state.withLock({ $0.next() }) else { return writes.isEmpty ? nil : writes }
            guard let object = storage.object(at: place) else { continue }
            let belonging = Belonging(object)
            let examination = Examination(
                place: place,
                belonging: belonging,
                surroundings: state.withLock { $0.surroundings(of: place, belonging) },
                lookup: lookup
            )
            switch examination.finding {
            case .nothing: continue
            case .write(let more): writes += more
            case .puzzling: state.withLock { $0.puzzle(over: place) }
            }
        }
        return writes
    }

    /// Tells whoever asks for events why an object goes although its owner seems to be there.
    private func invalidNamespace(
        of owner: OwnerReference,
        _ place: ObjectPlace,
        _ resource: ServedResource,
        _ revision: UInt64
    ) -> ObjectWrite {
        let namespace = place.key.namespace
        let identity =
            "[\(owner.apiVersion)/\(owner.kind), namespace: \(namespace), name: \(owner.name), uid: \(owner.uid)]"
        return ClusterEvent(
            about: place,
            resource,
            reason: "OwnerRefInvalidNamespace",
            message: "ownerRef \(identity) does not exist in namespace \"\(namespace)\"",
            component: "garbage-collector-controller"
        ).write(at: clock.now, number: revision)
    }
}
