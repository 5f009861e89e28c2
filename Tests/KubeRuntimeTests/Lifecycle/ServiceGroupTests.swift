// SPDX-License-Identifier: Apache-2.0

import Basics
import EventLoop
import KubeRuntime
import Synchronization
import TestSupport
import Testing

@Suite("Service group", .timeLimit(.minutes(4)))
struct ServiceGroupTests {
    struct Broken: Error, CustomStringConvertible {
        let description = "it broke"
    }

    /// A process whose signals a test sends, and which does not end when it leaves.
    final class FakeProcess: Sendable {
        private struct State {
            var signals: [ProcessSignal] = []
            var bell = Latch<Void>()
        }

        private let state = Mutex(State())
        let exitCode = Latch<Int32>()

        func send(_ signal: ProcessSignal) {
            let bell = state.withLock { state in
                state.signals.append(signal)
                return state.bell
            }
            bell.open()
        }

        private func next() async -> ProcessSignal? {
            while !Task.isCancelled {
                let (signal, bell) = state.withLock { state -> (ProcessSignal?, Latch<Void>) in
                    if !state.signals.isEmpty { return (state.signals.removeFirst(), state.bell) }
                    state.bell = Latch()
                    return (nil, state.bell)
                }
                if let signal { return signal }
                try? await bell.wait()
            }
            return nil
        }

        var process: ServiceGroup.Process {
            ServiceGroup.Process(nextSignal: { await self.next() }, exit: { self.exitCode.set($0) })
        }
    }

    /// What happened, in order.
    final class Diary: Sendable {
        private let lines = Mutex<[String]>([])
        var all: [String] { lines.withLock { $0 } }
        func note(_ line: String) { lines.withLock { $0.append(line) } }

        /// A service that notes its beginning and its end, and ends when it is cancelled.
        func service(_ name: String, _ stage: ServiceStage) -> Service {
            Service(name, stage) {
                self.note("\(name) begins")
                defer { self.note("\(name) ends") }
                try await Latch<Void>().wait()
            }
        }
    }

    let fake = FakeProcess()
    let diary = Diary()
    let clock = ManualClock()

    func group(_ services: [Service], reloads: Reloads = Reloads()) -> ServiceGroup {
        ServiceGroup(services, process: fake.process, reloads: reloads, clock: clock)
    }

