// SPDX-License-Identifier: Apache-2.0

import Basics
import ControlPlaneSupport
import Dataplanes
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

@Suite("Secrets of dataplanes", .tags(.network), .timeLimit(.minutes(5)))
struct SecrecyScenarios {
    @Test("are in no line at any level, no event, no condition, no figure and no page, whatever goes wrong")
    func canaries() async throws {
        try await DataplaneStage.run(.init(tellsArgoCD: true, breaks: .requests)) { stage in
            let plane = stage.dataplanes[0]
            let root = stage.users[0].root.exposed
            var secrets: Set<String> = [root, stage.users[0].guest.exposed]
            func remember() async throws {
                if let token = try await stage.token(of: "a") { secrets.insert(token) }
            }
            try await stage.register("a")
            try await stage.register("guest", 0, .guest)
            try await stage.register(
                "line",
                0,
                .data(["token": "\(root)\n\(root)"])
            )
            try await stage.register("pem", 0, .data(["token": "x", "ca.crt": root]))
            try await stage.register("yaml", 0, .data(["kubeconfig": "users: [ { \(root)"]))
            try await stage.ready("a")
            try await remember()
            // A server that repeats what it was shown, errors of all kinds, a revoked token, an outage, a deletion.
            let echo = FaultEffect.Refusal(code: 500, reason: "InternalError", message: root)
            plane.faults.add(FaultRule("echo", FaultMatch(["get"]), .refusal(echo)))
            try await stage.condition("Schedulable", .no, of: "a")
            plane.faults.replace(with: [])
            try await stage.ready("a")
            let account = ObjectKey(namespace: stage.namespace, name: "flyteadmin")
            try await stage.dataplaneAdmin().delete(CoreV1.ServiceAccount.resourceType, account)
            try await stage.event("CredentialsMinted", about: "a")
            try await remember()
            try await stage.dataplanes[0].stop()
            try await stage.condition("Schedulable", .no, of: "a")
            stage.dataplanes[0].start()
            try await stage.ready("a")
            var places = try await Self.places(stage)
            for name in ["a", "guest", "line", "pem", "yaml"] { try await stage.delete(name) }
            try await eventually("all are gone") {
                try await stage.admin.listAll(DataplaneCluster.self, namespace: stage.namespace).items.isEmpty
            }
            places.merge(try await Self.places(stage)) { $0 + $1 }
            #expect(secrets.count >= 4)
            for (place, text) in places {
                #expect(text.count > 20, "\(place) says something")
                for secret in secrets.flatMap({ [$0, Base64.standard.encode(Array($0.utf8))] }) {
                    #expect(!text.contains(secret), "\(place) shows a secret")
                }
            }
        }
    }

    /// Everything that is said anywhere.
    private static func places(_ stage: DataplaneStage) async throws -> [String: String] {
        let objects: [DynamicObject] = try await stage.admin.listAll(
            DataplaneCluster.resourceType,
            namespace: stage.namespace
        ).items
        let pages = stage.pages.names.compactMap { stage.pages.page($0) }
        return [
            "a line": stage.sink.records.map { "\($0)" }.joined(separator: "\n"),
            "an event": try await stage.events().map { "\($0)" }.joined(separator: "\n"),
            "an object": objects.map { String(decoding: $0.serialized(), as: UTF8.self) }.joined()
                + "and nothing more than these",
            "a figure": String(decoding: stage.metrics.exposition(), as: UTF8.self),
            "a page": pages.map { String(decoding: $0.serialized(), as: UTF8.self) }.joined(),
        ]
    }
}
