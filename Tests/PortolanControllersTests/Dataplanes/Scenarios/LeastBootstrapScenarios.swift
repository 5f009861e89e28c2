// SPDX-License-Identifier: Apache-2.0

import Basics
import ControlPlaneSupport
import Dataplanes
import FileKit
import JSONKit
import KubeClient
import KubeCore
import KubeRuntime
import KubeServer
import PortolanAPI
import PortolanControllers
import Telemetry
import TestSupport
import Testing
import YAMLKit

@Suite("The least bootstrap role", .tags(.network), .timeLimit(.minutes(5)))
struct LeastBootstrapScenarios {
    /// The objects of the example, of whose rules one may be missing.
    private static func manifests(without rule: Int?) throws -> [JSONObject] {
        let text = try File.read(ProjectFolder.path(of: "Examples/dataplanes/bootstrap.yaml"))
        var position = 0
        return try YAML.documents(in: text).map(\.value).compactMap(\.object).map { object in
            guard let rules = object["rules"]?.array else { return object }
            var object = object
            let kept = rules.enumerated().filter { position + $0.offset != rule }
            position += rules.count
            object["rules"] = .array(kept.map(\.element))
            return object
        }
    }

    private static func ruleCount() throws -> Int {
        try manifests(without: nil).reduce(0) { $0 + ($1["rules"]?.array?.count ?? 0) }
    }

    private static func forbidden(_ stage: DataplaneStage) -> [String] {
        let lasting = "portolan-\(stage.namespace)-dataplane-1-token"
        return stage.requests { $0.code == 403 && $0.object?.name != lasting }.map { "\($0.verb) \($0.uri)" }
    }

    private static func run(
        _ stage: DataplaneStage,
        _ user: ObjectKey,
        expecting isWhole: Bool
    ) async throws {
        let token = try await stage.dataplaneAdmin().token(of: user).token.exposed
        stage.dataplanes[0].forgetRequests()
        try await stage.register("dataplane-1", 0, .token(token)) {
            $0["payloads"] = [
                ["apiGroup": "flyte.lyft.com", "kind": "FlyteWorkflow"], ["apiGroup": "batch", "kind": "Job"],
            ]
        }
        try await eventually("it is ready, or something is forbidden") {
            let isReady = try await stage.dataplane("dataplane-1")?.status.conditions.isTrue("Ready") == true
            return isReady || !forbidden(stage).isEmpty
        }
        try await stage.delete("dataplane-1")
        try await eventually("it is gone") { try await stage.dataplane("dataplane-1") == nil }
        let refused = forbidden(stage)
        #expect(isWhole == refused.isEmpty, "\(refused)")
    }

    @Test("is enough to register and to clean up, and none of its rules is superfluous")
    func example() async throws {
        try await DataplaneStage.run(.init(namespace: "flyte", deletionPatience: .milliseconds(500), breaks: .servers))
        { stage in
            let plane = try await stage.dataplaneAdmin()
            try await plane.install([RegisteringScenarios.flyteWorkflows])
            let user = ObjectKey(namespace: "portolan-bootstrap", name: "portolan-bootstrap")
            try await plane.install(try Self.manifests(without: nil))
            try await Self.run(stage, user, expecting: true)
            let events = try await stage.events(about: "dataplane-1").map(\.reason)
            #expect(!events.contains("BootstrapTooPowerful"), "\(events)")
            for rule in 0..<(try Self.ruleCount()) {
                try await plane.install(try Self.manifests(without: rule))
                try await Self.run(stage, user, expecting: false)
                try await Self.clear(stage)
            }
        }
    }

    /// Removes what was left behind.
    private static func clear(_ stage: DataplaneStage) async throws {
        let admin = try await stage.dataplaneAdmin()
        let dataplane = DataplaneCluster(named: "dataplane-1", in: stage.namespace)
        for part in DataplaneFootprintParts.removable(of: dataplane) {
            try await admin.deleteIfThere(part.type, part.key)
        }
    }
}
