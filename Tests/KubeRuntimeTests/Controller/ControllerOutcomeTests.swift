// SPDX-License-Identifier: Apache-2.0

import Basics
import KubeCore
import KubeRuntime
import Synchronization
import TestSupport
import Testing

@Suite("What becomes of a pass", .timeLimit(.minutes(4)))
struct ControllerOutcomeTests {
    struct Failure: Error {}

    @Test("51: as many passes run at the same time as may, and no more")
    func concurrency() async throws {
        let stage = ControllerStage()
        let hold = Latch<Void>()
        let controller = stage.controller {
            $0.workers = 3
        } reconcile: { _ in
            try await hold.wait()
            return .done
        }
        stage.list((0..<20).map { "o\($0)@\($0 + 1)" }, version: "30")
        try await stage.run(controller) {
            try await stage.passes.running(3)
            #expect(stage.figure(#"controller_runtime_active_workers{controller="test"}"#) == "3")
            hold.open()
            try await stage.passes.ended(20)
        }
        #expect(stage.passes.mostRunning == 3)
        #expect(stage.figure(#"controller_runtime_max_concurrent_reconciles{controller="test"}"#) == "3")
    }

    @Test("52: a pass that fails is repeated after a delay that grows, until one goes well")
    func failures() async throws {
        let stage = ControllerStage()
        let failures = Mutex<[Int]>([])
        let controller = stage.controller { pass in
            failures.withLock { $0.append(pass.failures) }
            if pass.failures < 3 { throw Failure() }
            return .done
        }
        stage.list(["a@1"])
        try await stage.run(controller) {
            for (count, delay) in [5, 10, 20].enumerated() {
                try await stage.passes.ended(count + 1)
                try await eventually("it waits") { stage.clock.timeToNextWake == .milliseconds(delay) }
                stage.clock.advance(by: .milliseconds(delay))
            }
            try await stage.passes.ended(4)
            try await eventually("it is done") { controller.report().queue.isEmpty }
        }
        #expect(failures.withLock { $0 } == [0, 1, 2, 3])
        #expect(stage.figure(#"controller_runtime_reconcile_total{controller="test",result="error"}"#) == "3")
        #expect(stage.figure(#"controller_runtime_reconcile_total{controller="test",result="success"}"#) == "1")
        #expect(stage.figure(#"controller_runtime_reconcile_errors_total{controller="test"}"#) == "3")
    }

    @Test("52: a terminal error is not repeated, and what happens to the object is")
    func terminal() async throws {
        let stage = ControllerStage()
        let controller = stage.controller { _ in throw TerminalError(Failure()) }
        stage.list(["a@1"])
        try await stage.run(controller) {
            try await stage.passes.ended(1)
            try await eventually("it is over") { controller.report().queue.isEmpty }
            stage.upsert("a@11")
            try await stage.passes.ended(2)
        }
        #expect(stage.figure(#"controller_runtime_terminal_reconcile_errors_total{controller="test"}"#) == "2")
    }

    @Test("52: a pass that wants another gets it after that very time, and has no failures behind it")
    func again() async throws {
        let stage = ControllerStage()
        let controller = stage.controller { pass in
            if pass.failures == 0, stage.clock.elapsed == .zero { throw Failure() }
            return .again(after: .seconds(60))
        }
        stage.list(["a@1"])
        try await stage.run(controller) {
            try await stage.passes.ended(1)
            try await eventually("it waits") { stage.clock.timeToNextWake == .milliseconds(5) }
            stage.clock.advance(by: .milliseconds(5))
            try await stage.passes.ended(2)
            try await eventually("it waits") { stage.clock.timeToNextWake == .seconds(60) }
            #expect(controller.report().queue.first?.failures == 0)
            stage.clock.advance(by: .seconds(60))
            try await stage.passes.ended(3)
        }
        #expect(stage.figure(#"controller_runtime_reconcile_total{controller="test",result="requeue_after"}"#) == "2")
    }

    @Test("53: another pass has the priority of the last, unless that says otherwise")
    func priority() async throws {
        let stage = ControllerStage()
        let controller = stage.controller { pass in
            .again(after: .seconds(60), priority: pass.key.name == "b" ? .normal : nil)
        }
        stage.list(["a@1", "b@2"])
        try await stage.run(controller) {
            try await stage.passes.ended(2)
            try await eventually("both wait") { controller.report().waiting == 2 }
            let priorities = controller.report().queue.map { "\($0.key.name) \($0.priority.rawValue)" }
            #expect(priorities.sorted() == ["a -100", "b 0"])
        }
    }

    @Test("54: of a deleted object a pass sees once that it is gone, and then nothing")
    func deletion() async throws {
        let stage = ControllerStage()
        let controller = stage.controller()
        stage.list(["a@1"])
        try await stage.run(controller) {
            try await stage.passes.ended(1)
            stage.remove("a@11")
            try await stage.passes.ended(2)
            try await eventually("it is over") { controller.report().queue.isEmpty }
        }
        #expect(stage.passes.begun == ["a", "a gone"])
    }

    @Test("58: all keys that fail at the same time come back, and new ones are looked at meanwhile")
    func crashLoops() async throws {
        let stage = ControllerStage()
        let controller = stage.controller {
            $0.workers = 2
        } reconcile: { pass in
            if pass.key.name.hasPrefix("bad"), pass.failures < 2 { throw Failure() }
            return .done
        }
        stage.list((0..<200).map { "bad\($0)@\($0 + 1)" }, version: "300")
        try await stage.run(controller) {
            try await stage.passes.ended(200)
            stage.upsert("good@301")
            try await stage.passes.ended(201)
            #expect(stage.passes.begun.last == "good")
            for round in [401, 601] {
                try await eventually("all wait") { controller.report().waiting == 200 }
                stage.clock.advance(by: .milliseconds(20))
                try await stage.passes.ended(round)
            }
            try await eventually("it is over") { controller.report(limit: 500).queue.isEmpty }
        }
    }

    @Test("an object that makes passes of itself has a few at once, and then one for each interval")
    func pacing() async throws {
        let stage = ControllerStage()
        let controller = stage.controller {
            $0.minimumInterval = .seconds(1)
            $0.burst = 3
        } reconcile: { _ in
            .again(after: .zero)
        }
        stage.list(["a@1"])
        try await stage.run(controller) {
            try await stage.passes.ended(3)
            for round in 4...6 {
                try await eventually("it waits") { stage.clock.timeToNextWake == .seconds(1) }
                stage.clock.advance(by: .seconds(1))
                try await stage.passes.ended(round)
            }
        }
        #expect(stage.passes.begun.count == 6)
    }
}
