// SPDX-License-Identifier: Apache-2.0

import Synchronization

/// Many callers, one run: whoever asks for a key while a run for it is under way gets that run's result.
///
/// Nothing is remembered: the first caller after the end starts anew, after a failure as after a success. A caller who
/// is cancelled leaves at once and disturbs nobody; the run is cancelled when the last one has left.
package final class SingleFlight<Key: Hashable & Sendable, Value: Sendable>: Sendable {
    private let flights = Mutex(Flights())

    package init() {}

    /// The result of the run for a key, which starts with `operation` when there is none.
    ///
    /// The run belongs to all of its callers and so is nobody's child task. It has the priority and the task-local
    /// values of the caller who started it.
    package func value(
        for key: Key,
        _ operation: @escaping @Sendable () async throws -> Value
    ) async throws -> Value {
        let waiter = flights.withLock { $0.nextWaiter() }
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                flights.withLock { flights in
                    guard let flight = flights.join(key, waiter, continuation) else { return }
                    // The bridge out of structured concurrency: see above. Starting a task only enqueues it.
                    flights.started(
                        key,
                        Task { await self.run(key, flight, operation) }
                    )
                }
                // Cancelled before there was anything to leave.
                if Task.isCancelled {
                    leave(key, waiter)
                }
            }
        } onCancel: {
            leave(key, waiter)
        }
    }

    /// How many callers wait for a key.
    package func waiterCount(for key: Key) -> Int {
        flights.withLock { $0.waiterCount(for: key) }
    }

    private func run(_ key: Key, _ flight: Int, _ operation: @Sendable () async throws -> Value) async {
        let result: Result<Value, any Error>
        do {
            result = .success(try await operation())
        } catch {
            result = .failure(error)
        }
        for waiter in flights.withLock({ $0.land(key, flight) }) {
            waiter.resume(with: result)
        }
    }

    private func leave(_ key: Key, _ waiter: Int) {
        let (continuation, abandoned) = flights.withLock { $0.leave(key, waiter) }
        abandoned?.cancel()
        continuation?.resume(throwing: CancellationError())
    }
}

extension SingleFlight {
    fileprivate typealias Waiter = CheckedContinuation<Value, any Error>

    /// Who waits for what; it never calls out, so that it can stand under a lock.
    fileprivate struct Flights {
        private struct Flight {
            let number: Int
            var waiters: [Int: Waiter]
            var task: Task<Void, Never>?
        }

        private var flights: [Key: Flight] = [:]
        private var lastNumber = 0

        mutating func nextWaiter() -> Int {
            lastNumber += 1
            return lastNumber
        }

        /// Joins the flight for a key, and returns the number of a new one that has to be started.
        mutating func join(_ key: Key, _ number: Int, _ waiter: Waiter) -> Int? {
            guard flights[key] == nil else {
                flights[key]?.waiters[number] = waiter
                return nil
            }
            flights[key] = Flight(number: number, waiters: [number: waiter])
            return number
        }

        mutating func started(_ key: Key, _ task: Task<Void, Never>) {
            flights[key]?.task = task
        }

        /// Takes a waiter out, and with the last one the flight: whoever comes next gets a run that is not cancelled.
        mutating func leave(_ key: Key, _ number: Int) -> (Waiter?, abandoned: Task<Void, Never>?) {
            guard let waiter = flights[key]?.waiters.removeValue(forKey: number) else { return (nil, nil) }
            guard flights[key]?.waiters.isEmpty == true else { return (waiter, nil) }
            return (waiter, flights.removeValue(forKey: key)?.task)
        }

        /// Ends a flight, unless it was abandoned and the key belongs to a later one.
        mutating func land(_ key: Key, _ number: Int) -> [Waiter] {
            guard flights[key]?.number == number else { return [] }
            return flights.removeValue(forKey: key).map { Array($0.waiters.values) } ?? []
        }

        func waiterCount(for key: Key) -> Int {
            flights[key]?.waiters.count ?? 0
        }
    }
}
