// SPDX-License-Identifier: Apache-2.0

import Synchronization

/// A value that is good for a while, such as a token, and is fetched again before it ends: once, however many ask.
///
/// Shortly before the end one caller fetches the next value while the others go on with the present one. When that
/// fails the present one is used until it ends, with some time between attempts; only then do callers see the error
/// (so `fetch` itself should log it).
package final class ExpiringValue<Value: Sendable>: Sendable {
    /// When a value is replaced.
    package struct Policy: Sendable {
        /// How long before the end a value is replaced.
        package let margin: Duration
        /// How long to wait after a failure while the present value is still good.
        package let pause: Duration

        package init(margin: Duration = .seconds(60), pause: Duration = .seconds(5)) {
            self.margin = margin
            self.pause = pause
        }
    }

    private let policy: Policy
    private let clock: WallClock
    private let fetch: @Sendable () async throws -> (Value, end: Timestamp)
    private let flight = SingleFlight<OnlyKey, Value>()
    private let state = Mutex(State())

    /// A value that is fetched when it is first asked for.
    package init(
        policy: Policy = Policy(),
        clock: WallClock = .system,
        fetch: @escaping @Sendable () async throws -> (Value, end: Timestamp)
    ) {
        self.policy = policy
        self.clock = clock
        self.fetch = fetch
    }

    /// A value that is good now.
    package func current() async throws -> Value {
        switch state.withLock({ $0.decide(at: clock.now, policy) }) {
        case .use(let value):
            return value
        case .fetch:
            return try await fetched()
        case .replace:
            do {
                return try await fetched()
            } catch {
                try Task.checkCancellation()
                guard let present = state.withLock({ $0.good(at: clock.now) }) else { throw error }
                return present
            }
        }
    }

    private func fetched() async throws -> Value {
        try await flight.value(for: .only) { [self] in
            do {
                let (value, end) = try await fetch()
                state.withLock { $0.fetched(value, end: end) }
                return value
            } catch {
                state.withLock { $0.failed(at: clock.now, policy) }
                throw error
            }
        }
    }
}

extension ExpiringValue where Value: Equatable {
    /// Forgets a value that was refused by whoever it was shown to, unless it has been replaced in the meantime.
    package func invalidate(_ refused: Value) {
        state.withLock { $0.invalidate(where: { $0 == refused }) }
    }
}

extension ExpiringValue {
    fileprivate enum OnlyKey: Sendable {
        case only
    }

    fileprivate enum Decision {
        case use(Value)
        case fetch
        /// Fetch, and fall back on the present value.
        case replace
    }

    fileprivate struct State {
        private var present: (value: Value, end: Timestamp)?
        /// Until then no replacement is started: one is under way, or has just failed.
        private var nextReplacement: Timestamp?

        mutating func decide(at now: Timestamp, _ policy: Policy) -> Decision {
            guard let (value, end) = present, now < end else { return .fetch }
            guard now >= end - policy.margin else { return .use(value) }
            if let nextReplacement, now < nextReplacement {
                return .use(value)
            }
            nextReplacement = now + policy.pause
            return .replace
        }

        func good(at now: Timestamp) -> Value? {
            present.flatMap { now < $0.end ? $0.value : nil }
        }

        mutating func fetched(_ value: Value, end: Timestamp) {
            present = (value, end)
            nextReplacement = nil
        }

        mutating func failed(at now: Timestamp, _ policy: Policy) {
            nextReplacement = now + policy.pause
        }

        mutating func invalidate(where isRefused: (Value) -> Bool) {
            guard let present, isRefused(present.value) else { return }
            self.present = nil
            nextReplacement = nil
        }
    }
}
