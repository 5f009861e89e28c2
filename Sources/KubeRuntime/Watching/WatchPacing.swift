// SPDX-License-Identifier: Apache-2.0

/// How long to wait after a failure of a list or a watch: longer and longer, until something really went well.
///
/// The ceiling doubles from 0.8 s to 30 s as in client-go, and a wait is at least half of it, so that a server which
/// answers 429 is left in peace from the first time on. To have *begun* again is no reason to be quick again: a list that
/// fails every time would be asked for at the shortest interval for ever.
struct WatchPacing: Sendable, Hashable {
    static let base = Duration.milliseconds(800)
    static let cap = Duration.seconds(30)
    /// A failure so long after the last one is the first of its own.
    static let memory = Duration.seconds(120)

    private var ceiling = Self.base
    private var lastFailure: ContinuousClock.Instant?
    /// How often the version expired since the last event.
    private var expirations = 0

    /// How long to wait after a failure, which is at least what the server asks for.
    mutating func delay(
        atLeast retryAfter: Duration?,
        at now: ContinuousClock.Instant,
        using random: inout some RandomNumberGenerator
    ) -> Duration {
        if let lastFailure, lastFailure.duration(to: now) > Self.memory { ceiling = Self.base }
        lastFailure = now
        let delay = ceiling * Double.random(in: 0.5...1, using: &random)
        ceiling = min(Self.cap, ceiling * 2)
        return max(delay, retryAfter ?? .zero)
    }

    /// How long to wait before a list because the version has expired: a moment, so that not all clients of a server that
    /// comes back list at once.
    ///
    /// When it expires again before there was an event, the list did not help, and the waits grow although every list is
    /// a success.
    mutating func delayAfterExpiry(
        at now: ContinuousClock.Instant,
        using random: inout some RandomNumberGenerator
    ) -> Duration {
        expirations += 1
        guard expirations > 1 else { return Self.base * Double.random(in: 0...1, using: &random) }
        for _ in 2..<min(expirations, 10) { ceiling = min(Self.cap, ceiling * 2) }
        return delay(atLeast: nil, at: now, using: &random)
    }

    /// A list was completed.
    mutating func listSucceeded() {
        ceiling = Self.base
        lastFailure = nil
    }

    /// A watch said something that was new.
    mutating func eventArrived() {
        self = WatchPacing()
    }
}
