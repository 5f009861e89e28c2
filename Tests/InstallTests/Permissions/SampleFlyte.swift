// SPDX-License-Identifier: Apache-2.0

import Basics
import FlyteSimulator
import HTTPServer
import JSONKit
import KubeClient
import KubeCore

/// As much of a Flyte as the operator sees: flyteadmin's API, and Deployments of which nobody runs the pods.
struct SampleFlyte: Sendable {
    static let programs = ["flyteadmin", "syncresources"]
    private static let deployments = ResourceType(
        GroupVersion(group: "apps", version: "v1"),
        kind: "Deployment",
        plural: "deployments"
    )

    let admin = FlyteAdminSimulator()

    /// Answers at an address until the body ends.
    func whileItRuns(_ body: @Sendable (String) async throws -> Void) async throws {
        let address = Latch<String>()
        let server = HTTPServer(
            HTTPServerConfiguration(address: .internet(host: "127.0.0.1", port: 0), loopCount: 1),
            handler: admin.handler
        )
        try await withThrowingTaskGroup { group in
            group.addTask { try await server.run { address.set("http://\($0)") } }
            try await body(address.wait())
            group.cancelAll()
        }
    }

    func install(in chart: InstalledChart) async throws {
        try await chart.apply(
            Self.programs.map { name in
                let labels: JSONValue = ["app": .string(name)]
                let container: JSONValue = ["name": "main", "image": "flyte"]
                return [
                    "apiVersion": "apps/v1", "kind": "Deployment",
                    "metadata": ["name": .string(name), "namespace": "flyte"],
                    "spec": [
                        "selector": ["matchLabels": labels],
                        "template": ["metadata": ["labels": labels], "spec": ["containers": [container]]],
                    ],
                ]
            }
        )
    }

    /// Says of all pods that they are of the present template and work.
    func playDeploymentController(in chart: InstalledChart) async throws {
        for name in Self.programs {
            let key = ObjectKey(namespace: "flyte", name: name)
            let deployment = try await chart.admin.get(AppsV1.Deployment.self, key)
            let generation = deployment.metadata.generation ?? 1
            let counts: [(String, Int)] = [
                ("observedGeneration", generation), ("replicas", 1), ("updatedReplicas", 1), ("readyReplicas", 1),
                ("availableReplicas", 1),
            ]
            var status: JSONObject = [:]
            for (name, count) in counts { status[name] = .number(JSONNumber(count)) }
            try await chart.admin.patch(
                Self.deployments,
                key,
                .merge(["status": .object(status)]),
                subresource: .status
            )
        }
    }
}
