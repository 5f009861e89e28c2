// SPDX-License-Identifier: Apache-2.0

import Basics
import Synchronization
import TestSupport
import Testing

@Suite("Single flight", .tags(.concurrency), .timeLimit(.minutes(1)))
struct SingleFlightTests {
    struct Refused: Error {}

    /// A run that sleeps on a manual clock and counts how often it was started and cancelled.
    final class Subject: Sendable {
        let flights = SingleFlight<String, Int>()
        let clock = ManualClock()
        let starts = Mutex(0)
        let cancellations = Mutex(0)

        func value(for key: String = "key", failing: Bool = false) async throws -> Int {
            try await flights.value(for: key) { [self] in
                let number = starts.withLock {
                    $0 += 1
                    return $0
                }
                do {
                    try await clock.sleep(for: .seconds(1))
                } catch {
                    cancellations.withLock { $0 += 1 }
                    throw error
                }
                guard !failing else { throw Refused() }
                return number
            }
        }

        /// Waits until so many callers wait; each joins in a bounded number of steps, so yielding is enough.
        func waiters(_ count: Int, for key: String = "key") async {
            while flights.waiterCount(for: key) != count {
                await Task.yield()
            }
        }
    }

    let subject = Subject()

    @Test("a hundred callers cause one run and get its value")
    func oneRun() async throws {
        try await withThrowingTaskGroup(of: Int.self) { group in
            for _ in 0..<100 {
                group.addTask { try await subject.value() }
            }
            await subject.waiters(100)
            await subject.clock.advanceToNextWake()
            for try await value in group {
                #expect(value == 1)
            }
        }
        #expect(subject.starts.withLock { $0 } == 1)
    }

    @Test("keys do not wait for each other")
    func keys() async throws {
        async let first = subject.value(for: "first")
        async let second = subject.value(for: "second")
        await subject.clock.sleepers(2)
        subject.clock.advance(by: .seconds(1))
        #expect(try await Set([first, second]) == [1, 2])
    }

    @Test("a failure reaches every caller and is not remembered")
    func failure() async throws {
        let callers = (0..<2).map { _ in Task { try await subject.value(failing: true) } }
        await subject.waiters(2)
        await subject.clock.advanceToNextWake()
        for caller in callers {
            await #expect(throws: Refused.self) { try await caller.value }
        }

        async let third = subject.value()
        await subject.clock.advanceToNextWake()
        #expect(try await third == 2)
    }

    @Test("a value is not remembered either")
    func notACache() async throws {
        for number in 1...3 {
            async let value = subject.value()
            await subject.clock.advanceToNextWake()
            #expect(try await value == number)
        }
    }

    @Test("who is cancelled leaves at once, and the run goes on for the others")
    func oneLeaves() async throws {
        let leaving = Task { try await subject.value() }
        await subject.waiters(1)
        async let staying = subject.value()
        await subject.waiters(2)

        leaving.cancel()
        await #expect(throws: CancellationError.self) { try await leaving.value }
        #expect(subject.cancellations.withLock { $0 } == 0)

        await subject.clock.advanceToNextWake()
        #expect(try await staying == 1)
    }

    @Test("the run is cancelled when the last one leaves, and the next caller gets a new one")
    func lastLeaves() async throws {
        let callers = (0..<3).map { _ in Task { try await subject.value() } }
        await subject.waiters(3)
        await subject.clock.sleepers()
        for caller in callers {
            caller.cancel()
        }
        for caller in callers {
            await #expect(throws: CancellationError.self) { try await caller.value }
        }
        while subject.cancellations.withLock({ $0 }) == 0 {
            await Task.yield()
        }
        async let next = subject.value()
        await subject.clock.advanceToNextWake()
        #expect(try await next == 2)
    }

    @Test("a run that was abandoned and ends late does not answer those who wait for the next one")
    func lateEnd() async throws {
        let flights = SingleFlight<String, Int>()
        let (first, second) = (ManualClock(), ManualClock())
        let hasEnded = Mutex(false)
        let leaving = Task {
            try await flights.value(for: "key") {
                // It does not listen to cancellation.
                await Task { try? await first.sleep(for: .seconds(1)) }.value
                hasEnded.withLock { $0 = true }
                return 1
            }
        }
        await first.sleepers()
        leaving.cancel()
        await #expect(throws: CancellationError.self) { try await leaving.value }

        async let staying = flights.value(for: "key") {
            try await second.sleep(for: .seconds(1))
            return 2
        }
        await second.sleepers()
        first.advance(by: .seconds(1))
        while !hasEnded.withLock({ $0 }) {
            await Task.yield()
        }
        for _ in 0..<100 {
            await Task.yield()
        }
        #expect(flights.waiterCount(for: "key") == 1)
        second.advance(by: .seconds(1))
        #expect(try await staying == 2)
    }

    @Test("who was cancelled before asking does not wait")
    func cancelledBefore() async {
        let caller = Task {
            unsafe withUnsafeCurrentTask { unsafe $0?.cancel() }
            return try await subject.value()
        }
        await #expect(throws: CancellationError.self) { try await caller.value }
        #expect(subject.flights.waiterCount(for: "key") == 0)
    }

    @Test("many callers that come and go leave nobody waiting", .tags(.property), arguments: Seed.some(3))
    func churn(seed: Seed) async {
        var random = SeededRandom(seed)
        let flights = SingleFlight<Int, Int>()
        let callers = (0..<500).map { number in
            let key = Int.random(in: 0..<5, using: &random)
            let isCancelled = Bool.random(using: &random)
            let yields = Int.random(in: 0..<20, using: &random)
            let caller = Task {
                try await flights.value(for: key) {
                    for _ in 0..<yields {
                        await Task.yield()
                    }
                    return number
                }
            }
            return (caller, isCancelled, key)
        }
        for (caller, isCancelled, _) in callers where isCancelled {
            caller.cancel()
        }
        for (caller, isCancelled, _) in callers {
            let result = await caller.result
            if !isCancelled {
                #expect((try? result.get()) != nil)
            }
        }
        for key in 0..<5 {
            #expect(flights.waiterCount(for: key) == 0)
        }
    }
}
