// SPDX-License-Identifier: Apache-2.0

/// How probable each misfortune is.
package struct FaultRates: Sendable {
    // Of a request.
    /// 429, with or without `Retry-After`.
    package var overloaded = 0.0
    /// 500 or 503.
    package var failing = 0.0
    /// The connection breaks before the server sees anything.
    package var lostRequest = 0.0
    /// The server does what it was asked, and the answer is lost.
    package var lostAnswer = 0.0
    /// The answer never comes, and nobody says so.
    package var silentAnswer = 0.0
    /// It takes seconds instead of milliseconds.
    package var slow = 0.0

    // Of each line of a watch.
    /// The connection breaks before it.
    package var brokenWatch = 0.0
    /// Broken inside a line.
    package var cutLine = 0.0
    /// The server ends it in good order.
    package var endedWatch = 0.0
    package var silentWatch = 0.0
    /// An `ERROR` event: 410, 500, 429.
    package var errorEvent = 0.0
    /// A line that is no JSON, or not an event.
    package var garbage = 0.0
    /// An object of another kind.
    package var foreignEvent = 0.0
    package var droppedBookmark = 0.0
    /// It is sent twice.
    package var doubledLine = 0.0

    // Of each list or watch.
    /// It is served by a replica that lags.
    package var staleReplica = 0.0
    /// A watch begins with what happened before the version that it was to begin at.
    package var replay = 0.0
    /// `sendInitialEvents` is refused.
    package var noStreamingLists = 0.0

    // Of each second.
    /// The server stops, and starts again.
    package var restart = 0.0
    /// It forgets what happened.
    package var compaction = 0.0
    /// A replica falls behind.
    package var lag = 0.0

    /// Nothing goes wrong.
    package static let none = FaultRates()

    /// Some kinds of misfortune, each more or less probable: what one kind hides, another seed shows without it.
    package static func some(using random: inout Randomness) -> FaultRates {
        var rates = FaultRates()
        let perRequest: [WritableKeyPath<FaultRates, Double>] = [
            \.overloaded, \.failing, \.lostRequest, \.lostAnswer, \.slow, \.staleReplica, \.noStreamingLists,
            \.replay,
        ]
        let perLine: [WritableKeyPath<FaultRates, Double>] = [
            \.brokenWatch, \.cutLine, \.endedWatch, \.silentWatch, \.errorEvent, \.garbage, \.foreignEvent,
            \.doubledLine,
        ]
        for rate in perRequest where random.chance(0.5) {
            rates[keyPath: rate] = .random(in: 0.01...0.2, using: &random)
        }
        for rate in perLine where random.chance(0.5) {
            rates[keyPath: rate] = .random(in: 0.005...0.08, using: &random)
        }
        if random.chance(0.2) { rates.silentAnswer = 0.02 }
        if random.chance(0.5) { rates.droppedBookmark = .random(in: 0.1...1, using: &random) }
        if random.chance(0.5) { rates.restart = 0.01 }
        if random.chance(0.5) { rates.compaction = .random(in: 0.01...0.2, using: &random) }
        if random.chance(0.5) { rates.lag = .random(in: 0.01...0.1, using: &random) }
        return rates
    }
}
