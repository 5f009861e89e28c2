// SPDX-License-Identifier: Apache-2.0

import Synchronization

/// One timer for something whose next time may change at any moment.
///
/// That it became later costs nothing: the timer wakes at the old time and sleeps again. Only a time that is earlier than
/// the one it sleeps for wakes it.
package final class Alarm: Sendable {
    private let clock: any MonotonicClock
    /// Until when the timer sleeps; nil while it does not.
    private let armed = Mutex<ContinuousClock.Instant?>(nil)
    private let bell = Bell()

    /// An alarm that does not run yet.
    package init(_ clock: any MonotonicClock) {
        self.clock = clock
    }

    /// The time may have changed, and is this now.
    package func timeChanged(to time: ContinuousClock.Instant?) {
        guard let time else { return }
        let isEarlier = armed.withLock { armed in armed.map { time < $0 } ?? true }
        if isEarlier { bell.ring() }
    }

    /// Calls somebody whenever the time has come, until the task is cancelled; `next` is when that is, nil for never.
    package func run(
        at next: @escaping @Sendable () -> ContinuousClock.Instant?,
        ring: () async -> Void
    ) async {
        while !Task.isCancelled, let time = try? await bell.wait(until: next) {
            guard time > clock.now else {
                await ring()
                continue
            }
            armed.withLock { $0 = time }
            await sleep(until: time, next)
            armed.withLock { $0 = nil }
        }
    }

    /// Sleeps, unless there is an earlier time.
    private func sleep(
        until time: ContinuousClock.Instant,
        _ next: @escaping @Sendable () -> ContinuousClock.Instant?
    ) async {
        await withTaskGroup { group in
            group.addTask { [clock] in try? await clock.sleep(until: time, tolerance: nil) }
            group.addTask { [bell] in
                // Looks once before it waits: the time may have changed before anybody knew that the timer sleeps.
                try? await bell.wait { next().map { $0 < time } == true ? () : nil }
            }
            await group.next()
            group.cancelAll()
        }
    }
}
