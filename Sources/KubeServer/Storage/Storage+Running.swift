// SPDX-License-Identifier: Apache-2.0

package import Basics
internal import Synchronization

extension Storage {
    /// Ends waits at their deadlines and keeps the journal short, until it is cancelled.
    ///
    /// Without it nothing is lost: watches go on beyond their time, and the journal grows until the next start.
    package func run(clock: any MonotonicClock = ContinuousClock()) async {
        await withDiscardingTaskGroup { group in
            group.addTask { await self.keepTime(clock) }
            if let journal { group.addTask { await journal.keep(self, clock) } }
        }
    }

    private func keepTime(_ clock: any MonotonicClock) async {
        while !Task.isCancelled {
            endWaits(before: clock.now)
            let earliest = nextDeadline
            await withDiscardingTaskGroup { group in
                if let earliest {
                    group.addTask {
                        try? await clock.sleep(until: earliest, tolerance: nil)
                        self.waiting.withLock { $0.wakeTimekeeper() }.resume()
                    }
                }
                await self.waitForDeadline(before: earliest, clock)
                group.cancelAll()
            }
        }
    }

    /// Returns when somebody waits until an earlier time, and when the time has come.
    private func waitForDeadline(before known: ContinuousClock.Instant?, _ clock: any MonotonicClock) async {
        let place = waiting.withLock { $0.nextPlace() }
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                waiting.withLock { $0.enter(timekeeper: place, wakesAt: known, continuation) }.resume()
                // What was to wake it may have come before it slept.
                let isOver = known.map { $0 <= clock.now } ?? false
                if isOver || Task.isCancelled { waiting.withLock { $0.leave(place) }.resume() }
            }
        } onCancel: {
            waiting.withLock { $0.leave(place) }.resume()
        }
    }
}
