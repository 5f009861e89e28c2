// SPDX-License-Identifier: Apache-2.0

internal import Basics
internal import JSONKit
internal import KubeCore

/// What one watch sends: a state machine that is asked for the next lines and says when there will be more.
///
/// It keeps no events of its own but looks into the history that all watches share. So a client that reads slowly costs
/// nobody anything: when the history has gone past it, its watch ends, and it begins a new one.
struct WatchFeed {
    /// What to do next.
    enum Step {
        /// Send these lines, and ask again.
        case send([UInt8])
        /// Wait until the resource is written to after this resource version, or until a bookmark is due.
        case wait(after: UInt64)
        /// Wait until anything is written after this resource version, but not beyond this time.
        case waitForAnything(after: UInt64, until: ContinuousClock.Instant)
        /// Send these lines and end.
        case end([UInt8])
    }

    /// How far the watch is.
    private enum Phase {
        /// The state is to be sent once the server has reached this resource version.
        case starting(at: UInt64, patience: ContinuousClock.Instant)
        /// This part of the state is yet to be sent.
        case initial(ArraySlice<StoredObject>)
        /// Changes are sent, so far none or some.
        case following(hasLooked: Bool)
    }

    /// How long the server may take to reach a resource version (apiserver, watch_cache.go: blockTimeout).
    private static let patience = Duration.seconds(3)
    /// From this size on lines are sent before others are looked at.
    private static let batchSize = 256 << 10

    private let resource: ServedResource
    private let namespace: String?
    private let selection: Selection
    private var lines: EventLines
    private let allowsBookmarks: Bool
    private var phase: Phase
    /// Everything up to here has been sent.
    private(set) var revision: UInt64
    /// Where the watch began, about which a client needs no bookmark.
    private var start: UInt64

    init(
        _ resource: ServedResource,
        namespace: String?,
        selection: Selection,
        lines: EventLines,
        query: ListQuery,
        storage: Storage,
        now: ContinuousClock.Instant
    ) {
        self.resource = resource
        self.namespace = namespace
        self.selection = selection
        self.lines = lines
        allowsBookmarks = query.allowsBookmarks
        let wanted = query.resourceVersion ?? 0
        // A watch from nowhere in particular counts as one that asks for the state (apimachinery, internalversion
        // defaults.go); one from a resource version that is yet to come just waits for it.
        if query.sendsInitialEvents ?? (wanted == 0) {
            phase = .starting(at: wanted, patience: now + Self.patience)
        } else {
            phase = .following(hasLooked: false)
        }
        revision = wanted == 0 ? storage.revision : wanted
        start = revision
    }

    /// What to do next, given what is stored and the time, by the clock that waits and by that which shows ages.
    mutating func next(
        from storage: Storage,
        at now: ContinuousClock.Instant,
        today: Timestamp
    ) throws(APIFailure) -> Step {
        lines.today = today
        switch phase {
        case .starting(let wanted, let patience):
            let current = storage.revision
            guard current < wanted else { return begin(storage) }
            guard now >= patience else { return .waitForAnything(after: current, until: patience) }
            return .end(lines.error(.tooLargeResourceVersion(wanted, current: current)))
        case .initial(let rest): return try send(initial: rest)
        case .following(let hasLooked): return try follow(storage, hasLooked: hasLooked)
        }
    }

    /// A bookmark, if the client understands them and it would tell anything.
    func bookmark() -> [UInt8]? {
        guard case .following = phase, allowsBookmarks, revision > start else { return nil }
        return lines.bookmark(revision, endsInitialEvents: false)
    }

    private mutating func begin(_ storage: Storage) -> Step {
        let page = storage.page(resource.storedID, namespace: namespace)
        phase = .initial((page?.objects ?? []).filter(selection.contains)[...])
        revision = page?.revision ?? storage.revision
        start = revision
        return .send([])
    }

    private mutating func send(initial rest: ArraySlice<StoredObject>) throws(APIFailure) -> Step {
        guard !rest.isEmpty else {
            phase = .following(hasLooked: true)
            return .send(allowsBookmarks ? lines.bookmark(revision, endsInitialEvents: true) : [])
        }
        var bytes: [UInt8] = []
        var rest = rest
        while bytes.count < Self.batchSize, let object = rest.popFirst() { bytes += try lines.present(object) }
        phase = .initial(rest)
        return .send(bytes)
    }

    private mutating func follow(_ storage: Storage, hasLooked: Bool) throws(APIFailure) -> Step {
        phase = .following(hasLooked: true)
        switch storage.news(of: resource.storedID, after: revision) {
        case .forgotten(let through):
            // Whoever was overtaken learns that from the answer to its next watch (apiserver, cache_watcher.go).
            guard !hasLooked else { return .end([]) }
            return .end(lines.error(.expired("too old resource version: \(revision) (\(through))")))
        case .changes(let changes, let through):
            var bytes: [UInt8] = []
            for change in changes {
                if let line = try line(for: change) { bytes += line }
                revision = max(revision, change.resourceVersion)
                if bytes.count >= Self.batchSize { return .send(bytes) }
            }
            revision = max(revision, through)
            return changes.isEmpty ? .wait(after: revision) : .send(bytes)
        }
    }

    /// What a change is to this watch: with a selector, an object may come into sight or go out of it.
    private mutating func line(for change: Change) throws(APIFailure) -> [UInt8]? {
        // What was written before the resource version from which the client wants to know is none of its business.
        guard change.resourceVersion > revision,
            namespace == nil || namespace == change.object.key.namespace
        else { return nil }
        let isSeen = change.kind != .deleted && selection.contains(change.object)
        let wasSeen = change.previous.map(selection.contains) ?? false
        switch (wasSeen, isSeen) {
        case (false, true): return try lines.event(.added, change.object)
        case (true, true): return try lines.event(.modified, change.object)
        case (true, false): return try lines.departure(change)
        case (false, false): return nil
        }
    }
}
