// SPDX-License-Identifier: Apache-2.0

internal import KubeCore

// Lists in the form of a watch (KEP-3157)

extension WatcherMachine {
    mutating func received(
        _ answer: Answer,
        listing stream: WatcherStream,
        at now: Instant,
        using random: inout some RandomNumberGenerator
    ) -> [Action] {
        var stream = stream
        stream.lastHeardAt = now
        state = .streaming(stream)
        switch answer {
        case .page, .failed, .opened: return []
        case .ended:
            let message = "the streaming list broke off before its end"
            return fail(error(.transport, "list", message), at: now, using: &random)
        case .event(let event):
            stream.hasSaidSomething = true
            state = .streaming(stream)
            return heard(event, listing: stream, at: now, using: &random)
        }
    }

    private mutating func heard(
        _ event: WatchEvent<Item>,
        listing stream: WatcherStream,
        at now: Instant,
        using random: inout some RandomNumberGenerator
    ) -> [Action] {
        switch event {
        case .added(let item), .modified(let item): return [.update(.stage([item]))]
        case .deleted(let item): return [.update(.unstage(item))]
        case .foreign(_, let kind): return [.report(.ignored(kind: kind))]
        case .error(let status):
            return giveUp(because: APIError("list \(configuration.name)", status), at: now, using: &random)
        case .bookmark(let bookmark):
            guard bookmark.endsInitialEvents else { return [] }
            if let stale = staleness(of: bookmark.resourceVersion) {
                return giveUp(because: stale, at: now, using: &random)
            }
            var stream = stream
            stream.lastBookmarkAt = now
            // The same stream goes on as the watch.
            state = .watching(stream)
            return commit(bookmark.resourceVersion, at: now)
        }
    }

    /// When a list that says nothing counts as one that does not end.
    ///
    /// Servers that do not know streaming lists and do not refuse them send what there is and then wait for changes.
    func patienceEnds(_ stream: WatcherStream) -> Instant {
        stream.lastHeardAt.advanced(by: configuration.streamingListPatience)
    }

    mutating func waited(
        listing stream: WatcherStream,
        at now: Instant,
        using random: inout some RandomNumberGenerator
    ) -> [Action] {
        guard now < patienceEnds(stream), now < silenceEnds(stream) else {
            let message = "the streaming list does not end: the server may not know such lists"
            let failure = error(.timeout, "list", message)
            let actions = abandon()
            // A list that had begun and went silent will do so again; one that never began may only be slow.
            if stream.hasSaidSomething { standing.canStreamLists = false }
            return actions + listInPages(because: failure, at: now, using: &random)
        }
        var stream = stream
        stream.nextWarning = now.advanced(by: configuration.streamingListWarning)
        state = .streaming(stream)
        return [.report(.listDoesNotEnd(lastEventAgo: stream.lastHeardAt.duration(to: now)))]
    }

    /// Asks for pages, without waiting: nothing is wrong with the server but that it cannot list otherwise.
    mutating func listInPages(
        because error: APIError,
        at now: Instant,
        using random: inout some RandomNumberGenerator
    ) -> [Action] {
        standing.listsInPages = true
        return [.report(.listsInPages(error))] + ask(at: now, using: &random)
    }
}
