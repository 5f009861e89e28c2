// SPDX-License-Identifier: Apache-2.0

internal import KubeCore

extension WatcherMachine {
    /// What a watcher is doing.
    enum State: Sendable {
        case idle
        /// It has asked for a page of a list.
        case listing(WatcherPages)
        /// It receives a list in the form of a watch, whose end has not come.
        case streaming(WatcherStream)
        /// It hears what happens.
        case watching(WatcherStream)
        /// It lets some time pass before it asks again.
        case waiting(until: Instant)
        case refreshing(until: Instant)
        case stopped
    }

    typealias Stream = WatcherStream
    typealias Standing = WatcherStanding
}

/// A list that is received page by page.
struct WatcherPages: Sendable {
    let options: ListOptions
    /// The version of the first page, which is that of the list.
    var version: ResourceVersion?
    /// Whether this is not the first page.
    var isContinued = false
}

/// A watch that was opened, or a list in the form of one.
struct WatcherStream: Sendable {
    /// When it was asked for: some proxies say nothing before the first event, so that the answer's begin says little.
    let startedAt: ContinuousClock.Instant
    let options: WatchOptions
    var lastHeardAt: ContinuousClock.Instant
    var lastBookmarkAt: ContinuousClock.Instant
    var hasSaidSomething = false
    /// When to say that a list has not ended.
    var nextWarning: ContinuousClock.Instant

    init(at now: ContinuousClock.Instant, _ options: WatchOptions, _ configuration: WatcherConfiguration) {
        startedAt = now
        self.options = options
        lastHeardAt = now
        lastBookmarkAt = now
        nextWarning = now.advanced(by: configuration.streamingListWarning)
    }
}

/// What a watcher has learnt about its server, and what it owes.
struct WatcherStanding: Sendable {
    /// The next request is a list.
    var mustList = true
    /// Since when a list is tried.
    var listingSince: ContinuousClock.Instant?
    /// The server does not know the last version, not even as a lower bound.
    var isVersionUnknown = false
    /// The state of the database was asked for without waiting.
    var hasListedAtOnce = false
    /// Until a list is complete, pages are asked for.
    var listsInPages = false
    /// A streaming list ended some time.
    var canStreamLists = true
    /// How often a streaming list was refused for want of a fresh cache, or broke off.
    var failedStreamingLists = 0
    /// The server's cache lags so much that an older state has to do.
    var acceptsAnyState = false
    /// How often a watch was silent for too long, one after the other.
    var silences = 0
    /// The longest time between two bookmarks that this server has shown.
    var bookmarkInterval: Duration?
    /// Since when watches fail with the server's own errors.
    var serverFailsSince: ContinuousClock.Instant?
    var hasRefreshedCredentials = false

    /// The version that a list must not be older than.
    func knownVersion(_ version: ResourceVersion?) -> ResourceVersion? { isVersionUnknown ? nil : version }

    /// A list is complete.
    mutating func listSucceeded() {
        var fresh = WatcherStanding()
        fresh.mustList = false
        fresh.canStreamLists = canStreamLists
        fresh.bookmarkInterval = bookmarkInterval
        self = fresh
    }

    /// A watch said something.
    mutating func eventArrived() {
        silences = 0
        serverFailsSince = nil
        hasRefreshedCredentials = false
    }
}
