// SPDX-License-Identifier: Apache-2.0

internal import Basics

/// All objects of one resource in the order of their keys, and the latest changes to them.
struct Shelf: Sendable {
    /// Bytes of states that only the log keeps, beyond which the oldest changes go whatever their number.
    private static let byteLimit = 64 << 20

    private(set) var objects = SortedObjects()
    private var log = Deque<Change>()
    private var logBytes = 0
    /// Changes up to and including this resource version are no longer in the log.
    private(set) var compactedRevision: UInt64

    init(compactedRevision: UInt64) {
        self.compactedRevision = compactedRevision
    }

    /// The changes after a resource version, oldest first; nil when some of them have been forgotten.
    func changes(after revision: UInt64, limit: Int = .max) -> [Change]? {
        guard revision >= compactedRevision else { return nil }
        let first = firstChange(after: revision)
        return (first..<first + min(log.count - first, limit)).map { log[$0] }
    }

    /// Whether anything was written after a resource version.
    func hasChanges(after revision: UInt64) -> Bool {
        guard revision >= compactedRevision else { return true }
        return log.last.map { $0.resourceVersion > revision } ?? false
    }

    /// Puts a change on record and into effect, and forgets the oldest ones beyond `limit`.
    mutating func apply(_ change: Change, limit: Int) {
        objects.apply(change)
        log.append(change)
        logBytes += change.byteCount
        compact(to: limit)
    }

    /// Puts a state of an object in place, as if it had always been there.
    mutating func restore(_ object: StoredObject) {
        objects.put(object)
    }

    /// Takes an object away, as if it had never been there; false when there is none.
    mutating func remove(_ key: StorageKey) -> Bool {
        guard objects.object(at: key) != nil else { return false }
        objects.remove(key)
        return true
    }

    /// Forgets the oldest changes, so that at most `limit` are left and none up to `revision`.
    mutating func compact(to limit: Int, upTo revision: UInt64 = 0) {
        while let oldest = log.first,
            log.count > limit || logBytes > Self.byteLimit || oldest.resourceVersion <= revision
        {
            compactedRevision = oldest.resourceVersion
            logBytes -= oldest.byteCount
            _ = log.popFirst()
        }
        compactedRevision = max(compactedRevision, revision)
    }

    /// The shelf as it was at a resource version to which its history reaches back.
    func rewound(to revision: UInt64) -> Shelf {
        var past = self
        past.objects = objects.undoing(changes(after: revision) ?? [])
        while let last = past.log.last, last.resourceVersion > revision {
            past.logBytes -= last.byteCount
            _ = past.log.popLast()
        }
        return past
    }

    private func firstChange(after revision: UInt64) -> Int {
        (0..<log.count).partitionPoint { log[$0].resourceVersion > revision }
    }
}

extension SortedObjects {
    mutating func apply(_ change: Change) {
        switch change.kind {
        case .created, .updated: put(change.object)
        case .deleted: remove(change.object.key)
        }
    }

    /// The objects before some changes, the oldest first, that have led to these.
    func undoing(_ changes: [Change]) -> SortedObjects {
        var past = self
        for change in changes.reversed() {
            switch (change.kind, change.previous) {
            case (.created, _): past.remove(change.object.key)
            case (.updated, let previous?), (.deleted, let previous?): past.put(previous)
            case (_, nil): preconditionFailure("an update or a deletion without a previous state")
            }
        }
        return past
    }
}

extension Change {
    /// What a log has to keep for its sake.
    fileprivate var byteCount: Int { previous?.members.count ?? 0 }
}
