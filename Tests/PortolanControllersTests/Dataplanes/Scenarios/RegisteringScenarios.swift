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

@Suite("Getting into a dataplane", .tags(.network), .timeLimit(.minutes(5)))
struct RegisteringScenarios {
    struct Way: CustomTestStringConvertible, Sendable {
        let testDescription: String
        let bootstrap: DataplaneStage.Bootstrap
    }

    static let ways = [
        Way(
            testDescription: "with a token, whatever an editor left at its end",
            bootstrap: .root(suffix: "\n")
        ),
        Way(
            testDescription: "with a token in a kubeconfig",
            bootstrap: .kubeconfig(user: nil)
        ),
        Way(testDescription: "with a client certificate in a kubeconfig", bootstrap: .certificate),
    ]

    @Test("leads to one that takes executions, with credentials that can do what they are for", arguments: ways)
    func register(_ way: Way) async throws {
        try await DataplaneStage.run { stage in
            try await stage.register("a", 0, way.bootstrap)
            let dataplane = try await stage.ready("a")
            let uid = try await stage.dataplaneAdmin().get(CoreV1.Namespace.self, ObjectKey(name: "kube-system"))
                .metadata.uid
            #expect(dataplane.status.clusterUID == uid)
            #expect(dataplane.status.kubernetesVersion?.hasPrefix("v1.") == true)
            #expect(dataplane.metadata.finalizers == [PortolanNames.finalizer])
            #expect(dataplane.status.credentials?.serviceAccount == "\(stage.namespace)/flyteadmin")
            #expect(dataplane.status.labels == [.init("label1", weight: 1, share: "1.00")])
            let secret = try await stage.credentials(of: "a")
            #expect(secret?.metadata.controller?.uid == dataplane.metadata.uid)
            #expect(secret?.data["token"]?.exposed.last != UInt8(ascii: "\n"))
            let client = try stage.client(from: secret)
            #expect(
                try await client.selfReview().user.username == "system:serviceaccount:\(stage.namespace):flyteadmin"
            )
            #expect(try await client.listAll(BatchV1.Job.self).items.isEmpty)
            await #expect(throws: APIError.self) { try await client.listAll(CoreV1.Secret.self) }
            try await stage.event("Registered", about: "a")
            try await stage.event("Healthy", about: "a")
            try await stage.event("BootstrapTooPowerful", about: "a")
            // Without the looks, which never end.
            let requests = stage.requests { $0.object?.name != "kube-system" && $0.uri != "/readyz" }
            let reviews = requests.filter { $0.object?.resource == "selfsubjectaccessreviews" }
            let writes = requests.filter { ["create", "patch"].contains($0.verb) }.count - reviews.count
            let here = stage.control.requests {
                $0.stage == .responseComplete && $0.userAgent == "operator" && ["create", "patch"].contains($0.verb)
                    && $0.object?.resource != "events"
            }
            print(
                "registration: \(requests.count) requests to the dataplane, of which \(writes) are writes and "
                    + "\(reviews.count) reviews; \(here.count) writes to the control plane"
            )
        }
    }

    struct Obstacle: CustomTestStringConvertible, Sendable {
        let testDescription: String
        let bootstrap: DataplaneStage.Bootstrap
        var endpoint: String?
        let condition: String
        let reason: String

        init(
            _ name: String,
            _ bootstrap: DataplaneStage.Bootstrap = .root(),
            at endpoint: String? = nil,
            _ condition: String,
            _ reason: String
        ) {
            testDescription = name
            self.bootstrap = bootstrap
            self.endpoint = endpoint
            self.condition = condition
            self.reason = reason
        }
    }

    static let obstacles = [
        Obstacle(
            "exec",
            .kubeconfig(
                user: "exec: { apiVersion: client.authentication.k8s.io/v1, command: x, interactiveMode: Never }"
            ),
            "Stalled",
            "BootstrapInvalid"
        ),
        Obstacle("password", .kubeconfig(user: "username: a, password: b"), "Stalled", "BootstrapInvalid"),
        Obstacle(
            "proxy",
            .kubeconfig(user: "token: a", cluster: ", proxy-url: \"http://a\""),
            "Stalled",
            "BootstrapInvalid"
        ),
        Obstacle("empty", .data(["token": ""]), "Stalled", "BootstrapInvalid"),
        Obstacle("wrong-token", .token("wrong"), "Authorized", "Unauthorized"),
        Obstacle("powerless", .guest, "Authorized", "Forbidden"),
        Obstacle("unknown-name", at: "https://dataplane.invalid:6443", "Reachable", "DNS"),
        Obstacle("nobody-there", at: "https://127.0.0.1:9", "Reachable", "Unreachable"),
        Obstacle("metadata", at: "https://169.254.169.254", "Reachable", "AddressNotAllowed"),
        Obstacle("loopback-in-disguise", at: "https://[::1]:6443", "Reachable", "AddressNotAllowed"),
    ]

    @Test("fails with a reason that says what to do, and nothing is made anywhere")
    func obstacles() async throws {
        try await DataplaneStage.run(dataplanes: 2) { stage in
            for row in Self.obstacles {
                try await stage.register(row.testDescription, 0, row.bootstrap) { spec in
                    if let endpoint = row.endpoint { spec["endpoint"] = .string(endpoint) }
                }
            }
            // The authority of the one, and the server of the other.
            try await stage.register("wrong-authority", 0)
            try await stage.writeDataplane("wrong-authority", 1)
            let rows = Self.obstacles + [Obstacle("wrong-authority", .certificate, "Reachable", "TLS")]
            for row in rows {
                let holds: Condition.Status = row.condition == "Stalled" ? .yes : .no
                let dataplane = try await stage.condition(row.condition, holds, row.reason, of: row.testDescription)
                #expect(dataplane.status.conditions["Schedulable"]?.status == .no, "\(row.testDescription)")
                #expect(dataplane.status.clusterUID == nil && dataplane.metadata.finalizers == [])
                #expect(try await stage.credentials(of: row.testDescription) == nil)
            }
            let writes = stage.requests { ["create", "patch"].contains($0.verb) }
            #expect(writes.isEmpty, "\(writes.map(\.uri))")
            // Who has none of Portolan's objects goes at once, whatever is wrong.
            for row in rows { try await stage.delete(row.testDescription) }
            try await eventually("all are gone") {
                try await stage.admin.listAll(DataplaneCluster.self, namespace: stage.namespace).items.isEmpty
            }
        }
    }

    @Test("waits for the bootstrap Secret, and goes on when it is there")
    func missingSecret() async throws {
        try await DataplaneStage.run { stage in
            try await stage.writeDataplane("a")
            let waiting = try await stage.condition("Ready", .no, "BootstrapMissing", of: "a")
            #expect(waiting.status.conditions.isTrue("Reconciling") && !waiting.status.conditions.isTrue("Stalled"))
            #expect(waiting.status.conditions["Reachable"]?.status == .unknown)
            try await stage.writeBootstrap("a", 0, .root())
            try await stage.ready("a")
        }
    }

    @Test("waits for what a payload is served by, and goes on when it is there")
    func missingPayload() async throws {
        try await DataplaneStage.run(.init(breaks: .servers)) { stage in
            try await stage.register("a") {
                $0["payloads"] = [["apiGroup": "flyte.lyft.com", "kind": "FlyteWorkflow"]]
            }
            let waiting = try await stage.condition("Schedulable", .no, "PayloadNotServed", of: "a")
            #expect(
                waiting.status.conditions["Schedulable"]?.message.contains("FlyteWorkflow of flyte.lyft.com") == true
            )
            #expect(waiting.status.conditions.isTrue("CredentialsValid"))
            try await stage.dataplaneAdmin().install([Self.flyteWorkflows])
            try await stage.ready("a")
            let answer = try await stage.client(from: stage.credentials(of: "a")).review(
                AccessReview(
                    .resource(verb: "create", GroupResource(group: "flyte.lyft.com", resource: "flyteworkflows"))
                )
            )
            #expect(answer.isAllowed)
        }
    }

    static let flyteWorkflows: JSONObject = [
        "apiVersion": "apiextensions.k8s.io/v1",
        "kind": "CustomResourceDefinition",
        "metadata": ["name": "flyteworkflows.flyte.lyft.com"],
        "spec": [
            "group": "flyte.lyft.com",
            "names": ["kind": "FlyteWorkflow", "plural": "flyteworkflows", "singular": "flyteworkflow"],
            "scope": "Namespaced",
            "versions": [
                [
                    "name": "v1alpha1", "served": true, "storage": true,
                    "schema": [
                        "openAPIV3Schema": ["type": "object", "x-kubernetes-preserve-unknown-fields": true]
                    ],
                ]
            ],
        ],
    ]
}
