// SPDX-License-Identifier: Apache-2.0

import HTTPCore
import JSONKit
import KubeServer
import Testing

@Suite("The end of namespaces", .timeLimit(.minutes(1)))
struct NamespaceEndDutyTests {
    private static let path = "/api/v1/namespaces/a"

    private func conditions(_ cluster: ControlledCluster) throws -> [String: String] {
        let list = try cluster.object("Namespace", "a")?["status"]?["conditions"]?.array ?? []
        return Dictionary(
            uniqueKeysWithValues: list.map { condition in
                let text = "\(condition["status"]?.string ?? "") \(condition["message"]?.string ?? "")"
                return (condition["type"]?.string ?? "", text)
            }
        )
    }

    @Test("a namespace goes with everything in it")
    func everything() async throws {
        let cluster = try await ControlledCluster()
        try await cluster.make("ConfigMap", "c")
        try await cluster.make("Widget", "w")
        try await cluster.make("ConfigMap", "c", in: "b")
        let reply = try await cluster.send(.delete, Self.path)
        #expect(reply.code == 200)
        #expect(reply.kind == "Namespace")
        #expect(reply.json["status"]?["phase"] == "Terminating")
        #expect(reply.metadata["deletionGracePeriodSeconds"] == nil)
        await cluster.runner.settle()
        #expect(try !cluster.exists("Namespace", "a"))
        #expect(try !cluster.exists("ConfigMap", "c"))
        #expect(try !cluster.exists("Widget", "w"))
        #expect(try cluster.exists("ConfigMap", "c", in: "b"))
    }

    @Test("what has finalizers is waited for, and the conditions say so")
    func finalizers() async throws {
        let cluster = try await ControlledCluster()
        try await cluster.make("ConfigMap", "c", finalizers: ["example.com/hold"])
        try await cluster.make("Widget", "w", finalizers: ["example.com/hold", "example.com/other"])
        _ = try await cluster.send(.delete, Self.path)
        await cluster.runner.settle()
        let texts = try conditions(cluster)
        #expect(
            texts == [
                "NamespaceDeletionDiscoveryFailure": "False All resources successfully discovered",
                "NamespaceDeletionGroupVersionParsingFailure": "False All legacy kube types successfully parsed",
                "NamespaceDeletionContentFailure":
                    "False All content successfully deleted, may be waiting on finalization",
                "NamespaceContentRemaining":
                    "True Some resources are remaining: configmaps. has 1 resource instances, widgets.example.com has 1 "
                    + "resource instances",
                "NamespaceFinalizersRemaining":
                    "True Some content in the namespace has finalizers remaining: example.com/hold in 2 resource "
                    + "instances, example.com/other in 1 resource instances",
            ]
        )
        _ = try await cluster.patch("configmaps/c", ["metadata": ["finalizers": .null]])
        await cluster.runner.settle()
        #expect(
            try conditions(cluster)["NamespaceContentRemaining"]
                == "True Some resources are remaining: widgets.example.com has 1 resource instances"
        )
        _ = try await cluster.patch(
            "/apis/example.com/v1/namespaces/a/widgets/w",
            ["metadata": ["finalizers": .null]]
        )
        await cluster.runner.settle()
        #expect(try !cluster.exists("Namespace", "a"))
    }

    @Test("pods go before everything else")
    func pods() async throws {
        let cluster = try await ControlledCluster()
        let spec: JSONObject = ["spec": ["nodeName": "n", "containers": [["name": "c", "image": "i"]]]]
        try await cluster.make("Pod", "p", more: spec)
        try await cluster.make("ConfigMap", "c")
        _ = try await cluster.send(.delete, Self.path)
        await cluster.runner.settle()
        #expect(try cluster.object("Pod", "p")?.metadata["deletionGracePeriodSeconds"]?.int == 30)
        #expect(try cluster.object("ConfigMap", "c")?.metadata["deletionTimestamp"] == nil)
        #expect(try conditions(cluster)["NamespaceContentRemaining"] == "False All content successfully removed")
        _ = try await cluster.send(.delete, "pods/p", ["gracePeriodSeconds": 0])
        await cluster.runner.settle()
        #expect(try !cluster.exists("Namespace", "a"))
        #expect(try !cluster.exists("ConfigMap", "c"))
    }

    @Test("a deletion that was under way goes on after a start")
    func restart() async throws {
        let cluster = try await ControlledCluster()
        try await cluster.make("ConfigMap", "c")
        _ = try await cluster.send(.delete, Self.path)
        let again = DutyRunner(
            ControlledCluster.collecting(cluster.registry),
            storage: cluster.storage,
            registry: cluster.registry
        )
        await again.settle()
        #expect(try !cluster.exists("Namespace", "a"))
    }

    @Test("hundreds of objects go in portions, and many that wait for finalizers do not hold up the rest")
    func portions() async throws {
        let cluster = try await ControlledCluster()
        for number in 0..<450 {
            try await cluster.make("ConfigMap", "c\(number)", finalizers: number.isMultiple(of: 2) ? ["a.b/c"] : [])
        }
        _ = try await cluster.send(.delete, Self.path)
        await cluster.runner.settle()
        #expect(cluster.storage.objects(.configMaps, in: "a").count == 225)
        for number in stride(from: 0, to: 450, by: 2) {
            _ = try await cluster.patch("configmaps/c\(number)", ["metadata": ["finalizers": .null]])
            if number.isMultiple(of: 100) { await cluster.runner.settle() }
        }
        await cluster.runner.settle()
        #expect(try !cluster.exists("Namespace", "a"))
    }

    @Test("somebody else's finalizer keeps an empty namespace")
    func otherFinalizers() async throws {
        let cluster = try await ControlledCluster()
        try await cluster.make("Namespace", "kept", finalizers: ["example.com/hold"])
        _ = try await cluster.send(.delete, "/api/v1/namespaces/kept")
        await cluster.runner.settle()
        let namespace = try #require(try cluster.object("Namespace", "kept"))
        #expect(namespace["spec"]?["finalizers"]?.array?.isEmpty ?? true)
        _ = try await cluster.patch("/api/v1/namespaces/kept", ["metadata": ["finalizers": .null]])
        #expect(try !cluster.exists("Namespace", "kept"))
    }
}
