// SPDX-License-Identifier: Apache-2.0

import Basics
import ControlPlaneSupport
import Flyte
import JSONKit
import KubeClient
import KubeCore
import PortolanAPI
import PortolanControllers
import Telemetry
import TestSupport
import Testing

@Suite("What Flyte reads of a fleet", .tags(.network), .timeLimit(.minutes(2)))
struct FlyteOutputTests {
    private static func options(takesOver: Bool = false) -> FlyteStage.Options {
        var options = FlyteStage.Options()
        options.isToldLabels = false
        options.writesFiles = true
        options.takesOver = takesOver
        // By the clock of the controllers, which goes fifty times as fast: time enough for twenty requests, of which a real
        // server may take its time for one.
        options.pacing.quiet = .seconds(RealPrograms.folder == nil ? 25 : 100)
        options.pacing.patience = .seconds(500)
        return options
    }

    private static func makeFleet(_ stage: FlyteStage) async throws {
        for name in ["flyteadmin", "syncresources"] { try await stage.makeDeployment(name) }
        for name in ["dp-1", "dp-2"] {
            try await stage.setCredentials(name, token: "token-of-\(name)\n")
            try await stage.setDataplane(name, ["x": 1])
        }
    }

    /// Waits until both programs run with what is written, as Kubernetes' controllers would bring it about.
    private static func waitUntilRolledOut(_ stage: FlyteStage) async throws {
        for name in ["flyteadmin", "syncresources"] {
            try await eventually("\(name) is started again") {
                let deployment = try await stage.deployment(name)
                return !deployment.isRolledOut
            }
            try await stage.finishRollout(name)
        }
        try await eventually("both run with the same") {
            let digests = [
                try await stage.deployment("flyteadmin"), try await stage.deployment("syncresources"),
            ].map { $0.templateAnnotations[PortolanNames.flyteConfiguration] }
            return digests[0] != nil && digests[0] == digests[1]
        }
    }

