// SPDX-License-Identifier: Apache-2.0

import HTTPCore
import JSONKit
import KubeServer
import Testing

@Suite("Deleting pods", .timeLimit(.minutes(1)))
struct GracefulDeletionTests {
    private func pod(
        _ cluster: ControlledCluster,
        node: String = "n",
        seconds: Int? = nil,
        finalizers: [JSONValue] = []
    ) async throws {
        var spec: JSONObject = ["containers": [["name": "c", "image": "i"]]]
        if !node.isEmpty { spec["nodeName"] = .string(node) }
        if let seconds { spec["terminationGracePeriodSeconds"] = .number(JSONNumber(seconds)) }
        try await cluster.make("Pod", "p", finalizers: finalizers, more: ["spec": .object(spec)])
    }

    private func kinds(_ cluster: ControlledCluster, after revision: UInt64) -> [Change.Kind] {
        guard case .changes(let changes, _) = cluster.storage.news(of: .pods, after: revision) else { return [] }
        return changes.map(\.kind)
    }

    private func end(_ reply: ControlledCluster.Reply) -> String {
        "\(reply.metadata.text("deletionTimestamp").suffix(9)) \(reply.metadata["deletionGracePeriodSeconds"]?.int ?? -1)"
    }

    @Test("a pod on a node gets the time that it says, and a wish can only shorten it")
    func shortening() async throws {
        let cluster = try await ControlledCluster()
        try await pod(cluster)
        let first = try await cluster.send(.delete, "pods/p")
        #expect(first.kind == "Pod")
        #expect(end(first) == "08:00:30Z 30")
        #expect(first.metadata["generation"]?.int == 2)
        for seconds in [nil, 40, 30] {
            let options = seconds.map { ["gracePeriodSeconds": .number(JSONNumber($0))] as JSONObject }
            #expect(try await end(cluster.send(.delete, "pods/p", options)) == "08:00:30Z 30")
        }
        #expect(try await end(cluster.send(.delete, "pods/p", ["gracePeriodSeconds": 10])) == "08:00:10Z 10")
        #expect(try await end(cluster.send(.delete, "pods/p", ["gracePeriodSeconds": -10])) == "08:00:01Z 1")
        let dry = try await cluster.send(.delete, "pods/p?dryRun=All&gracePeriodSeconds=0")
        #expect(end(dry) == "08:00:00Z 0")
        #expect(try cluster.exists("Pod", "p"))
        let last = try await cluster.send(.delete, "pods/p", ["gracePeriodSeconds": 0])
        #expect(end(last) == "08:00:00Z 0")
        #expect(last.metadata["generation"]?.int == 2)
        #expect(try !cluster.exists("Pod", "p"))
    }

    @Test("a pod that is nowhere, or has ended, is marked and gone at once")
    func sudden() async throws {
        for phase in ["Pending", "Succeeded", "Failed"] {
            let cluster = try await ControlledCluster()
            try await pod(cluster, node: phase == "Pending" ? "" : "n")
            _ = try await cluster.patch("pods/p/status", ["status": ["phase": .string(phase)]])
            let revision = cluster.storage.revision
            let reply = try await cluster.send(.delete, "pods/p")
            #expect(end(reply) == "08:00:00Z 0")
            #expect(reply.metadata.text("resourceVersion") == "\(revision + 2)")
            #expect(kinds(cluster, after: revision) == [.updated, .deleted])
        }
    }

    @Test("a pod whose finalizers go has still its time to end")
    func finalizers() async throws {
        let cluster = try await ControlledCluster()
        try await pod(cluster, seconds: 5, finalizers: ["example.com/hold"])
        #expect(try await end(cluster.send(.delete, "pods/p")) == "08:00:05Z 5")
        _ = try await cluster.patch("pods/p", ["metadata": ["finalizers": .null]])
        #expect(try cluster.exists("Pod", "p"))
        let stale: JSONObject = ["gracePeriodSeconds": 0, "preconditions": ["resourceVersion": "1"]]
        #expect(try await cluster.send(.delete, "pods/p", stale).code == 409)
        _ = try await cluster.send(.delete, "pods/p", ["gracePeriodSeconds": 0])
        #expect(try !cluster.exists("Pod", "p"))
    }

    @Test("a pod that is nowhere waits for its finalizers, and for nothing else")
    func unscheduledWithFinalizers() async throws {
        let cluster = try await ControlledCluster()
        try await pod(cluster, node: "", finalizers: ["example.com/hold"])
        let first = try await cluster.send(.delete, "pods/p")
        #expect(end(first) == "08:00:00Z 0")
        #expect(try await cluster.send(.delete, "pods/p").metadata == first.metadata)
        _ = try await cluster.patch("pods/p", ["metadata": ["finalizers": .null]])
        #expect(try !cluster.exists("Pod", "p"))
    }

    @Test("of many pods each gets its own time")
    func collections() async throws {
        let cluster = try await ControlledCluster()
        try await pod(cluster, seconds: 7)
        let reply = try await cluster.send(.delete, "pods")
        #expect(reply.json["items"]?[0]?["metadata"]?["deletionTimestamp"] == nil)
        #expect(try cluster.object("Pod", "p")?.metadata["deletionGracePeriodSeconds"]?.int == 7)
    }
}
