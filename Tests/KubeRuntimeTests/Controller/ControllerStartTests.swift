// SPDX-License-Identifier: Apache-2.0

import Basics
import KubeCore
import KubeRuntime
import TestSupport
import Testing

@Suite("A controller's beginning", .timeLimit(.minutes(4)))
struct ControllerStartTests {
    @Test("50: no pass begins before all stores and triggers have what there is")
    func sync() async throws {
        let stage = ControllerStage()
        let owned = ObjectStore<PartialObject>(WatchScope(CoreV1.Secret.resourceType))
        let read = ObjectStore<PartialObject>(WatchScope(CoreV1.ConfigMap.resourceType))
        let controller = stage.controller(triggers: [.owned(owned)], reading: [read])
        try await stage.run(controller) {
            stage.list(["a@1"])
            owned.list([])
            try await eventually("it is busy with its stores") { controller.phase == .syncing }
            #expect(stage.passes.begun.isEmpty)
            read.list([])
            try await stage.passes.begun(1)
        }
        #expect(stage.passes.begun == ["a"])
        #expect(controller.phase == .stopped)
    }

    @Test("50: a first list that takes too long is an error that names it")
    func syncTimeout() async throws {
        let stage = ControllerStage()
        let owned = ObjectStore<PartialObject>(WatchScope(CoreV1.Secret.resourceType, namespace: "web"))
        let controller = stage.controller(triggers: [.owned(owned)]) {
            $0.syncTimeout = .seconds(30)
            $0.passDeadline = .seconds(600)
        } reconcile: { _ in
            .done
        }
        stage.list(["a@1"])
        let error = await #expect(throws: SyncTimeout.self) {
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { try await controller.run() }
                // The watch over the passes, and the limit of the wait.
                await stage.clock.sleepers(2)
                stage.clock.advance(by: .seconds(30))
                try await group.next()
            }
        }
        #expect(
            error?.description == #"the controller test cannot start: secrets in "web" could not be listed within 30s"#
        )
        #expect(stage.passes.begun.isEmpty)
    }

    @Test("50: what happens while the first lists are looked at is not missed")
    func changesWhileStarting() async throws {
        let stage = ControllerStage()
        let controller = stage.controller()
        stage.list(["a@1", "b@2"])
        try await stage.run(controller) {
            stage.upsert("c@11")
            try await stage.passes.begun(3)
        }
        #expect(stage.passes.begun.sorted() == ["a", "b", "c"])
    }

    @Test("57: a change during the start of a long list overtakes the list")
    func freshChangeOvertakes() async throws {
        let stage = ControllerStage()
        let hold = Latch<Void>()
        let controller = stage.controller {
            $0.workers = 1
        } reconcile: { pass in
            if pass.key.name == "o0" { try await hold.wait() }
            return .done
        }
        stage.list((0..<1_000).map { "o\($0)@\($0 + 1)" }, version: "2000")
        try await stage.run(controller) {
            try await stage.passes.begun(1)
            stage.upsert("o999@2001")
            try await eventually("the change is in the queue") {
                controller.report(limit: 2_000).queue.contains { $0.key.name == "o999" && $0.priority == .normal }
            }
            hold.open()
            try await stage.passes.begun(1_000)
        }
        #expect(stage.passes.begun.prefix(2) == ["o0", "o999"])
        #expect(stage.passes.begun.count == 1_000)
    }

    @Test("76: a controller that does not lead knows everything, and begins when it leads, without another list")
    func standby() async throws {
        let stage = ControllerStage()
        let gate = LeaderGate(clock: stage.clock)
        let controller = stage.controller(gate: gate)
        stage.list(["a@1", "b@2"])
        try await stage.run(controller) {
            try await eventually("its queue is full") {
                controller.phase == .standby && controller.report().ready == 2
            }
            #expect(stage.passes.begun.isEmpty)
            gate.open(Leadership(epoch: 1, validUntil: stage.clock.now.advanced(by: .seconds(15))))
            try await stage.passes.begun(2)
        }
        #expect(stage.passes.begun.sorted() == ["a", "b"])
    }

    @Test("a resync looks at everything, behind what is fresh")
    func resync() async throws {
        let stage = ControllerStage()
        let controller = stage.controller {
            $0.resyncInterval = .seconds(3_600)
        } reconcile: { _ in
            .done
        }
        stage.list(["a@1", "b@2"])
        try await stage.run(controller) {
            try await stage.passes.ended(2)
            await stage.clock.sleepers(2)
            stage.clock.advance(by: .seconds(3_960))
            try await stage.passes.begun(4)
        }
        #expect(stage.passes.begun.sorted() == ["a", "a", "b", "b"])
    }
}
