// SPDX-License-Identifier: Apache-2.0

import Basics
import KubeCore
import KubeRuntime
import Synchronization
import Telemetry
import TestSupport
import Testing

@Suite("The end of passes and controllers", .timeLimit(.minutes(4)))
struct ControllerStopTests {
    @Test("55: a pass that takes too long is cancelled and repeated, and counts as such")
    func deadline() async throws {
        let stage = ControllerStage()
        let interruption = Mutex<PassInterruption?>(nil)
        let controller = stage.controller {
            $0.passDeadline = .seconds(60)
            $0.slowPass = .seconds(10)
        } reconcile: { pass in
            guard pass.failures == 0 else { return .done }
            do {
                try await stage.clock.sleep(for: .seconds(100_000))
            } catch {
                interruption.withLock { $0 = pass.interruption }
                throw error
            }
            return .done
        }
        stage.list(["a@1"])
        try await stage.run(controller) {
            try await stage.passes.running(1)
            await stage.clock.sleepers(2)
            stage.clock.advance(by: .seconds(60))
            try await stage.passes.ended(1)
            try await eventually("it waits for its repetition") { stage.clock.timeToNextWake == .milliseconds(5) }
            stage.clock.advance(by: .milliseconds(5))
            try await stage.passes.ended(2)
            try await eventually("it is over") { controller.report().running.isEmpty }
        }
        #expect(interruption.withLock { $0 } == .overdue)
        #expect(stage.figure(#"controller_runtime_reconcile_timeouts_total{controller="test"}"#) == "1")
        let warning = stage.sink.records.first { $0.message == "a pass takes too long and is cancelled" }
        #expect(warning?.fields["object"] == .string("default/a"))
        #expect(controller.report().slow.map(\.result) == ["overdue"])
    }

    @Test("55: a pass that began later than another has as much time")
    func deadlines() async throws {
        let stage = ControllerStage()
        let controller = stage.controller {
            $0.passDeadline = .seconds(60)
        } reconcile: { pass in
            guard pass.failures == 0 else { return .done }
            try await stage.clock.sleep(for: .seconds(100_000))
            return .done
        }
        stage.list(["a@1"])
        try await stage.run(controller) {
            try await stage.passes.running(1)
            await stage.clock.sleepers(2)
            stage.clock.advance(by: .seconds(40))
            stage.upsert("b@11")
            try await stage.passes.running(2)
            await stage.clock.sleepers(3)
            stage.clock.advance(by: .seconds(20))
            try await stage.passes.ended(1)
            #expect(controller.report().running.contains { $0.key.name == "b" && $0.duration == .seconds(20) })
            try await eventually("the next deadline is known") { stage.clock.timeToNextWake == .milliseconds(5) }
            stage.clock.advance(by: .seconds(40))
            try await eventually("both were cancelled") {
                stage.figure(#"controller_runtime_reconcile_timeouts_total{controller="test"}"#) == "2"
            }
        }
    }

    @Test("56: passes that run are finished when the controller is asked to stop, and none begins")
    func drain() async throws {
        let stage = ControllerStage()
        let hold = Latch<Void>()
        let controller = stage.controller {
            $0.workers = 1
        } reconcile: { _ in
            try await hold.wait()
            return .again(after: .zero)
        }
        stage.list(["a@1", "b@2"])
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await controller.run() }
            try await stage.passes.running(1)
            controller.drain()
            try await eventually("it drains") { controller.phase == .draining }
            hold.open()
            try await group.waitForAll()
        }
        #expect(stage.passes.begun == ["a"])
        #expect(controller.phase == .stopped)
    }

    @Test("56: passes that outlast the grace of a stop are cancelled, and no failures")
    func grace() async throws {
        let stage = ControllerStage()
        let interruption = Mutex<PassInterruption?>(nil)
        let controller = stage.controller {
            $0.grace = .seconds(20)
        } reconcile: { pass in
            try? await stage.clock.sleep(for: .seconds(100_000))
            interruption.withLock { $0 = pass.interruption }
            try Task.checkCancellation()
            return .done
        }
        stage.list(["a@1"])
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await controller.run() }
            try await stage.passes.running(1)
            controller.drain()
            // The pass, the watch over the passes, and the grace.
            await stage.clock.sleepers(3)
            stage.clock.advance(by: .seconds(20))
            try await group.waitForAll()
        }
        #expect(interruption.withLock { $0 } == .shutdown)
        #expect(stage.figure(#"controller_runtime_reconcile_errors_total{controller="test"}"#) == "0")
    }

    @Test("56: a controller whose task is cancelled ends at once, with its passes")
    func cancellation() async throws {
        let stage = ControllerStage()
        let controller = stage.controller { _ in
            try await stage.clock.sleep(for: .seconds(100_000))
            return .done
        }
        stage.list(["a@1"])
        try await stage.run(controller) { try await stage.passes.running(1) }
        #expect(controller.phase == .stopped)
        #expect(stage.figure(#"controller_runtime_reconcile_errors_total{controller="test"}"#) == "0")
    }

    @Test("a controller that is asked to stop before it could begin ends without a pass")
    func drainBeforeSync() async throws {
        let stage = ControllerStage()
        let controller = stage.controller()
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await controller.run() }
            try await eventually("it waits for its store") { controller.phase == .syncing }
            controller.drain()
            try await group.waitForAll()
        }
        #expect(stage.passes.begun.isEmpty)
    }

    @Test("75: a controller whose process does not lead any more cancels its passes and ends with the reason")
    func lostLeadership() async throws {
        let stage = ControllerStage()
        let gate = LeaderGate(clock: stage.clock)
        let interruption = Latch<PassInterruption?>()
        let controller = stage.controller(gate: gate) { pass in
            try? await stage.clock.sleep(for: .seconds(100_000))
            interruption.set(pass.interruption)
            throw CancellationError()
        }
        stage.list(["a@1"])
        gate.open(Leadership(epoch: 1, validUntil: stage.clock.now.advanced(by: .seconds(15))))
        await #expect(throws: LeaderGate.Refusal.lost(.renewalFailed)) {
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { try await controller.run() }
                try await stage.passes.running(1)
                gate.close(.lost(.renewalFailed))
                try await group.waitForAll()
            }
        }
        #expect(interruption.value == .leadershipLost)
        #expect(stage.figure(#"controller_runtime_reconcile_errors_total{controller="test"}"#) == "0")
    }
}