    @Test("is written: the file in both ConfigMaps, the credentials, and each program is started once")
    func written() async throws {
        try await FlyteStage.run(Self.options(), before: Self.makeFleet) { stage in
            try await Self.waitUntilRolledOut(stage)
            let file = try #require(try await stage.file())
            #expect(try await stage.file("flyte-clusterresourcesync-config") == file)
            #expect(file.contains("name: dp-1\n") && file.contains("name: dp-2\n"))
            #expect(
                try await stage.credentials() == [
                    "dp-1_token": "token-of-dp-1", "dp-1_cacert": FlyteStage.authority,
                    "dp-2_token": "token-of-dp-2", "dp-2_cacert": FlyteStage.authority,
                ]
            )
            #expect(stage.restarts(of: "flyteadmin") == 1 && stage.restarts(of: "syncresources") == 1)
            try await stage.setHealth("dp-2", false)
            try await Self.waitUntilRolledOut(stage)
            #expect(try await stage.file()?.contains("enabled: false") == true)
            #expect(try await stage.credentials().count == 4)
        }
    }

    @Test("twenty changes in one moment make one rollout, one program after the other")
    func coalesced() async throws {
        try await FlyteStage.run(Self.options(), before: Self.makeFleet) { stage in
            try await Self.waitUntilRolledOut(stage)
            for number in 1...20 { try await stage.setDataplane("dp-1", ["x": number + 1]) }
            try await eventually("the first program is started again") { stage.restarts(of: "flyteadmin") == 2 }
            // As long as its pods do not work, the second one keeps those that do.
            try await stage.setLabel("marker", "p", to: "x")
            try await eventually("others are at work") { try await stage.condition("Ready", of: "marker") != nil }
            #expect(stage.restarts(of: "syncresources") == 1)
            try await stage.finishRollout("flyteadmin")
            try await eventually("the second is started again") { stage.restarts(of: "syncresources") == 2 }
            try await stage.finishRollout("syncresources")
            #expect(stage.restarts(of: "flyteadmin") == 2)
            #expect(try await stage.file()?.contains("weight: 0.04761905\n") == true)
        }
    }

    @Test("a process that is started again finds that there is nothing to do")
    func restarted() async throws {
        try await FlyteStage.run(Self.options()) { stage in
            try await Self.makeFleet(stage)
            try await stage.perform { try await Self.waitUntilRolledOut($0) }
        } _: { stage in
            try await stage.setLabel("marker", "p", to: "x")
            try await eventually("it is at work") { try await stage.condition("Ready", of: "marker") != nil }
            try await stage.setHealth("dp-1", true)
            try await stage.setLabel("marker", "q", to: "x")
            try await eventually("it still is") { try await stage.label("marker")?.status.observedGeneration == 2 }
            #expect(stage.restarts(of: "flyteadmin") == 1 && stage.restarts(of: "syncresources") == 1)
        }
    }

    @Test("a new token is written and read; credentials of one that is gone stay until nobody reads them")
    func rotation() async throws {
        try await FlyteStage.run(Self.options(), before: Self.makeFleet) { stage in
            try await Self.waitUntilRolledOut(stage)
            try await stage.setCredentials("dp-1", token: "newer")
            try await Self.waitUntilRolledOut(stage)
            #expect(try await stage.credentials()["dp-1_token"] == "newer")
            try await stage.admin.delete(DataplaneCluster.resourceType, stage.key("dp-2"))
            try await eventually("the first program is started again") { stage.restarts(of: "flyteadmin") == 3 }
            #expect(try await stage.file()?.contains("dp-2") == false)
            #expect(try await stage.credentials()["dp-2_token"] != nil)
            try await Self.waitUntilRolledOut(stage)
            try await eventually("they are gone") {
                try await stage.credentials().keys.sorted() == ["dp-1_cacert", "dp-1_token"]
            }
        }
    }

    @Test(
        "renewed tokens are written at once, and read when something else is, or when the ones before are about to end"
    )
    func renewal() async throws {
        try await FlyteStage.run(Self.options()) { stage in
            try await Self.makeFleet(stage)
            for name in ["dp-1", "dp-2"] { try await stage.setCredentials(name, token: "first", lineage: "l") }
            try await stage.perform { try await Self.waitUntilRolledOut($0) }
            let readAgainAt = try await stage.deployment("flyteadmin").templateAnnotations[
                PortolanNames.flyteReadAgainAt
            ]
            #expect(readAgainAt != nil)
        } _: { stage in
            try await stage.setCredentials("dp-1", token: "second", lineage: "l")
            try await eventually("it is written") { try await stage.credentials()["dp-1_token"] == "second" }
            try await stage.setCredentials("dp-2", token: "second", lineage: "m")
            try await Self.waitUntilRolledOut(stage)
            #expect(stage.restarts(of: "flyteadmin") == 2 && stage.restarts(of: "syncresources") == 2)
        }
    }

    @Test("one without credentials is left out, and a fleet without any that works stays as it was, and both is said")
    func problems() async throws {
        try await FlyteStage.run(Self.options(), before: Self.makeFleet) { stage in
            try await Self.waitUntilRolledOut(stage)
            let file = try await stage.file()
            try await stage.setDataplane("dp-3", ["x": 1])
            try await eventually("it is said") { try await stage.events(about: "dp-3").contains("NoCredentials") }
            #expect(try await stage.file() == file)
            for name in ["dp-1", "dp-2"] { try await stage.setDataplane(name, ["x": 1], isEnabled: false) }
            try await eventually("it is said") {
                try await stage.events(about: "flyte-admin-clusters-config").contains("NothingEnabled")
            }
            let kept = try #require(try await stage.file())
            #expect(kept.contains("enabled: true"))
        }
    }

    @Test("a token is in the Secrets, and nowhere else")
    func canary() async throws {
        try await FlyteStage.run(Self.options(), before: Self.makeFleet) { stage in
            try await Self.waitUntilRolledOut(stage)
            // One that cannot be used is the one that something would be said about.
            try await stage.setCredentials("dp-2", token: "token-of-dp-2 with a space")
            try await eventually("it is said") { try await stage.events(about: "dp-2").contains("NoCredentials") }
            let events = try await stage.admin.listAll(EventsV1.Event.self, namespace: stage.namespace).items
            let deployment = try await stage.deployment("flyteadmin").templateAnnotations
            let metrics = String(decoding: stage.metrics.exposition(), as: UTF8.self)
            let said = "\(events) \(stage.sink.records) \(metrics) \(deployment) \(try await stage.file() ?? "")"
            #expect(said.contains("NoCredentials") && said.contains("portolan_flyte_rollouts_total"))
            #expect(!said.contains("token-of"))
        }
    }

    private static func makeHelmsObjects(_ stage: FlyteStage) async throws {
        try await makeFleet(stage)
        var configMap = DynamicObject(CoreV1.ConfigMap.resourceType, stage.key(FlyteOutputSettings.configMaps[0]))
        configMap["data"] = ["clusters.yaml": "clusters: {}\n", "other.yaml": "a: 1\n"]
        let options = WriteOptions(fieldManager: "helm")
        let type = CoreV1.ConfigMap.resourceType
        _ = try await stage.admin.create(type, namespace: stage.namespace, configMap, options, as: PartialObject.self)
    }

    @Test("what Helm has written is not touched, and somebody is told what to do")
    func refused() async throws {
        try await FlyteStage.run(Self.options(), before: Self.makeHelmsObjects) { stage in
            try await eventually("it is said") {
                try await stage.events(about: "flyte-admin-clusters-config").contains("OwnedByAnother")
            }
            let events = try await stage.admin.listAll(EventsV1.Event.self, namespace: stage.namespace).items
            let note = events.first { $0.reason == "OwnedByAnother" }?.note ?? ""
            #expect(note.contains("\"helm\"") && note.contains("flyte.takeOver: true"), "\(note)")
            #expect(try await stage.file() == "clusters: {}\n")
            #expect(stage.restarts(of: "flyteadmin") == 0)
        }
    }

    @Test("what Helm has written is taken over when the configuration says so, and nothing beside it")
    func takenOver() async throws {
        try await FlyteStage.run(Self.options(takesOver: true), before: Self.makeHelmsObjects) { stage in
            try await Self.waitUntilRolledOut(stage)
            let key = stage.key(FlyteOutputSettings.configMaps[0])
            let configMap = try await stage.admin.get(CoreV1.ConfigMap.self, key)
            #expect(configMap.data["clusters.yaml"]?.contains("dp-1") == true)
            #expect(configMap.data["other.yaml"] == "a: 1\n")
        }
    }
}
