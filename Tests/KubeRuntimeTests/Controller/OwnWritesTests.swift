// SPDX-License-Identifier: Apache-2.0

import Basics
import JSONKit
import KubeClient
import KubeCore
import KubeRuntime
import TestSupport
import Testing

@Suite("Passes and their own writes", .timeLimit(.minutes(4)))
struct OwnWritesTests {
    static let holds = #"controller_runtime_reconcile_holds_total{controller="test"}"#

    /// A controller whose first pass over an object writes its status; the recording server gives that version 101.
    static func writer(_ stage: ControllerStage) -> Controller<PartialObject> {
        stage.controller { pass in
            if pass.object?.metadata.resourceVersion?.text.count == 1 {
                try await pass.writer.applyStatus(["phase": "seen"])
            }
            return .done
        }
    }

    @Test("60: after a write the next pass waits until the store has seen it, and other objects go on")
    func hold() async throws {
        let stage = ControllerStage()
        let controller = Self.writer(stage)
        stage.list(["a@1"])
        try await stage.run(controller) {
            try await stage.passes.ended(1)
            controller.look(at: ObjectKey(namespace: "default", name: "a"))
            try await eventually("it is held") { controller.report().held.map(\.name) == ["a"] }
            stage.upsert("bb@11")
            try await stage.passes.ended(2)
            #expect(controller.report().held.map(\.name) == ["a"])
            stage.upsert("a@101")
            try await stage.passes.ended(3)
        }
        #expect(stage.passes.begun == ["a", "bb", "a"])
        #expect(stage.figure(Self.holds) == "1")
        #expect(stage.transport.lines == ["PATCH /api/v1/namespaces/default/pods/a/status"])
    }

    @Test("61: what was written and is gone again holds nobody up behind the next bookmark")
    func bookmark() async throws {
        let stage = ControllerStage()
        let controller = Self.writer(stage)
        stage.list(["a@1"])
        try await stage.run(controller) {
            try await stage.passes.ended(1)
            controller.look(at: ObjectKey(namespace: "default", name: "a"))
            try await eventually("it is held") { !controller.report().held.isEmpty }
            stage.store.apply(.advance(ResourceVersion("100")))
            #expect(controller.report().held.count == 1)
            stage.store.apply(.advance(ResourceVersion("102")))
            try await stage.passes.ended(2)
        }
        #expect(stage.passes.begun == ["a", "a"])
    }

    @Test("62: an object that was made anew is not held by what its predecessor wrote")
    func recreation() async throws {
        let stage = ControllerStage()
        let controller = Self.writer(stage)
        stage.list(["a@1"])
        try await stage.run(controller) {
            try await stage.passes.ended(1)
            stage.upsert("a@50#2")
            try await stage.passes.ended(2)
        }
        #expect(stage.passes.begun == ["a", "a"])
    }

    @Test("62: a server whose versions begin anew holds nobody up")
    func restart() async throws {
        let stage = ControllerStage()
        let controller = Self.writer(stage)
        stage.list(["a@1"], version: "90")
        try await stage.run(controller) {
            try await stage.passes.ended(1)
            controller.look(at: ObjectKey(namespace: "default", name: "a"))
            try await eventually("it is held") { !controller.report().held.isEmpty }
            stage.list(["a@20"], version: "20", mayGoBack: true)
            try await stage.passes.ended(2)
        }
        #expect(stage.store.restarts == 1)
    }

    @Test("60: a deleted object that the store still shows holds its owner's next pass")
    func deletion() async throws {
        let stage = ControllerStage()
        let secrets = ObjectStore<PartialObject>(WatchScope(CoreV1.Secret.resourceType))
        let controller = stage.controller(reading: [secrets]) { pass in
            let secret = secrets.snapshot[ObjectKey(namespace: "default", name: "s")]
            if let secret { try await pass.writer.delete(CoreV1.Secret.resourceType, secret.metadata) }
            return .done
        }
        secrets.list(["s@3"])
        stage.list(["a@1"])
        try await stage.run(controller) {
            try await stage.passes.ended(1)
            controller.look(at: ObjectKey(namespace: "default", name: "a"))
            try await eventually("it is held") { !controller.report().held.isEmpty }
            secrets.apply(.remove(PartialObject(sample: "s@11")))
            try await stage.passes.ended(2)
        }
        #expect(stage.transport.lines == ["DELETE /api/v1/namespaces/default/secrets/s"])
    }

    @Test("68: what is applied already is not sent again, as long as the object stays as it is")
    func applyCache() async throws {
        let stage = ControllerStage()
        let controller = stage.controller { pass in
            try await pass.writer.applyStatus(["phase": "seen"])
            return .done
        }
        stage.list(["a@1"])
        try await stage.run(controller) {
            try await stage.passes.ended(1)
            stage.upsert("a@101")
            try await stage.passes.ended(2)
            #expect(stage.transport.count == 1)
            stage.upsert("a@200")
            try await stage.passes.ended(3)
        }
        #expect(stage.transport.count == 2)
    }

    @Test("73: a pass of a process that does not lead any more writes nothing")
    func lostLeadership() async throws {
        let stage = ControllerStage()
        let gate = LeaderGate(clock: stage.clock)
        gate.open(Leadership(epoch: 1, validUntil: stage.clock.now.advanced(by: .seconds(15))))
        let controller = stage.controller(gate: gate) { pass in
            stage.clock.advance(by: .seconds(15))
            await #expect { try await pass.writer.applyStatus(["phase": "seen"]) } throws: { error in
                (error as? APIError)?.code == .notPermitted
            }
            return .done
        }
        stage.list(["a@1"])
        try await stage.run(controller) { try await stage.passes.ended(1) }
        #expect(stage.transport.count == 0)
    }
}
