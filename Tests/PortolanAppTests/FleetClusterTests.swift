// SPDX-License-Identifier: Apache-2.0

import EventLoop
import FileKit
import JSONKit
import KubeClient
import KubeCore
import OtherPrograms
import PortolanAPI
import PortolanApp
import PortolanRouting
import TestSupport
import Testing
import YAMLKit

@Suite("A cluster as a fleet", .timeLimit(.minutes(2)))
struct FleetClusterTests {
    private let folder = TemporaryFolder()

    @Test("a dataplane counts when its condition says that it is schedulable")
    func conditions() async throws {
        try await withCluster { kubeconfig, client in
            try await applyExample(client)
            var source = FleetSource()
            source.kubeconfig = kubeconfig
            source.namespace = "default"
            var request = RoutingRequest(project: "team1")
            request.execution = "a1b2c3"
            let before = try await source.load(RoutingSettings())
            #expect(throws: RoutingRefusal.noDataplane(label: "general", members: 3, fallbacks: [])) {
                try before.fleet.decide(request)
            }
            #expect(before.fleet.dataplane("dataplane-1")?.obstacle == "nobody has looked at its health yet")
            try await setSchedulable("dataplane-2", client)
            let after = try await source.load(RoutingSettings())
            #expect(try after.fleet.decide(request).dataplane == "dataplane-2")
            #expect(after.namespace == "default")

            // What would be applied is taken as healthy as it is there, and not as in a folder by itself.
            let folder = ProjectFolder.path(of: "Examples/fleet")
            source.namespace = nil
            let change = try source.load(RoutingSettings(), replacing: after, by: folder)
            #expect(change.allDataplanes.map(\.isUsable) == after.fleet.allDataplanes.map(\.isUsable))
            source.manifests = folder
            let alone = try await source.load(RoutingSettings())
            #expect(alone.fleet.dataplane("dataplane-1")?.isUsable == true)
        }
    }

    @Test("an attrFile makes a label, or changes the one for the same executions, whatever it is called")
    func update() async throws {
        try await withCluster { kubeconfig, client in
            func update(_ text: String, isForced: Bool = false) async throws -> LabelUpdate.Outcome {
                let file = folder.write("ecl.yaml", text)
                return try await LabelUpdate(attrFile: file)
                    .apply(kubeconfig: kubeconfig, namespace: nil, isForced: isForced)
            }
            let made = try await update("project: flytesnacks\ndomain: development\nvalue: label1\n")
            #expect(made.name == "flytesnacks-development" && made.before == nil && made.namespace == "default")
            let changed = try await update("project: flytesnacks\ndomain: development\nvalue: label2\n")
            #expect(changed.name == made.name && changed.before == "label1" && changed.after == "label2")
            // Another project whose name looks the same.
            let other = try await update("project: flytesnacks-development\nvalue: label3\n")
            #expect(other.name == "flytesnacks-development-2" && other.before == nil)

            try await applyExample(client)
            await #expect(throws: APIError.self) { try await update("project: team1\nvalue: gpu\n") }
            let forced = try await update("project: team1\nvalue: gpu\n", isForced: true)
            #expect(forced.name == "team1" && forced.before == "general" && forced.after == "gpu")
        }
    }

    private func withCluster(_ body: (String, KubeClient) async throws -> Void) async throws {
        var options = EmbeddedAPIServer.Options()
        options.port = 0
        options.kubeconfig = "\(folder.path)/config"
        options.definitions = ProjectFolder.path(of: "crds")
        try await withThrowingTaskGroup { group in
            group.addTask { [options] in try await EmbeddedAPIServer(options).run { _ in } }
            try await eventually("the kubeconfig is written") { (try? folder.read("config"))?.isEmpty == false }
            let configuration = try KubeConfiguration.kubeconfig(file: options.kubeconfig)
            let client = KubeClient(configuration, KubeClientOptions(userAgent: "test"), on: try EventLoop())
            try await body(options.kubeconfig, client)
            group.cancelAll()
        }
    }

    private func applyExample(_ client: KubeClient) async throws {
        for file in ["dataplanes", "labels"] {
            let path = ProjectFolder.path(of: "Examples/fleet/\(file).yaml")
            for document in try YAML.documents(in: Array(try File.read(path))) {
                var object = document.value
                object["metadata"]?["namespace"] = "default"
                let type = object["kind"] == "DataplaneCluster" ? Self.dataplane : Self.label
                let key = ObjectKey(namespace: "default", name: object["metadata"]?["name"]?.string ?? "")
                _ = try await client.apply(type, key, object, ApplyOptions(fieldManager: "repository"))
            }
        }
    }

    private func setSchedulable(_ name: String, _ client: KubeClient) async throws {
        let condition: JSONValue = [
            "type": "Schedulable", "status": "True", "reason": "Healthy", "message": "",
            "lastTransitionTime": "2026-01-01T00:00:00Z",
        ]
        let patch = Patch.merge(["status": ["conditions": [condition]]])
        let key = ObjectKey(namespace: "default", name: name)
        _ = try await client.patch(Self.dataplane, key, patch, subresource: .status, as: DynamicObject.self)
    }

    private static let dataplane = DataplaneCluster.resourceType
    private static let label = ExecutionClusterLabel.resourceType
}
