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

@Suite("Taking a dataplane out", .tags(.network), .timeLimit(.minutes(5)))
struct DeletionScenarios {
    private static func gone(_ name: String, _ stage: DataplaneStage) async throws {
        try await eventually("\(name) is gone") { try await stage.dataplane(name) == nil }
    }

    /// What of Portolan's is still in a dataplane.
    private static func remains(_ dataplane: DataplaneCluster, _ stage: DataplaneStage) async throws -> [String] {
        let admin = try await stage.dataplaneAdmin()
        var remains: [String] = []
        for part in DataplaneFootprintParts.removable(of: dataplane)
        where try await admin.findMetadata(part.type, part.key) != nil {
            remains.append(part.type.kind)
        }
        return remains
    }

    @Test("removes all that was made there and here, with its tokens; the namespace stays")
    func reachable() async throws {
        try await DataplaneStage.run { stage in
            try await stage.register("a")
            let dataplane = try await stage.ready("a")
            #expect(try await Self.remains(dataplane, stage).count == 5)
            let client = try await stage.client(from: stage.credentials(of: "a"))
            _ = try await client.selfReview()
            try await stage.delete("a")
            try await Self.gone("a", stage)
            #expect(try await Self.remains(dataplane, stage) == [])
            #expect(
                try await stage.dataplaneAdmin().find(CoreV1.Namespace.self, ObjectKey(name: stage.namespace)) != nil
            )
            #expect(try await stage.credentials(of: "a") == nil)
            // Real servers remember for ten seconds that a token was good.
            try await eventually("the token is good no more") {
                do throws(APIError) {
                    _ = try await client.selfReview()
                    return false
                } catch {
                    return error.isUnauthorized
                }
            }
            try await stage.event("Removed", about: "a")
            #expect(try await stage.admin.find(CoreV1.Secret.self, stage.key("a-bootstrap")) != nil, "it is the user's")
        }
    }

    @Test("waits for one that does not answer, and cleans up when it does again")
    func patience() async throws {
        try await DataplaneStage.run(.init(deletionPatience: .seconds(20), breaks: .servers)) { stage in
            try await stage.register("a")
            let dataplane = try await stage.ready("a")
            try await stage.dataplanes[0].stop()
            try await stage.delete("a")
            let waiting = try await stage.condition("Ready", .no, "Deleting", of: "a")
            #expect(waiting.status.conditions["Ready"]?.message.contains("the connection was refused") == true)
            stage.dataplanes[0].start()
            try await Self.gone("a", stage)
            #expect(try await Self.remains(dataplane, stage) == [])
        }
    }

    @Test("gives up on one that never answers again, and says what it left there")
    func leftBehind() async throws {
        try await DataplaneStage.run(.init(deletionPatience: .seconds(1), breaks: .servers)) { stage in
            try await stage.register("a")
            try await stage.ready("a")
            try await stage.dataplanes[0].stop()
            try await stage.delete("a")
            try await Self.gone("a", stage)
            let note = try await stage.event("LeftBehind", about: "a").note
            for name in [
                "ClusterRole portolan:\(stage.namespace):a",
                "RoleBinding \(stage.namespace)/portolan:\(stage.namespace):a", "\(stage.namespace)/flyteadmin",
            ] {
                #expect(note.contains(name), "\(note)")
            }
            #expect(try await stage.credentials(of: "a") == nil)
        }
    }

    @Test("removes nothing from another cluster")
    func otherCluster() async throws {
        try await DataplaneStage.run(.init(deletionPatience: .seconds(1), breaks: .servers)) { stage in
            try await stage.register("a", 0, .certificate)
            try await stage.ready("a")
            try await stage.dataplanes[0].replace()
            try await stage.condition("Stalled", .yes, "IdentityMismatch", of: "a")
            stage.dataplanes[0].forgetRequests()
            try await stage.delete("a")
            try await Self.gone("a", stage)
            #expect(stage.requests().isEmpty)
            try await stage.event("LeftBehind", about: "a")
        }
    }

    @Test("works when the bootstrap Secret goes with it")
    func together() async throws {
        try await DataplaneStage.run { stage in
            try await stage.register("a")
            let dataplane = try await stage.ready("a")
            try await stage.admin.delete(CoreV1.Secret.resourceType, stage.key("a-bootstrap"))
            try await stage.delete("a")
            try await Self.gone("a", stage)
            #expect(try await Self.remains(dataplane, stage) == [])
        }
    }

    @Test("waits while the dataplane is paused")
    func paused() async throws {
        try await DataplaneStage.run { stage in
            try await stage.register("a")
            let dataplane = try await stage.ready("a")
            try await stage.annotate("a", [PortolanNames.paused: "true"])
            try await stage.condition("Paused", .yes, of: "a")
            try await stage.delete("a")
            try await Task.sleep(for: .milliseconds(500))
            #expect(try await Self.remains(dataplane, stage).count == 5)
            try await stage.annotate("a", [PortolanNames.paused: nil])
            try await Self.gone("a", stage)
            #expect(try await Self.remains(dataplane, stage) == [])
        }
    }
}
