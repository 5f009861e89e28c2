// SPDX-License-Identifier: Apache-2.0

import Basics
import KubeCore
import KubeRuntime
import TestSupport
import Testing

@Suite("A controller of several namespaces", .timeLimit(.minutes(4)))
struct SeveralNamespacesTests {
    static func secrets() -> ObjectStore<PartialObject> {
        ObjectStore(WatchScope(CoreV1.Secret.resourceType, in: ["default", "web"]))
    }

    @Test("after a write the next pass waits until the watcher of the namespace has seen it, however far others are")
    func ownWrites() async throws {
        let stage = ControllerStage(in: ["default", "web"])
        let controller = OwnWritesTests.writer(stage)
        let (own, other) = (stage.store.part(in: "default"), stage.store.part(in: "web"))
        own.list(["a@1"])
        other.list([])
        try await stage.run(controller) {
            try await stage.passes.ended(1)
            controller.look(at: ObjectKey(namespace: "default", name: "a"))
            try await eventually("it is held") { controller.report().held.map(\.name) == ["a"] }
            other.apply(.upsert(PartialObject(sample: "web/bb@300")))
            try await stage.passes.ended(2)
            #expect(controller.report().held.map(\.name) == ["a"])
            own.apply(.advance(ResourceVersion("200")))
            try await stage.passes.ended(3)
        }
        #expect(stage.passes.begun == ["a", "bb", "a"])
    }

    @Test("what is behind in another namespace holds nobody up")
    func otherBehind() async throws {
        let stage = ControllerStage(in: ["default", "web"])
        let controller = OwnWritesTests.writer(stage)
        stage.store.part(in: "default").list(["a@1"])
        stage.store.part(in: "web").list([])
        try await stage.run(controller) {
            try await stage.passes.ended(1)
            stage.store.part(in: "default").apply(.upsert(PartialObject(sample: "a@101")))
            try await stage.passes.ended(2)
        }
        #expect(stage.passes.begun == ["a", "a"])
    }

    @Test("a namespace that cannot be had does not stop another, and is worked on as soon as it is there")
    func unavailable() async throws {
        let stage = ControllerStage(in: ["default", "web"])
        let controller = stage.controller()
        stage.store.setUnavailable(true, part: 1)
        try await stage.run(controller) {
            #expect(stage.passes.begun.isEmpty)
            stage.store.part(0).list(["a@1"])
            try await stage.passes.ended(1)
            stage.store.part(1).list(["web/b@5"])
            try await stage.passes.ended(2)
        }
        #expect(stage.passes.begun == ["a", "b"])
    }

    @Test("no pass begins in a namespace of which something is not known, and its object is not taken for gone")
    func incomplete() async throws {
        let stage = ControllerStage(in: ["default", "web"])
        let secrets = Self.secrets()
        let controller = stage.controller(triggers: [.owned(secrets)])
        stage.store.part(0).list(["a@1"])
        stage.store.part(1).list(["web/b@5"])
        secrets.part(0).list([])
        secrets.setUnavailable(true, part: 1)
        try await stage.run(controller) {
            try await stage.passes.ended(1)
            controller.look(at: ObjectKey(namespace: "web", name: "nobody"))
            try await eventually("both wait") { controller.report().held.map(\.name) == ["b", "nobody"] }
            #expect(stage.passes.begun == ["a"])
            secrets.part(1).list([])
            try await stage.passes.ended(3)
        }
        #expect(stage.passes.begun.sorted() == ["a", "b", "nobody gone"])
    }

    @Test("who looks at one namespace alone does not wait for another")
    func narrowTrigger() async throws {
        let stage = ControllerStage()
        let secrets = Self.secrets()
        let target = ObjectKey(namespace: "default", name: "a")
        let controller = stage.controller(triggers: [.changes(of: secrets, in: "default", leadTo: target)])
        stage.list(["a@1"])
        secrets.part(0).list([])
        secrets.setUnavailable(true, part: 1)
        try await stage.run(controller) {
            try await stage.passes.ended(1)
            secrets.part(1).list(["web/s@11"])
            secrets.part(0).apply(.upsert(PartialObject(sample: "s@12")))
            try await stage.passes.ended(2)
        }
        #expect(stage.passes.begun == ["a", "a"])
    }
}
