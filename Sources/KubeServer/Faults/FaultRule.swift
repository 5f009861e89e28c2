// SPDX-License-Identifier: Apache-2.0

/// What goes wrong, with which requests, and how often.
package struct FaultRule: Sendable, Equatable {
    /// By what the rule is known, to those who take it away again.
    package var name: String
    package var match: FaultMatch
    /// How many matching requests are spared before the first is hit.
    package var skip: Int
    /// How many are hit; nil for all of them.
    package var count: Int?
    /// How likely it is that one is hit.
    package var probability: Double
    package var effect: FaultEffect

    package init(
        _ name: String,
        _ match: FaultMatch,
        _ effect: FaultEffect,
        skip: Int = 0,
        count: Int? = nil,
        probability: Double = 1
    ) {
        self.name = name
        self.match = match
        self.skip = skip
        self.count = count
        self.probability = probability
        self.effect = effect
    }
}

/// What goes wrong.
package enum FaultEffect: Sendable, Equatable {
    /// The answer comes late.
    case latency(Duration)
    /// The request is refused before it has done anything.
    case refusal(Refusal)
    /// The connection is cut before the request has done anything, or when it has, so that nobody learns of it.
    case cut(Moment)
    /// A watch is cut behind so many lines, or in the middle of the next one.
    case cutWatch(afterLines: Int, inLine: Bool)
    /// The answer is that of a server which lags behind.
    case stale(Lag)
    /// All history is forgotten before the request is answered.
    case compaction
    /// A list or a watch is told that its resource version, or its continue token, is too old.
    case expiry
    /// A watch gets no bookmarks.
    case droppedBookmarks
    /// A watch gets every event twice.
    case duplicatedEvents
    /// A watch gets its events late.
    case delayedEvents(Duration)

    /// What a client is told who is refused.
    package struct Refusal: Sendable, Equatable {
        package var code: Int
        package var reason: String
        package var message: String
        package var retryAfterSeconds: Int?

        package init(code: Int, reason: String = "", message: String = "", retryAfterSeconds: Int? = nil) {
            self.code = code
            self.reason = reason
            self.message = message
            self.retryAfterSeconds = retryAfterSeconds
        }
    }

    /// When a connection is cut.
    package enum Moment: String, Sendable {
        case before
        case after
    }

    /// By how much a server lags behind.
    package enum Lag: Sendable, Hashable {
        case revisions(UInt64)
        case time(Duration)
    }
}
