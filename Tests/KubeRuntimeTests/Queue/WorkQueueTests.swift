// SPDX-License-Identifier: Apache-2.0

import Basics
import KubeCore
import KubeRuntime
import Telemetry
import TestSupport
import Testing

@Suite("A work queue", .timeLimit(.minutes(1)))
struct WorkQueueTests {
    let clock = ManualClock()
    let metrics = MetricRegistry()
    let queue: WorkQueue

    init() {
        queue = WorkQueue(name: "test", clock: clock, metrics: metrics)
    }

    static func key(_ name: String) -> ObjectKey { ObjectKey(name: name) }

    func whileRunning(_ body: () async throws -> Void) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { [queue] in await queue.run() }
            try await body()
            group.cancelAll()
        }
    }

    @Test("41: a key with a delay is handed out when its time has come")
    func delay() async throws {
        try await whileRunning {
            queue.add(Self.key("late"), after: .seconds(5))
            queue.add(Self.key("now"))
            #expect(await queue.next()?.key.name == "now")
            async let late = queue.next()
            await clock.sleepers()
            clock.advance(by: .seconds(5))
            #expect(await late?.key.name == "late")
        }
    }

    @Test("40: a key that is worked on is not handed out to others", .tags(.concurrency))
    func exclusion() async throws {
        let names = (0..<5).map { "k\($0)" }
        let log = PassLog()
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<4 {
                group.addTask { [queue] in
                    while let work = await queue.next() {
                        log.begin(work.key.name, isThere: true)
                        await Task.yield()
                        log.end()
                        queue.finish(work.key, .finished)
                    }
                }
            }
            for round in 0..<200 {
                queue.add(names.map(Self.key))
                if round % 7 == 0 { await Task.yield() }
            }
            queue.close(.whenEmpty)
        }
        #expect(log.mostRunning <= 4)
        #expect(Set(log.begun) == Set(names))
        #expect(queue.figures.running == 0)
    }

    @Test("47: all who wait are sent away when the queue is closed, and it says when it has run dry")
    func closing() async throws {
        queue.add(Self.key("a"))
        let work = await queue.next()
        try await withThrowingTaskGroup(of: Bool.self) { group in
            for _ in 0..<20 { group.addTask { [queue] in await queue.next() == nil } }
            group.addTask { [queue] in
                try await queue.drained()
                return queue.figures.running == 0
            }
            queue.close(.whenIdle)
            queue.add(Self.key("b"))
            queue.finish(try #require(work).key, .failed)
            for try await isRight in group { #expect(isRight) }
        }
    }

    @Test("a getter that is cancelled takes no key away")
    func cancellation() async throws {
        await withTaskGroup(of: Bool.self) { group in
            group.addTask { [queue] in await queue.next() == nil }
            group.cancelAll()
            #expect(await group.next() == true)
        }
        queue.add(Self.key("a"))
        #expect(await queue.next()?.key.name == "a")
    }

    @Test("52: a key whose work was put off keeps its failures")
    func postponed() async throws {
        try await whileRunning {
            queue.add(Self.key("a"))
            _ = await queue.next()
            queue.finish(Self.key("a"), .failed)
            await clock.sleepers()
            clock.advance(by: .milliseconds(5))
            #expect(await queue.next()?.failures == 1)
            queue.finish(Self.key("a"), .postponed)
            queue.add(Self.key("a"))
            #expect(await queue.next()?.failures == 1)
        }
    }

    @Test("45: the figures have the names that dashboards know")
    func figures() async throws {
        queue.add([Self.key("a"), Self.key("b"), Self.key("c")], priority: .background)
        queue.add(Self.key("d"))
        _ = await queue.next()
        clock.advance(by: .seconds(3))
        let text = String(decoding: metrics.exposition(), as: UTF8.self)
        for line in [
            #"workqueue_depth{name="test",controller="test",priority="-100"} 3"#,
            #"workqueue_depth{name="test",controller="test",priority="0"} 0"#,
            #"workqueue_adds_total{name="test",controller="test"} 4"#,
            #"workqueue_retries_total{name="test",controller="test"} 0"#,
            #"workqueue_unfinished_work_seconds{name="test",controller="test"} 3"#,
            #"workqueue_longest_running_processor_seconds{name="test",controller="test"} 3"#,
            #"workqueue_queue_duration_seconds_count{name="test",controller="test"} 1"#,
        ] {
            #expect(text.contains(line + "\n"), "\(line)")
        }
    }
}
