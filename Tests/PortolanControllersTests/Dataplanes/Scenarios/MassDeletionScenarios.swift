// SPDX-License-Identifier: Apache-2.0

import Basics
import JSONKit
import KubeClient
import KubeCore
import PortolanAPI
import TestSupport
import Testing

@Suite("Taking many dataplanes out that do not answer", .tags(.network), .timeLimit(.minutes(5)))
struct MassDeletionScenarios {
    private static let count = 200

    @Test("holds up nobody else")
    func silent() async throws {
        try await DataplaneStage.run { stage in
            let server = SilentServer()
            try await stage.writeBootstrap("dead", 0, .token("nobody-knows-it"))
            for number in 0..<Self.count { try await Self.make("dead-\(number)", server.endpoint, stage) }
            for number in 0..<Self.count { try await stage.delete("dead-\(number)") }
            let start = ContinuousClock.now
            try await stage.register("alive")
            try await stage.ready("alive")
            // Four seconds for each 64 of them would be twelve, several times.
            #expect(start.duration(to: .now) < .seconds(10))
            #expect(try await stage.dataplane("dead-0")?.metadata.isBeingDeleted == true)
        }
    }

    /// One in which something was made, and which has been found dead since.
    private static func make(_ name: String, _ endpoint: String, _ stage: DataplaneStage) async throws {
        var object = DynamicObject(DataplaneCluster.resourceType, stage.key(name))
        object.setMetadata("finalizers", [.string(PortolanNames.finalizer)])
        object["spec"] = [
            "endpoint": .string(endpoint), "bootstrap": ["secretRef": ["name": "dead-bootstrap"]],
            "payloads": [["apiGroup": "batch", "kind": "Job"]], "probe": ["timeout": "4s"],
        ]
        let type = DataplaneCluster.resourceType
        try await stage.admin.create(type, namespace: stage.key(name).namespace, object, as: PartialObject.self)
        var conditions: [Condition] = []
        for condition in [
            Condition("Reachable", .no, reason: "Timeout"), Condition("Authorized", .yes, reason: "Authorized"),
        ] {
            conditions.setCondition(condition, at: WallClock.system.now)
        }
        let status: JSONValue = [
            "clusterUID": "somewhere", "endpoint": .string(endpoint), "probe": ["consecutiveFailures": 3],
            "conditions": try JSONValue(encoding: conditions),
        ]
        let patch = Patch.merge(["status": status])
        try await stage.admin.patch(type, stage.key(name), patch, subresource: .status, as: PartialObject.self)
    }
}
