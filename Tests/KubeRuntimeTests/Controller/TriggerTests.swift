// SPDX-License-Identifier: Apache-2.0

import Basics
import KubeCore
import KubeRuntime
import TestSupport
import Testing

@Suite("What leads to a pass", .timeLimit(.minutes(4)))
struct TriggerTests {
    static func secret(_ sample: String, ownedBy owner: String?) -> PartialObject {
        var object = PartialObject(sample: sample)
        object.metadata.ownerReferences =
            owner.map { owner in
                [OwnerReference(controller: CoreV1.Pod.resourceType, ObjectMeta(name: owner, uid: "1"))]
            } ?? []
        return object
    }

    @Test("37: a change of an owned object leads to its owner, and to the one before")
    func owned() async throws {
        let stage = ControllerStage()
        let secrets = ObjectStore<PartialObject>(WatchScope(CoreV1.Secret.resourceType))
        let controller = stage.controller(triggers: [.owned(secrets)])
        secrets.list([])
        stage.list(["a@1", "b@2"])
        try await stage.run(controller) {
            try await stage.passes.ended(2)
            secrets.apply(.upsert(Self.secret("s@11", ownedBy: "a")))
            try await stage.passes.ended(3)
            secrets.apply(.upsert(Self.secret("s@12", ownedBy: "b")))
            try await stage.passes.ended(5)
            secrets.apply(.upsert(Self.secret("s@13", ownedBy: nil)))
            try await stage.passes.ended(6)
        }
        #expect(stage.passes.begun.dropFirst(2).prefix(1) == ["a"])
        #expect(stage.passes.begun.dropFirst(3).prefix(2).sorted() == ["a", "b"])
        #expect(stage.passes.begun.dropFirst(5) == ["b"])
    }

    @Test("28: an owned object that vanished while nobody listened leads to its owner")
    func vanished() async throws {
        let stage = ControllerStage()
        let secrets = ObjectStore<PartialObject>(WatchScope(CoreV1.Secret.resourceType))
        let controller = stage.controller(triggers: [.owned(secrets)])
        secrets.apply(.begin)
        secrets.apply(.stage([Self.secret("s@3", ownedBy: "a")]))
        secrets.apply(.commit(ResourceVersion("10"), mayGoBack: false))
        stage.list(["a@1", "b@2"])
        try await stage.run(controller) {
            try await stage.passes.ended(2)
            try await eventually("the queue is empty") { controller.report().queue.isEmpty }
            let known = stage.passes.begun.count
            secrets.list([], version: "20")
            try await stage.passes.ended(known + 1)
        }
        #expect(stage.passes.begun.last == "a")
    }

    @Test("37: a change leads to all objects that refer to the one that changed")
    func referred() async throws {
        let stage = ControllerStage()
        let secrets = ObjectStore<PartialObject>(WatchScope(CoreV1.Secret.resourceType))
        stage.store.addIndex(ObjectIndex("secret") { $0.metadata.annotations["secret"].map { [$0] } ?? [] })
        let controller = stage.controller(triggers: [.referred(secrets, from: stage.store, by: "secret")])
        let pods = ["a@1", "b@2", "c@3"].map { sample in
            var pod = PartialObject(sample: sample)
            if pod.metadata.name != "b" { pod.metadata.annotations = ["secret": "default/s"] }
            return pod
        }
        secrets.list([])
        stage.store.apply(.begin)
        stage.store.apply(.stage(pods))
        stage.store.apply(.commit(ResourceVersion("10"), mayGoBack: false))
        try await stage.run(controller) {
            try await stage.passes.ended(3)
            secrets.apply(.upsert(PartialObject(sample: "s@11")))
            try await stage.passes.ended(5)
        }
        #expect(stage.passes.begun.dropFirst(3).sorted() == ["a", "c"])
    }

    @Test("59: a status that the controller wrote leads to no other pass where generations decide")
    func ownStatus() async throws {
        let stage = ControllerStage()
        let controller = stage.controller(where: .generationChanged || .labelsChanged)
        let ship = { (version: String, generation: Int) in
            var object = PartialObject(sample: "a@\(version)")
            object.metadata.generation = generation
            return object
        }
        stage.store.apply(.begin)
        stage.store.apply(.stage([ship("1", 1)]))
        stage.store.apply(.commit(ResourceVersion("10"), mayGoBack: false))
        try await stage.run(controller) {
            try await stage.passes.ended(1)
            stage.store.apply(.upsert(ship("11", 1)))
            stage.store.apply(.upsert(ship("12", 2)))
            try await stage.passes.ended(2)
            try await eventually("the queue is empty") { controller.report().queue.isEmpty }
        }
        #expect(stage.passes.begun.count == 2)
    }
}
