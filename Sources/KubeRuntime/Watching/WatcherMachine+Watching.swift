// SPDX-License-Identifier: Apache-2.0

internal import KubeCore

// Watches

extension WatcherMachine {
    mutating func received(
        _ answer: Answer,
        watching stream: WatcherStream,
        at now: Instant,
        using random: inout some RandomNumberGenerator
    ) -> [Action] {
        var stream = stream
        stream.lastHeardAt = now
        switch answer {
        case .page, .failed: return []
        case .opened:
            state = .watching(stream)
            health = .live
            return []
        case .ended: return ended(stream, at: now, using: &random)
        case .event(let event):
            stream.hasSaidSomething = true
            if case .bookmark = event { noteBookmark(in: &stream, at: now) }
            state = .watching(stream)
            return heard(event, at: now, using: &random)
        }
    }

    private mutating func heard(
        _ event: WatchEvent<Item>,
        at now: Instant,
        using random: inout some RandomNumberGenerator
    ) -> [Action] {
        switch event {
        case .error(let status):
            return giveUp(because: APIError("watch \(configuration.name)", status), at: now, using: &random)
        case .foreign(_, let kind): return [.report(.ignored(kind: kind))]
        case .added, .modified, .deleted, .bookmark: break
        }
        guard let version = event.resourceVersion else {
            let message = "an event has no resourceVersion, so the watch could not go on behind it"
            return giveUp(because: error(.undecodable, "watch", message), at: now, using: &random)
        }
        // An event from before what is known must not take the watch back to there.
        if self.version.flatMap({ version.isOlder(than: $0) }) != true { self.version = version }
        standing.eventArrived()
        pacing.eventArrived()
        health = .live
        return update(for: event).map { [.update($0)] } ?? []
    }

    private func update(for event: WatchEvent<Item>) -> StoreUpdate<Item>? {
        switch event {
        case .added(let item), .modified(let item): .upsert(item)
        case .deleted(let item): .remove(item)
        case .bookmark(let bookmark): .advance(bookmark.resourceVersion)
        case .error, .foreign: nil
        }
    }

    /// The server ended the watch, as it does every few minutes.
    private mutating func ended(
        _ stream: WatcherStream,
        at now: Instant,
        using random: inout some RandomNumberGenerator
    ) -> [Action] {
        let isTooShort = stream.startedAt.duration(to: now) < configuration.shortestWatch
        guard isTooShort, !stream.hasSaidSomething else {
            standing.serverFailsSince = nil
            return ask(at: now, using: &random)
        }
        let message = "the server ended the watch at once, without an event"
        return fail(error(.transport, "watch", message), at: now, using: &random)
    }

    // Silence

    /// Learns how often the server sends bookmarks, which is nowhere promised.
    private mutating func noteBookmark(in stream: inout WatcherStream, at now: Instant) {
        let interval = stream.lastBookmarkAt.duration(to: now)
        stream.lastBookmarkAt = now
        standing.bookmarkInterval = max(interval, standing.bookmarkInterval ?? Self.shortestBookmarkInterval)
    }

    /// Below this nothing is concluded from a missing bookmark.
    private static var shortestBookmarkInterval: Duration { .seconds(20) }

    /// When a stream that says nothing counts as dead.
    ///
    /// The server was asked to end it at a certain time, and has not; the message may have been lost with the connection.
    /// From a server that is known to send bookmarks, three that are missing say the same much earlier.
    func silenceEnds(_ stream: WatcherStream) -> Instant {
        let end = stream.startedAt.advanced(by: stream.options.timeout)
        let margin = configuration.silenceMargin
        let expected = max(end, stream.lastHeardAt).advanced(by: margin)
        guard let interval = standing.bookmarkInterval else { return expected }
        return min(expected, stream.lastHeardAt.advanced(by: interval * 3 + margin))
    }

    mutating func waited(
        watching stream: WatcherStream,
        at now: Instant,
        using random: inout some RandomNumberGenerator
    ) -> [Action] {
        let silence = stream.lastHeardAt.duration(to: now)
        // It may have been a wrong conclusion.
        standing.bookmarkInterval = nil
        return abandon() + [.report(.silent(for: silence))] + afterSilence(at: now, using: &random)
    }

    /// Opens the watch anew: the first time at once, since the server may be fine.
    mutating func afterSilence(at now: Instant, using random: inout some RandomNumberGenerator) -> [Action] {
        standing.silences += 1
        guard standing.silences > 1 else { return ask(at: now, using: &random) }
        return wait(after: error(.timeout, "watch", "the watch is silent"), at: now, using: &random)
    }
}
