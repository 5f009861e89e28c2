// SPDX-License-Identifier: Apache-2.0

import Synchronization

/// Wakes those who wait until something holds that stands elsewhere, under somebody's lock.
///
/// Whoever changes that something rings *behind* the change. A waiter looks, and waits for a ring only if none came since
/// it began to look, so that no change is missed between the look and the wait.
package final class Bell: Sendable {
    private struct State {
        var rings: UInt64 = 0
        var lastTicket: UInt64 = 0
        /// In the order of their tickets.
        var waiters: [(ticket: UInt64, continuation: CheckedContinuation<Void, any Error>)] = []
    }

    private let state = Mutex(State())

    /// A bell for which nobody waits.
    package init() {}

    /// Wakes all who wait, the one who waits the longest first.
    package func ring() {
        let waiters = state.withLock { state in
            state.rings &+= 1
            defer { state.waiters = [] }
            return state.waiters
        }
        for waiter in waiters {
            waiter.continuation.resume()
        }
    }

    /// The value, as soon as there is one; `find` is asked at once and behind every ring.
    package func wait<Value>(until find: () throws -> Value?) async throws -> Value {
        while true {
            let rings = state.withLock { $0.rings }
            if let value = try find() { return value }
            try await nextRing(after: rings)
        }
    }

    /// Waits for a ring, unless one came after so many.
    private func nextRing(after rings: UInt64) async throws {
        let ticket = state.withLock { state in
            state.lastTicket &+= 1
            return state.lastTicket
        }
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                let hasRung = state.withLock { state in
                    guard state.rings == rings else { return true }
                    state.waiters.append((ticket, continuation))
                    return false
                }
                if hasRung {
                    continuation.resume()
                } else if Task.isCancelled {
                    leave(ticket)
                }
            }
        } onCancel: {
            leave(ticket)
        }
    }

    private func leave(_ ticket: UInt64) {
        let continuation = state.withLock { state in
            state.waiters.firstIndex { $0.ticket == ticket }.map { state.waiters.remove(at: $0).continuation }
        }
        continuation?.resume(throwing: CancellationError())
    }
}
