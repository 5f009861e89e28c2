// SPDX-License-Identifier: Apache-2.0

internal import Synchronization

/// The server's only state: objects, their history, and those who wait for it to go on.
///
/// Every method is a short critical section. What takes time, such as encoding a list, happens on what it returned.
package final class Storage: Sendable {
    private let state: Mutex<StorageState>
    private let waiting = Mutex(WaitingRoom())

    /// An empty store that remembers `logLimit` changes of each resource.
    package init(logLimit: Int = 10_000) {
        state = Mutex(StorageState(logLimit: logLimit))
    }

    /// The resource version of the latest write to anything.
    package var revision: UInt64 { state.withLock { $0.revision } }

    /// The resources that have or had objects.
    package var resources: [ResourceID] { state.withLock { $0.resources } }

    /// The present state of an object.
    package func object(_ resource: ResourceID, _ key: StorageKey) -> StoredObject? {
        state.withLock { $0.shelf(resource).object(at: key) }
    }

    /// Decides what becomes of an object from its present state, and again whenever somebody else was faster.
    ///
    /// Returns the new state, the last one of what was deleted, or the present one when nothing is to change.
    package func update<Failure: Error>(
        _ resource: ResourceID,
        _ key: StorageKey,
        _ decide: (StoredObject?) throws(Failure) -> Decision
    ) throws(Failure) -> StoredObject? {
        while true {
            let previous = object(resource, key)
            let write: Write
            switch try decide(previous) {
            case .keep: return previous
            case .put(let make): write = .put(make)
            case .delete(let make): write = .delete(make)
            }
            let change = state.withLock { $0.commit(resource, key, replacing: previous, with: write) }
            guard let change else { continue }
            waiting.withLock { $0.leave(all: resource) }.resume()
            return change.object
        }
    }

    /// Forgets the history, so that every watch and page that needs it fails as expired.
    package func compact() {
        state.withLock { $0.compact() }
    }
}

/// What becomes of an object.
///
/// The closures encode it once its resource version is known.
package enum Decision {
    /// Nothing changes, and the resource version stays.
    case keep
    case put((_ resourceVersion: UInt64) -> StoredObject)
    case delete((_ resourceVersion: UInt64) -> StoredObject)
}

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
        let (shelf, now) = state.withLock { ($0.shelf(resource), $0.revision) }
        let moment = revision ?? now
        guard let past = moment >= now ? shelf : shelf.rewound(to: moment) else { return nil }
        let objects = past.objects(in: namespace, after: start)
        return Page(objects: objects.prefix(limit), revision: moment, remaining: max(0, objects.count - limit))
    }
}

extension Storage {
    /// What a watch finds when it looks.
    package enum News: Sendable {
        /// Changes in order, and the resource version up to which there are no others.
        case changes([Change], through: UInt64)
        /// The history does not reach back that far.
        case forgotten
    }

    /// The changes after a resource version, at most `limit` of them.
    package func news(of resource: ResourceID, after revision: UInt64, limit: Int = 500) -> News {
        // Inside the lock: a copy of the shelf that outlives it would make the next write copy the whole shelf.
        state.withLock { state in
            guard let changes = state.shelf(resource).changes(after: revision, limit: limit) else { return .forgotten }
            guard changes.count == limit, let last = changes.last else {
                return .changes(changes, through: state.revision)
            }
            return .changes(changes, through: last.resourceVersion)
        }
    }

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

    /// Returns when something has been written to a resource (nil: to any) after a resource version, or at the deadline.
    ///
    /// It returns as well when the task is cancelled.
    package func waitForNews(
        of resource: ResourceID?,
        after revision: UInt64,
        until deadline: ContinuousClock.Instant
    ) async {
        let place = waiting.withLock { $0.nextPlace() }
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                waiting.withLock { $0.enter(place, resource, deadline, continuation) }
                // What was written before the entry woke nobody here.
                if Task.isCancelled || hasNews(of: resource, after: revision) {
                    waiting.withLock { $0.leave(place) }.resume()
                }
            }
        } onCancel: {
            waiting.withLock { $0.leave(place) }.resume()
        }
    }

    /// Ends the waits whose deadline is over, to be called every now and then.
    package func endWaits(before now: ContinuousClock.Instant) {
        waiting.withLock { $0.leave(before: now) }.resume()
    }

    /// When the first of those who wait has waited long enough; nil while nobody waits.
    package var nextDeadline: ContinuousClock.Instant? { waiting.withLock { $0.nextDeadline } }

    private func hasNews(of resource: ResourceID?, after revision: UInt64) -> Bool {
        state.withLock { state in
            guard let resource else { return state.revision > revision }
            return state.shelf(resource).hasChanges(after: revision)
        }
    }
}
