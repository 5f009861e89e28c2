// SPDX-License-Identifier: Apache-2.0

import Synchronization

/// A value that is set once, and any number of tasks that wait for it.
package final class Latch<Value: Sendable>: Sendable {
    private typealias Waiter = CheckedContinuation<Value, any Error>

    private struct State {
        var value: Value?
        /// In the order in which they came, so that they go on in that order.
        var waiters: [(ticket: Int, waiter: Waiter)] = []
        var lastTicket = 0
    }

    private let state = Mutex(State())

    /// A latch whose value is not set.
    package init() {}

    /// The value, once it is set.
    package var value: Value? { state.withLock { $0.value } }

    /// Sets the value and wakes who waits for it; false when there is one already, which stays.
    @discardableResult
    package func set(_ value: Value) -> Bool {
        let waiters = state.withLock { state -> [(ticket: Int, waiter: Waiter)]? in
            guard state.value == nil else { return nil }
            state.value = value
            defer { state.waiters = [] }
            return state.waiters
        }
        for (_, waiter) in waiters ?? [] { waiter.resume(returning: value) }
        return waiters != nil
    }

    /// Waits for the value, or until the task is cancelled.
    package func wait() async throws(CancellationError) -> Value {
        let ticket = state.withLock { state in
            state.lastTicket += 1
            return state.lastTicket
        }
        do {
            return try await withTaskCancellationHandler {
                try await withCheckedThrowingContinuation { waiter in
                    if let value = enqueue(waiter, ticket) {
                        waiter.resume(returning: value)
                    } else if Task.isCancelled {
                        // Cancelled before there was anybody to wake.
                        leave(ticket)
                    }
                }
            } onCancel: {
                leave(ticket)
            }
        } catch {
            throw CancellationError()
        }
    }

    private func enqueue(_ waiter: Waiter, _ ticket: Int) -> Value? {
        state.withLock { state in
            if state.value == nil { state.waiters.append((ticket, waiter)) }
            return state.value
        }
    }

    private func leave(_ ticket: Int) {
        let waiter = state.withLock { state -> Waiter? in
            guard let index = state.waiters.firstIndex(where: { $0.ticket == ticket }) else { return nil }
            return state.waiters.remove(at: index).waiter
        }
        waiter?.resume(throwing: CancellationError())
    }
}

extension Latch where Value == Void {
    /// Opens the latch; false when it is open already.
    @discardableResult
    package func open() -> Bool { set(()) }
}

extension Latch where Value == Void {
    /// Runs an operation, which is cancelled when the latch opens; whatever it says at its end is the result.
    package func cancelling<Result: Sendable>(
        _ operation: @escaping @Sendable () async throws -> Result
    ) async throws -> Result {
        try await withThrowingTaskGroup(of: Result?.self) { group in
            group.addTask { try await operation() }
            group.addTask {
                try? await self.wait()
                return nil
            }
            defer { group.cancelAll() }
            while let outcome = try await group.next() {
                if let outcome { return outcome }
                group.cancelAll()
            }
            throw CancellationError()
        }
    }
}
