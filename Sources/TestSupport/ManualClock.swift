// SPDX-License-Identifier: Apache-2.0

package import Basics
import Synchronization

/// A clock that stands still until a test moves it.
///
/// A test starts what it tests, waits with ``sleepers(_:)`` until that sleeps, and moves the time: nothing in it depends
/// on how fast the machine is.
package final class ManualClock: MonotonicClock {
    private let start: Instant
    private let wallStart: Timestamp
    private let state: Mutex<State>

    /// A clock at some instant; its wall time is 2026-01-01T00:00:00Z unless said otherwise.
    package init(wallTime: Timestamp = Timestamp(secondsSinceEpoch: 1_767_225_600)) {
        start = ContinuousClock.now
        wallStart = wallTime
        state = Mutex(State(now: start))
    }

    /// The instant at which the clock stands.
    package var now: Instant { state.withLock { $0.now } }

    package var minimumResolution: Duration { .nanoseconds(1) }

    /// How far the clock was moved since it was made.
    package var elapsed: Duration { start.duration(to: now) }

    /// The time of day that belongs to it.
    package var wallClock: WallClock {
        WallClock { self.wallStart + self.elapsed }
    }

    /// How long it is until the first sleeper wakes, or nil when nobody sleeps.
    package var timeToNextWake: Duration? {
        state.withLock { state in state.nextDeadline.map { state.now.duration(to: $0) } }
    }

    package func sleep(until deadline: Instant, tolerance: Duration? = nil) async throws {
        let ticket = state.withLock { $0.nextTicket() }
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                let sleeper = Sleeper(deadline: deadline, continuation: continuation)
                guard let watchers = state.withLock({ $0.add(sleeper, ticket) }) else {
                    continuation.resume()
                    return
                }
                for watcher in watchers {
                    watcher.resume()
                }
                // Cancelled before there was a sleeper to wake.
                if Task.isCancelled {
                    cancelSleeper(ticket)
                }
            }
        } onCancel: {
            cancelSleeper(ticket)
        }
    }

    /// Waits until at least so many tasks sleep on this clock, or until the test's task is cancelled.
    package func sleepers(_ count: Int = 1) async {
        let ticket = state.withLock { $0.nextTicket() }
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let isThere = state.withLock { $0.watch(count, continuation, ticket) }
                if isThere {
                    continuation.resume()
                } else if Task.isCancelled {
                    cancelWatcher(ticket)
                }
            }
        } onCancel: {
            cancelWatcher(ticket)
        }
    }

    /// Moves the clock forward and wakes who sleeps no longer than that, in the order of the deadlines.
    package func advance(by duration: Duration) {
        wake(at: now.advanced(by: duration))
    }

    /// Waits until somebody sleeps, and moves the clock to when the first one wakes.
    package func advanceToNextWake() async {
        await sleepers()
        let deadline = state.withLock { $0.nextDeadline }
        if let deadline {
            wake(at: deadline)
        }
    }

    private func wake(at instant: Instant) {
        for sleeper in state.withLock({ $0.move(to: instant) }) {
            sleeper.continuation.resume()
        }
    }

    private func cancelSleeper(_ ticket: Int) {
        let sleeper = state.withLock { $0.sleepers.removeValue(forKey: ticket) }
        sleeper?.continuation.resume(throwing: CancellationError())
    }

    private func cancelWatcher(_ ticket: Int) {
        let watcher = state.withLock { $0.watchers.removeValue(forKey: ticket) }
        watcher?.continuation.resume()
    }
}

extension ManualClock {
    private struct Sleeper {
        let deadline: Instant
        let continuation: CheckedContinuation<Void, any Error>
    }

    private struct Watcher {
        let count: Int
        let continuation: CheckedContinuation<Void, Never>
    }

    private struct State {
        private(set) var now: Instant
        var sleepers: [Int: Sleeper] = [:]
        var watchers: [Int: Watcher] = [:]
        private var lastTicket = 0

        init(now: Instant) {
            self.now = now
        }

        var nextDeadline: Instant? { sleepers.values.map(\.deadline).min() }

        mutating func nextTicket() -> Int {
            lastTicket += 1
            return lastTicket
        }

        /// Adds a sleeper, unless it is due, and takes out the watchers who waited for it.
        mutating func add(_ sleeper: Sleeper, _ ticket: Int) -> [CheckedContinuation<Void, Never>]? {
            guard sleeper.deadline > now else { return nil }
            sleepers[ticket] = sleeper
            let satisfied = watchers.filter { $0.value.count <= sleepers.count }
            for ticket in satisfied.keys {
                watchers[ticket] = nil
            }
            return satisfied.values.map(\.continuation)
        }

        /// Adds a watcher unless what it waits for is there already.
        mutating func watch(_ count: Int, _ continuation: CheckedContinuation<Void, Never>, _ ticket: Int) -> Bool {
            guard sleepers.count < count else { return true }
            watchers[ticket] = Watcher(count: count, continuation: continuation)
            return false
        }

        /// Moves the clock, never back, and takes out who has to wake.
        mutating func move(to instant: Instant) -> [Sleeper] {
            now = max(now, instant)
            let due = sleepers.filter { $0.value.deadline <= now }
            for ticket in due.keys {
                sleepers[ticket] = nil
            }
            return due.sorted { ($0.value.deadline, $0.key) < ($1.value.deadline, $1.key) }.map(\.value)
        }
    }
}
