// SPDX-License-Identifier: Apache-2.0

internal import Basics

/// All objects of one resource in the order of their keys, and the latest changes to them.
struct Shelf {
    private(set) var objects: [StoredObject] = []
    private var log = Deque<Change>()
    /// Changes up to and including this resource version are no longer in the log.
    private(set) var compactedRevision: UInt64

    init(compactedRevision: UInt64) {
        self.compactedRevision = compactedRevision
    }

    /// The object at a key.
    func object(at key: StorageKey) -> StoredObject? {
        let index = position(of: key)
        guard index < objects.count, objects[index].key == key else { return nil }
        return objects[index]
    }

    /// The objects of a namespace, or of all for nil, whose keys come after `start`.
    func objects(in namespace: String?, after start: StorageKey? = nil) -> ArraySlice<StoredObject> {
        var lower = namespace.map { position(of: StorageKey(namespace: $0, name: "")) } ?? objects.startIndex
        if let start { lower = max(lower, position(behind: start)) }
        // No name contains a zero byte, so this key follows every one of the namespace and precedes all others.
        let upper = namespace.map { position(of: StorageKey(namespace: $0 + "\0", name: "")) } ?? objects.endIndex
        return objects[lower..<max(lower, upper)]
    }

    /// The changes after a resource version, oldest first; nil when some of them have been forgotten.
    func changes(after revision: UInt64, limit: Int) -> [Change]? {
        guard revision >= compactedRevision else { return nil }
        let first = firstChange(after: revision)
        return (first..<min(log.count, first + limit)).map { log[$0] }
    }

    /// Whether anything was written after a resource version.
    func hasChanges(after revision: UInt64) -> Bool {
        guard revision >= compactedRevision else { return true }
        return log.last.map { $0.resourceVersion > revision } ?? false
    }

    /// Puts a change on record and into effect.
    mutating func apply(_ change: Change) {
        let index = position(of: change.object.key)
        switch change.kind {
        case .created: objects.insert(change.object, at: index)
        case .updated: objects[index] = change.object
        case .deleted: objects.remove(at: index)
        }
        log.append(change)
    }

    /// Forgets the oldest changes, so that at most `limit` are left and none up to `revision`.
    mutating func compact(to limit: Int, upTo revision: UInt64 = 0) {
        while let oldest = log.first, log.count > limit || oldest.resourceVersion <= revision {
            compactedRevision = oldest.resourceVersion
            _ = log.popFirst()
        }
        compactedRevision = max(compactedRevision, revision)
    }

    /// The shelf as it was at a resource version: the log, undone from its end; nil when it does not reach back so far.
    func rewound(to revision: UInt64) -> Shelf? {
        guard revision >= compactedRevision else { return nil }
        var past = self
        for index in (firstChange(after: revision)..<log.count).reversed() {
            past.undo(log[index])
        }
        return past
    }

    private mutating func undo(_ change: Change) {
        let index = position(of: change.object.key)
        switch (change.kind, change.previous) {
        case (.created, _): objects.remove(at: index)
        case (.updated, let previous?): objects[index] = previous
        case (.deleted, let previous?): objects.insert(previous, at: index)
        case (_, nil): preconditionFailure("an update or a deletion without a previous state")
        }
    }

    private func firstChange(after revision: UInt64) -> Int {
        partitionPoint(0..<log.count) { log[$0].resourceVersion > revision }
    }

    private func position(of key: StorageKey) -> Int {
        // Most keys that are written are new ones at the end: names made from a counter or a clock.
        if let last = objects.last, last.key < key { return objects.endIndex }
        return partitionPoint(objects.indices) { !(objects[$0].key < key) }
    }

    private func position(behind key: StorageKey) -> Int {
        partitionPoint(objects.indices) { key < objects[$0].key }
    }
}

/// The first index for which a predicate holds that holds for all later ones, too.
private func partitionPoint(_ range: Range<Int>, _ holds: (Int) -> Bool) -> Int {
    var (low, high) = (range.lowerBound, range.upperBound)
    while low < high {
        let middle = low + (high - low) / 2
        if holds(middle) { high = middle } else { low = middle + 1 }
    }
    return low
}
