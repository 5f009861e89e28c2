// SPDX-License-Identifier: Apache-2.0

package import Basics

/// The clock of a simulated process: it may run a little too fast or too slow, and its time of day may be wrong.
package final class SimulatedClock: MonotonicClock {
    private let scheduler: Scheduler
    /// By how many millionths it runs too fast.
    private let drift: Int64
    private let wallStart: Timestamp

    /// A clock in a world.
    package init(_ scheduler: Scheduler, drift: Int64 = 0, wallOffset: Duration = .zero) {
        self.scheduler = scheduler
        self.drift = drift
        wallStart = Timestamp(secondsSinceEpoch: 1_767_225_600) + wallOffset
    }

    package var now: Instant { scheduler.epoch.advanced(by: elapsed) }

    package var minimumResolution: Duration { .nanoseconds(1) }

    /// How much time has passed as this clock measures it.
    private var elapsed: Duration { local(scheduler.now) }

    /// The time of day that this process believes in.
    package var wallClock: WallClock {
        WallClock { [self] in wallStart + elapsed }
    }

    private func local(_ time: Duration) -> Duration {
        drift == 0 ? time : .nanoseconds(time.nanoseconds + time.nanoseconds / 1_000_000 * drift)
    }

    /// How long a time of this clock really is, a little more rather than less.
    private func real(_ duration: Duration) -> Duration {
        guard drift != 0 else { return duration }
        return .nanoseconds(duration.nanoseconds / (1_000_000 + drift) * 1_000_000 + 1_000_000)
    }

    package func sleep(until deadline: Instant, tolerance: Duration? = nil) async throws {
        while true {
            let left = now.duration(to: deadline)
            guard left > .zero else { return try Task.checkCancellation() }
            try await wait(for: real(left))
        }
    }

    private func wait(for duration: Duration) async throws {
        let ticket = Ticket(scheduler)
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                ticket.schedule(continuation, after: duration)
                // Cancelled before there was anything to cancel.
                if Task.isCancelled { ticket.cancel() }
            }
        } onCancel: {
            ticket.cancel()
        }
    }
}
