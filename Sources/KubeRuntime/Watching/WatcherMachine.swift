// SPDX-License-Identifier: Apache-2.0

package import KubeCore

/// What to ask an API server, and when, so that a store shows what there is: list and watch, without I/O.
///
/// It lists, in the form of a watch where the server can, and then listens from the version of the list on. When that
/// ends, in whatever way, it goes on from the last version it heard of, and lists again only when the server does not
/// know that version any more. `WatchReaction` says what each failure means; this says when.
///
/// One request is under way at a time. Each has a number, and answers to a request that was given up are ignored, so a
/// driver may deliver them late. Every input returns what the driver has to do, in order; besides, it calls
/// ``timePassed(at:using:)`` at ``nextWakeUp``.
package struct WatcherMachine<Item: KubeObject>: Sendable {
    /// The instants of a clock that counts while the machine sleeps.
    package typealias Instant = ContinuousClock.Instant

    /// What a server, or the way to it, answers to a request.
    package enum Answer: Sendable {
        /// A page of a list.
        case page(ObjectList<Item>)
        /// The watch has begun: nothing was said yet.
        case opened
        /// The watch says something.
        case event(WatchEvent<Item>)
        /// The server ended the watch in good order.
        case ended
        /// The list, the opening of the watch or the watch failed.
        case failed(APIError)
    }

    /// What a driver does.
    package enum Action: Sendable {
        /// Asks for a list, or one page of it.
        case list(ListOptions, request: Int)
        /// Opens a watch and delivers what it says.
        case watch(WatchOptions, request: Int)
        /// Gives a request up.
        case cancel(request: Int)
        /// Gets other credentials, and says when they are there.
        case refreshCredentials
        /// Passes something on to the store.
        case update(StoreUpdate<Item>)
        /// Writes a line, or counts.
        case report(WatcherReport)
    }

    let configuration: WatcherConfiguration
    var state = State.idle
    var pacing = WatchPacing()
    var standing = Standing()
    /// The last request; answers to others are too late.
    var request = 0
    /// How the watcher is doing.
    package internal(set) var health = WatcherHealth.starting
    /// The version up to which everything was heard; a watch goes on from there.
    package internal(set) var version: ResourceVersion?

    /// A watcher that has not begun.
    package init(_ configuration: WatcherConfiguration) {
        self.configuration = configuration
    }

    /// When ``timePassed(at:using:)`` has to be called; nil when only an answer is waited for.
    package var nextWakeUp: Instant? {
        switch state {
        case .idle, .listing, .stopped: nil
        case .waiting(let until), .refreshing(let until): until
        case .streaming(let stream): min(stream.nextWarning, patienceEnds(stream), silenceEnds(stream))
        case .watching(let stream): silenceEnds(stream)
        }
    }

    /// Begins.
    package mutating func start(at now: Instant, using random: inout some RandomNumberGenerator) -> [Action] {
        guard case .idle = state else { return [] }
        return ask(at: now, using: &random)
    }

    /// An answer to a request has arrived.
    package mutating func received(
        _ answer: Answer,
        to request: Int,
        at now: Instant,
        using random: inout some RandomNumberGenerator
    ) -> [Action] {
        guard request == self.request else { return [] }
        switch (state, answer) {
        case (.listing, .failed(let error)), (.streaming, .failed(let error)), (.watching, .failed(let error)):
            return fail(error, at: now, using: &random)
        case (.listing(let list), .page(let page)): return received(page, of: list, at: now, using: &random)
        case (.streaming(let stream), _): return received(answer, listing: stream, at: now, using: &random)
        case (.watching(let stream), _): return received(answer, watching: stream, at: now, using: &random)
        default: return []
        }
    }

    /// The credentials are as fresh as can be.
    package mutating func credentialsRefreshed(
        at now: Instant,
        using random: inout some RandomNumberGenerator
    ) -> [Action] {
        guard case .refreshing = state else { return [] }
        return ask(at: now, using: &random)
    }

    /// The time of ``nextWakeUp`` has come; earlier calls do nothing.
    package mutating func timePassed(at now: Instant, using random: inout some RandomNumberGenerator) -> [Action] {
        guard let nextWakeUp, nextWakeUp <= now else { return [] }
        switch state {
        case .idle, .listing, .stopped: return []
        case .waiting, .refreshing: return ask(at: now, using: &random)
        case .streaming(let stream): return waited(listing: stream, at: now, using: &random)
        case .watching(let stream): return waited(watching: stream, at: now, using: &random)
        }
    }

    /// Nobody wants to know any more.
    package mutating func stop() -> [Action] {
        defer { end() }
        return abandon()
    }
}

// Asking

extension WatcherMachine {
    /// Sends the request that is due: a watch from where the last one ended, or a list.
    mutating func ask(at now: Instant, using random: inout some RandomNumberGenerator) -> [Action] {
        request += 1
        guard let version, !standing.mustList else {
            return askForList(at: now, using: &random)
        }
        return [openWatch(.after(version), State.watching, at: now, using: &random)]
    }

    private mutating func askForList(
        at now: Instant,
        using random: inout some RandomNumberGenerator
    ) -> [Action] {
        standing.mustList = true
        standing.listingSince = standing.listingSince ?? now
        guard configuration.usesStreamingLists, standing.canStreamLists, !standing.listsInPages else {
            return [.update(.begin), askForPages()]
        }
        let start = WatchOptions.Start.streamingList(notOlderThan: standing.knownVersion(version))
        return [.update(.begin), openWatch(start, State.streaming, at: now, using: &random)]
    }

    private mutating func openWatch(
        _ start: WatchOptions.Start,
        _ state: (Stream) -> State,
        at now: Instant,
        using random: inout some RandomNumberGenerator
    ) -> Action {
        var options = WatchOptions(start)
        options.labelSelector = configuration.labelSelector
        options.fieldSelector = configuration.fieldSelector
        // The server is asked in whole seconds.
        let range = configuration.watchTimeout
        let seconds = range.lowerBound.components.seconds...range.upperBound.components.seconds
        options.timeout = .seconds(Int64.random(in: seconds, using: &random))
        self.state = state(Stream(at: now, options, configuration))
        return .watch(options, request: request)
    }

    /// Gives up what is under way.
    func abandon() -> [Action] {
        switch state {
        case .idle, .waiting, .refreshing, .stopped: []
        case .listing, .streaming, .watching: [.cancel(request: request)] + discard()
        }
    }

    /// Drops what has arrived of a list.
    func discard() -> [Action] {
        switch state {
        case .listing, .streaming: [.update(.discard)]
        case .idle, .watching, .waiting, .refreshing, .stopped: []
        }
    }

    mutating func end() {
        state = .stopped
        health = .stopped
    }
}
