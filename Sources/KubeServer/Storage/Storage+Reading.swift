// SPDX-License-Identifier: Apache-2.0

internal import Synchronization

extension Storage {
    /// A part of a list, all of it as it was at one moment.
    package struct Page: Sendable {
        package let objects: ArraySlice<StoredObject>
        /// The moment.
        package let revision: UInt64
        /// How many objects come after the page.
        package let remaining: Int
    }

    /// The objects of a namespace (nil: of all) behind a key, as they are now or as they were at a resource version.
    ///
    /// Nil when the history does not reach back that far.
    package func page(
        _ resource: ResourceID,
        namespace: String?,
        at revision: UInt64? = nil,
        after start: StorageKey? = nil,
        limit: Int = .max
    ) -> Page? {
        // Only what is needed leaves the lock: a copy of the log would make the next write copy it, too.
        let found = state.withLock { state -> (objects: SortedObjects, undone: [Change], moment: UInt64)? in
            let shelf = state.shelf(resource)
            guard let revision, revision < state.revision else { return (shelf.objects, [], state.revision) }
            guard let undone = shelf.changes(after: revision) else { return nil }
            return (shelf.objects, undone, revision)
        }
        guard let found else { return nil }
        let past = found.undone.isEmpty ? found.objects : found.objects.undoing(found.undone)
        let (objects, remaining) = past.objects(in: namespace, after: start, limit: limit)
        return Page(objects: objects[...], revision: found.moment, remaining: remaining)
    }
}

extension Storage {
    /// What a watch finds when it looks.
    package enum News: Sendable {
        /// Changes in order, and the resource version up to which there are no others.
        case changes([Change], through: UInt64)
        /// The history reaches back to this resource version only.
        case forgotten(through: UInt64)
    }

    /// The changes after a resource version, at most `limit` of them.
    package func news(of resource: ResourceID, after revision: UInt64, limit: Int = 500) -> News {
        // Inside the lock: a copy of the shelf that outlives it would make the next write copy the log.
        state.withLock { state in
            let shelf = state.shelf(resource)
            guard let changes = shelf.changes(after: revision, limit: limit) else {
                return .forgotten(through: shelf.compactedRevision)
            }
            guard changes.count == limit, let last = changes.last else {
                return .changes(changes, through: state.revision)
            }
            return .changes(changes, through: last.resourceVersion)
        }
    }
}

extension Storage {
    /// What somebody finds who follows all resources.
    package enum AllNews: Sendable {
        /// Changes in order, and the resource version up to which there are no others.
        case changes([ResourceChange], through: UInt64)
        /// The history does not reach back that far.
        case forgotten
    }

    /// The changes of all resources after a resource version, at most `limit` of them.
    package func news(after revision: UInt64, limit: Int = 500) -> AllNews {
        state.withLock { state in
            guard let changes = state.changes(after: revision, limit: limit) else { return .forgotten }
            guard changes.count == limit, let last = changes.last else {
                return .changes(changes, through: state.revision)
            }
            return .changes(changes, through: last.change.resourceVersion)
        }
    }
}

extension Storage {
    /// Shows what another storage held at a resource version, or at the earliest one that it remembers.
    func show(_ other: Storage, at revision: UInt64) {
        let present = other.state.withLock { $0 }
        state.withLock { $0 = present.rewound(to: revision) }
        waiting.withLock { $0.leaveAll() }.resume()
    }
}
