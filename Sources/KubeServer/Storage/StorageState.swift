// SPDX-License-Identifier: Apache-2.0

/// What the server knows, as a value: one counter of resource versions over all shelves, as etcd has it.
struct StorageState {
    /// How many changes a shelf remembers for watches and for lists at a past resource version.
    let logLimit: Int
    /// The resource version of the latest write.
    private(set) var revision: UInt64
    private var shelves: [ResourceID: Shelf] = [:]

    init(logLimit: Int, revision: UInt64 = 1) {
        self.logLimit = logLimit
        self.revision = revision
    }

    /// The shelf of a resource, an empty one if nothing was ever written to it.
    func shelf(_ resource: ResourceID) -> Shelf {
        shelves[resource] ?? Shelf(compactedRevision: 0)
    }

    /// The resources that have or had objects.
    var resources: [ResourceID] { Array(shelves.keys) }

    /// The changes of all resources after a resource version in their order, at most `limit`; nil when some are forgotten.
    func changes(after revision: UInt64, limit: Int) -> [ResourceChange]? {
        var changes: [ResourceChange] = []
        for (resource, shelf) in shelves where shelf.hasChanges(after: revision) {
            guard let own = shelf.changes(after: revision, limit: limit) else { return nil }
            changes += own.map { ResourceChange(resource: resource, change: $0) }
        }
        changes.sort { $0.change.resourceVersion < $1.change.resourceVersion }
        return Array(changes.prefix(limit))
    }

    /// Replaces the state `previous` of an object, nil for none, with the one that `make` returns, or deletes it.
    ///
    /// Nil when the object has another state by now: whoever decided on the old one decides again.
    mutating func commit(
        _ resource: ResourceID,
        _ key: StorageKey,
        replacing previous: StoredObject?,
        with write: Write
    ) -> Change? {
        var shelf = shelves[resource] ?? Shelf(compactedRevision: 0)
        guard shelf.object(at: key) === previous else { return nil }
        let next = revision + 1
        let change: Change
        switch (write, previous) {
        case (.put(let make), nil): change = Change(kind: .created, object: make(next), previous: nil)
        case (.put(let make), let previous?): change = Change(kind: .updated, object: make(next), previous: previous)
        case (.delete(let make), let previous?): change = Change(kind: .deleted, object: make(next), previous: previous)
        case (.delete, nil): return nil
        }
        revision = next
        // Taken out while it changes, or the write would copy the array that the dictionary still holds.
        shelves[resource] = nil
        shelf.apply(change)
        shelf.compact(to: logLimit)
        shelves[resource] = shelf
        return change
    }

    /// Forgets all changes up to now, as etcd's compaction does.
    mutating func compact() {
        for resource in resources { shelves[resource]?.compact(to: 0, upTo: revision) }
    }
}

/// What a commit does once the resource version is known, which every state carries in its bytes.
enum Write {
    case put((UInt64) -> StoredObject)
    case delete((UInt64) -> StoredObject)
}