    @Test("case 77: services start in order and stop in reverse when the process is asked to end")
    func order() async throws {
        let group = group([
            diary.service("worker", .workers), diary.service("cache", .caches), diary.service("endpoint", .endpoints),
        ])
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try await group.run() }
            try await eventually("all run") { diary.all.count == 3 }
            #expect(!group.isStopping)
            fake.send(.terminate)
            try await tasks.next()
        }
        #expect(
            diary.all == [
                "endpoint begins", "cache begins", "worker begins", "worker ends", "cache ends", "endpoint ends",
            ]
        )
        #expect(group.isStopping)
    }

    @Test("a service that prefers a loop runs there, with the tasks that it starts")
    func preferredLoop() async throws {
        let loop = try EventLoop()
        let isThere = Latch<[Bool]>()
        let service = Service("worker", .workers) { @concurrent in
            var places = [loop.isCurrent]
            places.append(
                await withTaskGroup { tasks in
                    tasks.addTask { loop.isCurrent }
                    return await tasks.next() ?? false
                }
            )
            isThere.set(places)
            try await Latch<Void>().wait()
        }
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try await self.group([service.preferring(loop)]).run() }
            #expect(try await isThere.wait() == [true, true])
            fake.send(.terminate)
            try await tasks.next()
        }
    }

    @Test("case 77: one that fails stops all, and says why")
    func failure() async throws {
        let group = group([
            diary.service("cache", .caches),
            Service("worker", .workers) { throw Broken() },
        ])
        let error = await #expect(throws: ServiceGroupError.self) { try await group.run() }
        #expect(error?.description == "worker: it broke")
        #expect(diary.all == ["cache begins", "cache ends"])
    }

    @Test("one that cannot start stops all, its own function too")
    func startFailure() async throws {
        let cache = diary.service("cache", .caches)
        let group = group([
            Service("broken", .caches) {
                throw Broken()
            } run: {
                defer { diary.note("broken ends") }
                try await Latch<Void>().wait()
            },
            cache,
            diary.service("worker", .workers),
        ])
        let error = await #expect(throws: ServiceGroupError.self) { try await group.run() }
        #expect(error?.description == "broken: it broke")
        #expect(diary.all.contains("broken ends"))
        #expect(!diary.all.contains("worker begins"))
    }

    @Test("one that is asked to end before it has started, such as a standby's election, has not failed")
    func standby() async throws {
        let (asked, failed) = (Latch<Void>(), Latch<Void>())
        let group = group([
            diary.service("cache", .caches),
            Service("election", .election) {
                defer { failed.open() }
                try await asked.wait()
                throw Broken()
            } drain: {
                asked.open()
            } run: {
                diary.note("election begins")
                try await failed.wait()
            },
        ])
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try await group.run() }
            try await eventually("the election runs") { diary.all.contains("election begins") }
            fake.send(.terminate)
            try await tasks.next()
        }
        #expect(diary.all == ["cache begins", "election begins", "cache ends"])
    }

    @Test("one that is drained ends what it has begun")
    func drain() async throws {
        let (asked, workDone) = (Latch<Void>(), Latch<Void>())
        let group = group([
            Service("worker", .workers) {
            } drain: {
                asked.open()
            } run: {
                diary.note("work begins")
                try await asked.wait()
                try await workDone.wait()
                diary.note("work done")
            },
            diary.service("cache", .caches),
        ])
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try await group.run() }
            try await eventually("both run") { diary.all == ["cache begins", "work begins"] }
            group.stop()
            try await asked.wait()
            #expect(diary.all == ["cache begins", "work begins"])
            workDone.open()
            try await tasks.next()
        }
        #expect(diary.all == ["cache begins", "work begins", "work done", "cache ends"])
    }

    @Test("work that takes longer than the grace is cancelled, and the process fails")
    func grace() async throws {
        let group = group([
            Service("worker", .workers) {
            } drain: {
                diary.note("asked")
            } run: {
                diary.note("begins")
                try await Latch<Void>().wait()
            }
        ])
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try await group.run() }
            try await eventually("it runs") { diary.all == ["begins"] }
            fake.send(.interrupt)
            try await eventually("it is asked") { diary.all == ["begins", "asked"] }
            clock.advance(by: .seconds(25))
            let error = await #expect(throws: ServiceGroupError.self) { try await tasks.next() }
            #expect(error?.description == "worker did not end within 25s and had to be cancelled")
        }
        #expect(fake.exitCode.value == nil)
    }

    @Test("case 77: the second signal ends the process at once")
    func secondSignal() async throws {
        let deaf = Latch<Void>()
        let group = group([
            Service("deaf", .workers) {
            } drain: {
            } run: {
                diary.note("begins")
                while deaf.value == nil { try? await Task.sleep(for: .milliseconds(1)) }
            }
        ])
        await withTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try? await group.run() }
            try? await eventually("it runs") { diary.all == ["begins"] }
            fake.send(.terminate)
            fake.send(.interrupt)
            let code = try? await fake.exitCode.wait()
            #expect(code == 130)
            deaf.open()
        }
    }

    @Test("SIGHUP reads again what can be read again; what cannot stays as it is")
    func reload() async throws {
        let reloads = Reloads()
        reloads.add("broken") { throw Broken() }
        reloads.add("good") { diary.note("read again") }
        let group = group([diary.service("cache", .caches)], reloads: reloads)
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try await group.run() }
            for count in 1...3 {
                fake.send(.hangUp)
                try await eventually("it is read") { diary.all.count { $0 == "read again" } == count }
            }
            fake.send(.terminate)
            try await tasks.next()
        }
    }

    @Test("who cancels the task ends everything at once")
    func cancellation() async throws {
        let group = group([diary.service("cache", .caches), diary.service("worker", .workers)])
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try await group.run() }
            try await eventually("all run") { diary.all.count == 2 }
            tasks.cancelAll()
            await #expect(throws: CancellationError.self) { try await tasks.next() }
        }
        #expect(diary.all.count == 4)
    }
}
