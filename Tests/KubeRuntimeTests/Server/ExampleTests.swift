// SPDX-License-Identifier: Apache-2.0

import Basics
import JSONKit
import KubeClient
import KubeCore
import KubeServer
import OtherPrograms
import TestSupport
import Testing

@Suite("The example in the article", .tags(.network), .timeLimit(.minutes(2)))
struct ExampleTests {
    typealias ConfigMap = CoreV1.ConfigMap

    static func copy(_ client: KubeClient, in namespace: String) async throws -> [String: String]? {
        try await client.find(ConfigMap.self, ObjectKey(namespace: namespace, name: "settings"))?.data
    }

    static func makeOriginal(_ client: KubeClient) async throws {
        for name in ["one", "two"] {
            let namespace: JSONValue = ["metadata": ["name": .string(name)]]
            _ = try await client.create(CoreV1.Namespace.resourceType, namespace, as: PartialObject.self)
        }
        var original = KubeClient.configMap("settings", ["v": "1"])
        original.setMetadata("labels", ["example.com/replicate": "true"])
        original.setMetadata("annotations", ["example.com/replicate-to": "one, two"])
        _ = try await client.create(ConfigMap.resourceType, namespace: "default", original, as: PartialObject.self)
    }

    @Test("it copies config maps, keeps the copies as they should be, and ends when it is told to")
    func replicator() async throws {
        try await EmbeddedServer.run { server in
            let admin = try server.admin()
            let folder = TemporaryFolder()
            folder.write("config", try server.access.kubeconfig().exposed.serializedText())
            let program = try ChildProcess(
                BuiltProgram.path(of: "config-map-replicator"),
                [],
                environment: ["KUBECONFIG": "\(folder.path)/config"]
            )
            try await Self.makeOriginal(admin)
            try await eventually("both namespaces have a copy") {
                let copies = [try await Self.copy(admin, in: "one"), try await Self.copy(admin, in: "two")]
                return copies == [["v": "1"], ["v": "1"]]
            }
            let key = ObjectKey(namespace: "one", name: "settings")
            let change = Patch.merge(["data": ["v": "theirs"]])
            try await admin.patch(ConfigMap.resourceType, key, change, as: PartialObject.self)
            try await eventually("it is changed back") { try await Self.copy(admin, in: "one") == ["v": "1"] }
            let wish = Patch.merge(["metadata": ["annotations": ["example.com/replicate-to": "two"]]])
            let original = ObjectKey(namespace: "default", name: "settings")
            try await admin.patch(ConfigMap.resourceType, original, wish, as: PartialObject.self)
            try await eventually("the copy is gone that is not wanted") { try await Self.copy(admin, in: "one") == nil }
            try await admin.delete(ConfigMap.resourceType, original)
            try await eventually("no copy is left") { try await Self.copy(admin, in: "two") == nil }
            program.stop(signal: 15)
            try await eventually("it has ended") { program.exit != nil }
        }
    }
}
