// SPDX-License-Identifier: Apache-2.0

internal import KubeCore

/// What the garbage collector has seen, and what it is yet to look at: changes go in, places to examine come out.
struct CollectorState: Sendable {
    /// What an object is to others, and others are to it.
    struct Surroundings: Sendable {
        /// Some or all of its dependents, and whether it has to wait for one of them.
        var dependents: [ObjectPlace]
        var isBlocked: Bool
        /// Those of its owners that are known to be gone, whatever becomes of their kinds.
        var absentOwners: Set<String>
    }

    private var graph = OwnerGraph()
    /// The keys of owners that were seen to go while something belonged to them: their kinds may be gone, too.
    private var absent: [String: StorageKey] = [:]
    /// The resource versions up to which the graph holds the objects of a resource since the start.
    private var seen: [ResourceID: UInt64] = [:]
    private var work = WorkList<ObjectPlace>()
    /// Objects with an owner of a kind that nobody knows.
    private var puzzling: Set<ObjectPlace> = []

    /// The next object that may have to change or to go.
    mutating func next() -> ObjectPlace? { work.next() }

    /// What stands around an object.
    func surroundings(of place: ObjectPlace, _ belonging: Belonging) -> Surroundings {
        let owners = belonging.owners.map(\.uid).filter { owner in
            // One in a namespace is none that an object of the cluster can have had.
            absent[owner].map { $0.namespace.isEmpty || !place.key.namespace.isEmpty } ?? false
        }
        return Surroundings(
            dependents: graph.dependents(of: place.uid),
            isBlocked: graph.isBlocked(place.uid),
            absentOwners: Set(owners)
        )
    }

    /// Puts an object aside until kinds come that may be those of its owners.
    mutating func puzzle(over place: ObjectPlace) { puzzling.insert(place) }

    /// Looks again at objects whose owners could not be looked for.
    mutating func reconsider() {
        for place in puzzling { work.add(place) }
        puzzling = []
    }

    /// Takes in an object that is there at the start.
    mutating func start(_ place: ObjectPlace, _ belonging: Belonging) {
        graph.insert(place, owners: belonging.owners)
        if !belonging.owners.isEmpty || belonging.isGoing { work.add(place) }
    }

    /// Takes note that all objects of a resource have been taken in that were there at a moment.
    mutating func started(_ resource: ResourceID, at revision: UInt64) { seen[resource] = revision }

    /// Whether a change is news, and not in what was there at the start.
    func isNews(_ change: ResourceChange) -> Bool { change.change.resourceVersion > seen[change.resource] ?? 0 }

    /// Takes in a change of an object that had these owners before.
    mutating func take(
        _ place: ObjectPlace,
        from old: Belonging,
        to new: Belonging?,
        formerOwners: [ObjectPlace]
    ) {
        let present = new?.owners ?? []
        if old.owners != present || new == nil {
            graph.remove(place, owners: old.owners)
            graph.insert(place, owners: present)
            // Owners may have waited for it; and whether those exist that it has now, nobody has looked yet.
            for owner in formerOwners { work.add(owner) }
            for owner in old.owners where !graph.hasDependents(owner.uid) { absent[owner.uid] = nil }
            if !present.isEmpty { work.add(place) }
        }
        guard let new else { return leave(place) }
        if new.awaitsDependents, !old.awaitsDependents {
            for dependent in graph.dependents(of: place.uid) { work.add(dependent) }
            work.add(place)
        }
        if new.orphansDependents, !old.orphansDependents { work.add(place) }
    }

    private mutating func leave(_ place: ObjectPlace) {
        puzzling.remove(place)
        guard graph.hasDependents(place.uid) else { return }
        absent[place.uid] = place.key
        for dependent in graph.dependents(of: place.uid) { work.add(dependent) }
    }
}
