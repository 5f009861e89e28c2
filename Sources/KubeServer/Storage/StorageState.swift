// SPDX-License-Identifier: Apache-2.0

/// What the server knows, as a value: one counter of resource versions over all shelves, as etcd has it.
struct StorageState: Sendable {
    /// How many changes a shelf remembers for watches and for lists at a past resource version.
    let logLimit: Int
    /// The resource version of the latest write.
    private(set) var revision: UInt64
    private(set) var shelves: [ResourceID: Shelf] = [:]
    /// What was written up to here is remembered of no resource.
    private var forgottenRevision: UInt64

    init(logLimit: Int, revision: UInt64 = 1) {
        self.logLimit = logLimit
        self.revision = revision
        forgottenRevision = 0
    }

    /// The shelf of a resource, an empty one if nothing was ever written to it.
    func shelf(_ resource: ResourceID) -> Shelf {
        shelves[resource] ?? Shelf(compactedRevision: forgottenRevision)
    }

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

    /// The resource version that a write gets which replaces the state `previous` of an object, nil for none.
    ///
    /// Nil when the object has another state by now: whoever decided on the old one decides again.
    func nextRevision(_ resource: ResourceID, _ key: StorageKey, replacing previous: StoredObject?) -> UInt64? {
        shelves[resource]?.objects.object(at: key) === previous ? revision + 1 : nil
    }

    /// Puts a change into effect.
    mutating func apply(_ change: Change, to resource: ResourceID) {
        revision = change.resourceVersion
        shelves[resource, default: Shelf(compactedRevision: forgottenRevision)].apply(change, limit: logLimit)
    }

    /// Forgets all changes up to now, as etcd's compaction does.
    mutating func compact() {
        forgottenRevision = revision
        for resource in Array(shelves.keys) { shelves[resource]?.compact(to: 0, upTo: revision) }
    }

    /// Goes on to a later resource version, without a write.
    mutating func advance(to later: UInt64) {
        revision = max(revision, later)
    }

    /// The state as it was at a resource version, or at the earliest one to which the history reaches back.
    func rewound(to moment: UInt64) -> StorageState {
        var past = self
        past.revision = min(revision, max(moment, shelves.values.map(\.compactedRevision).max() ?? 0))
        for (resource, shelf) in shelves where shelf.hasChanges(after: past.revision) {
            past.shelves[resource] = shelf.rewound(to: past.revision)
        }
        return past
    }

    // MARK: - From a journal

    /// Puts a state of an object in place, without a word in the history.
    mutating func restore(_ object: StoredObject, of resource: ResourceID) {
        shelves[resource, default: Shelf(compactedRevision: 0)].restore(object)
    }

    /// Takes an object away, without a word in the history; false when there is none.
    mutating func remove(_ key: StorageKey, of resource: ResourceID) -> Bool {
        shelves[resource]?.remove(key) ?? false
    }
}
