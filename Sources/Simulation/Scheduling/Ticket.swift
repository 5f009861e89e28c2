// SPDX-License-Identifier: Apache-2.0

internal import Synchronization

/// Somebody who sleeps until the scheduler wakes or a cancellation disturbs them.
final class Ticket: Sendable {
    private let scheduler: Scheduler
    private let number = Mutex<Int?>(nil)

    init(_ scheduler: Scheduler) {
        self.scheduler = scheduler
    }

    func schedule(_ continuation: CheckedContinuation<Void, any Error>, after delay: Duration) {
        let number = scheduler.schedule(.wake(continuation), after: delay)
        self.number.withLock { $0 = number }
    }

    func cancel() {
        guard let number = number.withLock({ $0.take() }),
            case .wake(let continuation) = scheduler.cancel(number)
        else { return }
        continuation.resume(throwing: CancellationError())
    }
}
