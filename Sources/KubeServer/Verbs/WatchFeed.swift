// SPDX-License-Identifier: Apache-2.0

internal import Basics
internal import JSONKit

/// What one watch sends: a state machine that is asked for the next lines and says when there will be more.
struct WatchFeed {
    /// What to do next.
    enum Step {
        /// Send these lines, and ask again.
        case send([UInt8])
        /// Wait until something is written after this resource version, or until a bookmark is due.
        case wait(after: UInt64)
        /// Send these lines and end: the history is gone.
        case end([UInt8])
    }

    private let resource: ServedResource
    private let namespace: String?
    private let selection: Selection
    private let answers: ObjectAnswers
    private let allowsBookmarks: Bool
    private let announcesInitialEvents: Bool
    /// Everything up to here has been sent.
    private(set) var revision: UInt64
    /// The state of the beginning that is yet to be sent.
    private var initial: ArraySlice<StoredObject>?
    private var bookmarked: UInt64 = 0
    private var hasSentObjects = false

    init(
        _ resource: ServedResource,
        namespace: String?,
        selection: Selection,
        answers: ObjectAnswers,
        query: ListQuery,
        storage: Storage
    ) throws(APIFailure) {
        self.resource = resource
        self.namespace = namespace
        self.selection = selection
        self.answers = answers
        allowsBookmarks = query.allowsBookmarks
        announcesInitialEvents = query.sendsInitialEvents == true
        let wanted = query.resourceVersion ?? 0
        let current = storage.revision
        let sendsState = query.sendsInitialEvents ?? (wanted == 0)
        if sendsState, let page = storage.page(resource.storedID, namespace: namespace) {
            initial = page.objects.filter(selection.contains)[...]
            revision = page.revision
        } else {
            initial = nil
            revision = wanted == 0 ? current : wanted
        }
    }

    /// What to do next, given what is stored.
    mutating func next(from storage: Storage) throws(APIFailure) -> Step {
        if let step = try sendInitial() { return step }
        switch storage.news(of: resource.storedID, after: revision) {
        case .forgotten:
            let failure = APIFailure.expired("too old resource version: \(revision) (\(storage.revision))")
            let event: JSONObject = ["type": "ERROR"]
            var line = event.serialized()
            line.removeLast()
            return .end(line + Array(",\"object\":".utf8) + failure.serialized() + Array("}\n".utf8))
        case .changes(let changes, let through):
            var lines: [UInt8] = []
            for change in changes {
                if let line = try line(for: change) { lines += line }
            }
            revision = max(revision, through)
            if !lines.isEmpty { return .send(lines) }
            return changes.isEmpty ? .wait(after: revision) : .send([])
        }
    }

    /// A bookmark, if the client understands them and has not heard of this resource version.
    mutating func bookmark() -> [UInt8]? {
        guard allowsBookmarks, initial == nil, bookmarked < revision else { return nil }
        bookmarked = revision
        return answers.bookmark(revision, endsInitialEvents: false)
    }

    private mutating func sendInitial() throws(APIFailure) -> Step? {
        guard let remaining = initial else { return nil }
        guard !remaining.isEmpty else {
            initial = nil
            guard announcesInitialEvents, allowsBookmarks else { return nil }
            bookmarked = revision
            return .send(answers.bookmark(revision, endsInitialEvents: true))
        }
        var lines: [UInt8] = []
        for object in remaining.prefix(100) { lines += try event("ADDED", object) }
        initial = remaining.dropFirst(100)
        return .send(lines)
    }

    /// What a change is to this watch: with a selector, an object may come into sight or go out of it.
    private mutating func line(for change: Change) throws(APIFailure) -> [UInt8]? {
        guard namespace == nil || namespace == change.object.key.namespace else { return nil }
        let isSeen = change.kind != .deleted && selection.contains(change.object)
        let wasSeen = change.previous.map(selection.contains) ?? false
        switch (wasSeen, isSeen) {
        case (false, true): return try event("ADDED", change.object)
        case (true, true): return try event("MODIFIED", change.object)
        case (true, false): return try event("DELETED", lastSeen(change))
        case (false, false): return nil
        }
    }

    private mutating func event(_ type: String, _ object: StoredObject) throws(APIFailure) -> [UInt8] {
        defer { hasSentObjects = true }
        return try answers.event(type, object, isFirst: !hasSentObjects)
    }

    /// The object as the watch knew it, with the resource version at which it went.
    private func lastSeen(_ change: Change) throws(APIFailure) -> StoredObject {
        guard change.kind != .deleted, let previous = change.previous else { return change.object }
        let tree = try ResourceStore.tree(of: previous, resource)
        return ResourceStore.stored(tree, previous.key, resource, change.resourceVersion)
    }
}
