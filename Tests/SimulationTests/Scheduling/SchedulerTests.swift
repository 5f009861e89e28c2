// SPDX-License-Identifier: Apache-2.0

import Simulation
import Synchronization
import TestSupport
import Testing

@Suite("a scheduler on which everything happens in an order of its own", .tags(.property))
struct SchedulerTests {
    @Test("the same seed gives the same history", arguments: Seed.some(20))
    func sameHistory(_ seed: Seed) {
        let first = Crowd.history(seed)
        let second = Crowd.history(seed)
        #expect(first == second)
        #expect(first.words.count == 90)
    }

    @Test("other seeds give other histories")
    func otherHistories() {
        let digests = Set(Seed.some(20).map { Crowd.history($0).digest })
        #expect(digests.count == Seed.some(20).count)
        let orders = Set(Seed.some(20).map { Crowd.history($0).words })
        #expect(orders.count > Seed.some(20).count / 2)
    }

    @Test("time passes only when nobody can work, or a little before")
    func timePasses() {
        let scheduler = Scheduler(seed: 1)
        let clock = SimulatedClock(scheduler)
        let times = Mutex<[Duration]>([])
        let task = scheduler.lane("a").start {
            for seconds in 1...3 {
                try? await clock.sleep(for: .seconds(seconds))
                times.withLock { $0.append(scheduler.now) }
            }
        }
        scheduler.run(until: .seconds(3))
        #expect(times.withLock { $0 } == [.seconds(1), .seconds(3)])
        scheduler.run(until: .seconds(60))
        #expect(times.withLock { $0 } == [.seconds(1), .seconds(3), .seconds(6)])
        #expect(scheduler.now == .seconds(60))
        task.cancel()
    }

    @Test("a process that is stopped stands still while time goes on")
    func pausedLane() {
        let scheduler = Scheduler(seed: 1)
        let clock = SimulatedClock(scheduler)
        let lane = scheduler.lane("a")
        let ticks = Mutex<[Duration]>([])
        let task = lane.start {
            while !Task.isCancelled {
                try? await clock.sleep(for: .seconds(1))
                ticks.withLock { $0.append(scheduler.now) }
            }
        }
        scheduler.run(until: .milliseconds(1_500))
        scheduler.pause(lane, for: .seconds(10))
        scheduler.run(until: .milliseconds(12_600))
        #expect(ticks.withLock { $0 } == [.seconds(1), .milliseconds(11_500), .milliseconds(12_500)])
        task.cancel()
        scheduler.run(until: .seconds(20))
        #expect(scheduler.jobCount == 0)
    }

    @Test("a sleeper that is cancelled does not sleep on")
    func cancelledSleeper() {
        let scheduler = Scheduler(seed: 1)
        let clock = SimulatedClock(scheduler)
        let woken = Mutex<Duration?>(nil)
        let task = scheduler.lane("a").start {
            do {
                try await clock.sleep(for: .seconds(100))
            } catch {
                woken.withLock { $0 = scheduler.now }
            }
        }
        scheduler.run(until: .seconds(5))
        task.cancel()
        scheduler.run(until: .seconds(6))
        #expect(woken.withLock { $0 } == .seconds(5))
    }

    @Test(
        "a clock that runs too fast wakes its sleepers early, and never before its own time",
        arguments: [-10_000, -7, 0, 3, 10_000]
    )
    func driftingClock(_ drift: Int64) {
        let scheduler = Scheduler(seed: 1)
        let clock = SimulatedClock(scheduler, drift: drift)
        let start = clock.now
        let slept = Mutex<[Duration]>([])
        let task = scheduler.lane("a").start {
            try? await clock.sleep(for: .seconds(1_000))
            slept.withLock { $0 = [start.duration(to: clock.now), scheduler.now] }
        }
        scheduler.run(until: .seconds(2_000))
        let (own, real) = (slept.withLock { $0[0] }, slept.withLock { $0[1] })
        #expect(own >= .seconds(1_000) && own < .milliseconds(1_000_010))
        #expect((real < .seconds(1_000)) == (drift > 0))
        task.cancel()
    }

    @Test("work that never waits is found, and ends")
    func spinning() {
        let scheduler = Scheduler(seed: 1)
        let task = scheduler.lane("a").start {
            while !Task.isCancelled { await Task.yield() }
        }
        scheduler.run(until: .seconds(1))
        #expect(scheduler.failures.count == 1)
        task.cancel()
    }
}

/// Tasks that say something, wait and say something again, in groups inside of groups.
private enum Crowd {
    struct History: Equatable {
        var words: [String]
        var digest: UInt64
    }

    static func history(_ seed: Seed) -> History {
        let scheduler = Scheduler(seed: seed.value)
        let words = Words()
        let tasks = (0..<2).map { number in
            let clock = SimulatedClock(scheduler, drift: Int64(number))
            return scheduler.lane("process \(number)").start {
                await withTaskGroup { group in
                    for member in 0..<5 {
                        group.addTask {
                            async let other: Void = say("\(number)\(member)b", words, clock, scheduler)
                            await say("\(number)\(member)a", words, clock, scheduler)
                            await other
                            await Listener().hear("\(number)\(member)c", words, clock, scheduler)
                        }
                    }
                }
            }
        }
        scheduler.run(until: .seconds(60))
        for task in tasks { task.cancel() }
        return History(words: words.all, digest: scheduler.trace.digest)
    }

    private static func say(
        _ word: String,
        _ words: Words,
        _ clock: SimulatedClock,
        _ scheduler: Scheduler
    ) async {
        for round in 0..<3 {
            let delay = scheduler.draw { Int.random(in: 0..<3, using: &$0) }
            if delay > 0 { try? await clock.sleep(for: .milliseconds(delay)) } else { await Task.yield() }
            words.add("\(word)\(round)")
        }
    }

    private final class Words: Sendable {
        private let words = Mutex<[String]>([])
        var all: [String] { words.withLock { $0 } }

        func add(_ word: String) {
            words.withLock { $0.append(word) }
        }
    }

    /// An actor without an executor of its own runs where its caller does.
    private actor Listener {
        func hear(
            _ word: String,
            _ words: Words,
            _ clock: SimulatedClock,
            _ scheduler: Scheduler
        ) async {
            await say(word, words, clock, scheduler)
        }
    }
}
