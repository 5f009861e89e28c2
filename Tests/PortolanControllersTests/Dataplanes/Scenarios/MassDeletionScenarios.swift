// SPDX-License-Identifier: Apache-2.0

import Basics
import JSONKit
import KubeClient
import KubeCore
import PortolanAPI
import Telemetry
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
            try await stage.register("alive")
            try await stage.ready("alive")
            // Time to look is four seconds; a pass that waited for it would be counted.
            #expect(Self.slowPasses(stage) * 10 < Self.count)
            #expect(try await stage.dataplane("dead-0")?.metadata.isBeingDeleted == true)
        }
    }

    /// How many passes took four seconds or more.
    private static func slowPasses(_ stage: DataplaneStage) -> Int {
        let lines = String(decoding: stage.metrics.exposition(), as: UTF8.self).split(separator: "\n")
        func count(_ suffix: String, _ label: String) -> Int {
            let line = lines.first {
                $0.hasPrefix("controller_runtime_reconcile_time_seconds_\(suffix)") && $0.contains(label)
                    && $0.contains("dataplane")
            }
            return line?.split(separator: " ").last.flatMap { Int($0) } ?? 0
        }
        #expect(count("count", "") > 0)
        return count("count", "") - count("bucket", "le=\"4\"")
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
