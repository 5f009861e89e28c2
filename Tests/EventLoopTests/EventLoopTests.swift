// SPDX-License-Identifier: Apache-2.0

import Glibc
import Synchronization
import Testing

@testable import EventLoop

/// An actor that lives on a loop, as the owners of C handles do.
private actor Resident: LoopBound {
    nonisolated let loop: EventLoop

    private(set) var count = 0
    private var timers: [Timer] = []

    init(on loop: EventLoop) {
        self.loop = loop
    }

    func increment() -> Bool {
        count += 1
        return loop.isCurrent
    }

    /// Resumes when a timer has called back and found itself isolated.
    func waitForTimer(_ delay: Duration) async -> Bool {
        await withCheckedContinuation { continuation in
            let timer = Timer(on: loop) { [weak self] in
                guard let self else { return continuation.resume(returning: false) }
                let isIsolated = self.assumeIsolated { $0.markFired() }
                continuation.resume(returning: isIsolated)
            }
            timer.schedule(after: delay)
            timers.append(timer)
        }
    }

    private func markFired() -> Bool {
        count += 1
        return loop.isCurrent
    }
}

/// What was done, by lane, in the order in which it was done.
private final class Record: Sendable {
    let lanes: Mutex<[[Int]]>

    init(lanes count: Int) {
        lanes = Mutex(Array(repeating: [], count: count))
    }
}

@Suite("The event loop", .timeLimit(.minutes(1)))
struct EventLoopTests {
    @Test("an actor on a loop runs on its thread")
    func actorOnLoop() async throws {
        let loop = try EventLoop()
        #expect(!loop.isCurrent)
        let resident = Resident(on: loop)
        #expect(await resident.increment())
    }

    @Test("a C callback may assume the isolation of an actor on the loop")
    func callbackIsIsolated() async throws {
        let resident = Resident(on: try EventLoop())
        #expect(await resident.waitForTimer(.milliseconds(5)))
        #expect(await resident.count == 1)
    }

    @Test("work from many threads is done once, each thread's in its order")
    func manyThreads() async throws {
        let loop = try EventLoop()
        let record = Record(lanes: 8)
        await withTaskGroup { group in
            for lane in 0..<8 {
                group.addTask { @concurrent in
                    for number in 0..<2_000 {
                        loop.execute { record.lanes.withLock { $0[lane].append(number) } }
                    }
                }
            }
        }
        await withCheckedContinuation { done in loop.execute { done.resume() } }
        #expect(record.lanes.withLock { $0 } == Array(repeating: Array(0..<2_000), count: 8))
    }

    @Test("the thread ends when the last holder is gone, after the work that waits")
    func endsWithItsLastHolder() async throws {
        let record = Record(lanes: 1)
        var loop: EventLoop? = try EventLoop(name: "a name longer than fifteen characters")
        let ended = try #require(loop?.ended)
        for _ in 0..<100 {
            loop?.execute { record.lanes.withLock { $0[0].append(1) } }
        }
        loop = nil
        await ended.wait()
        #expect(record.lanes.withLock { $0[0].count } == 100)
        await ended.wait()
    }

    @Test("a loop whose last holder is its own work ends as well")
    func endsFromInside() async throws {
        func start() throws -> Ending {
            let resident = Resident(on: try EventLoop())
            let loop = resident.loop
            let ended = loop.ended
            loop.execute { loop.execute { withExtendedLifetime(resident) {} } }
            return ended
        }
        await (try start()).wait()
    }

    @Test("sources that are let go on another thread are freed on the loop")
    func sourcesLetGoElsewhere() async throws {
        var resident: Resident? = Resident(on: try EventLoop())
        let ended = try #require(resident?.loop.ended)
        _ = await resident?.waitForTimer(.milliseconds(1))
        resident = nil
        await ended.wait()
    }

    @Test("a task that prefers the loop stays on it, also where it is isolated to nothing")
    func preferredExecutor() async throws {
        let loop = try EventLoop()
        let resident = Resident(on: loop)
        let wasCurrent = await Task(executorPreference: loop) { @concurrent in
            var turns = [loop.isCurrent]
            await withCheckedContinuation { done in loop.execute { done.resume() } }
            turns.append(loop.isCurrent)
            turns.append(await resident.increment())
            turns.append(loop.isCurrent)
            return turns
        }.value
        #expect(wasCurrent == [true, true, true, true])
    }

    @Test("signals stay with the other threads")
    func signalsAreBlocked() async throws {
        let loop = try EventLoop()
        let isBlocked = await withCheckedContinuation { done in
            loop.execute {
                var mask = sigset_t()
                unsafe pthread_sigmask(SIG_BLOCK, nil, &mask)
                done.resume(returning: unsafe sigismember(&mask, SIGTERM) == 1 && sigismember(&mask, SIGPIPE) == 1)
            }
        }
        #expect(isBlocked)
    }

    @Test("an error says what to look at")
    func errorText() {
        let error = EventLoopError(.base, errno: EMFILE)
        #expect(error.description.contains("Too many open files"))
        #expect(error.description.contains("limits"))
    }
}
