// SPDX-License-Identifier: Apache-2.0

import FlyteSimulator
import JSONKit
import KubeClient
import KubeCore
import KubeServer
import PortolanAPI
import TestSupport
import Testing

/// Something that the operator does, together with what has to happen for it to be done.
///
/// A feature that asks the API server for something new gets a deed here; without one, the rules that the chart has for it
/// are taken for superfluous.
struct Deed: Sendable {
    let name: String
    let perform: @Sendable (Stage) async throws -> Void

    /// In this order, for there is nothing to tell Flyte of without a dataplane.
    static let all = [followFleets, answerCallers, lookAfterDataplane, lookAfterLabel, tellFlyte, takeBack, standBy]

    /// It learns of labels and dataplanes, and is ready when it has.
    private static let followFleets = Deed(name: "it follows the fleets") { stage in
        let address = try await stage.process.address(of: "answers")
        try await eventually("the operator is ready") { try await Curl.status("http://\(address)/readyz") == 200 }
    }

    /// It asks who calls, and whether the caller may.
    private static let answerCallers = Deed(name: "it answers callers") { stage in
        let chart = stage.chart
        let address = try await stage.process.address(of: "routes")
        for fleet in stage.fleets {
            let stranger = ObjectKey(namespace: fleet, name: "stranger")
            let caller = ObjectKey(namespace: fleet, name: "flyteadmin")
            try await chart.apply([stranger, caller].map(Self.account) + [Self.binding(of: caller)])
            let ask = { (token: String) in
                try await Curl.status(
                    "http://\(address)/v1/route",
                    token: token,
                    body: #"{"namespace": "\#(fleet)", "project": "team1"}"#
                )
            }
            #expect(try await ask("nobody's") == 401)
            #expect(try await ask(chart.token(of: stranger)) == 403)
            // Let in, and told that there is no label for such an execution.
            #expect(try await ask(chart.token(of: caller)) == 422)
        }
    }

    /// It gets in, mints credentials, tells Argo CD, and says what it did.
    private static let lookAfterDataplane = Deed(name: "it looks after a dataplane") { stage in
        for fleet in stage.fleets {
            guard let dataplane = SampleDataplane(stage, in: fleet) else { return }
            try await dataplane.register()
            try await dataplane.waitUntil(schedulable: .yes)
            // What happened before happens again, and is counted in the event that is there.
            try await dataplane.enable(false)
            try await dataplane.waitUntil(schedulable: .no)
            try await dataplane.enable(true)
            try await dataplane.waitUntil(schedulable: .yes)
            try await eventually("an event was counted") {
                stage.hasDone("patch", "events", in: fleet)
            }
        }
    }

    /// It says what becomes of a label, and lets one go that flyteadmin does not know any more.
    private static let lookAfterLabel = Deed(name: "it looks after a label") { stage in
        for fleet in stage.fleets { try await lookAfterLabel(of: fleet, stage) }
    }

    private static func lookAfterLabel(of fleet: String, _ stage: Stage) async throws {
        let label = ObjectKey(namespace: fleet, name: "team1")
        // Flyte is told of the labels of its own namespace.
        let flyte = fleet == "flyte" ? stage.flyte : nil
        try await stage.chart.apply([
            [
                "apiVersion": "portolan.dev/v1alpha1", "kind": "ExecutionClusterLabel",
                "metadata": [
                    "name": .string(label.name), "namespace": .string(fleet), "finalizers": ["portolan.dev/cleanup"],
                ],
                "spec": ["project": "team1", "domain": "development", "value": "general"],
            ]
        ])
        try await eventually("the label is looked after", within: .seconds(120)) {
            let present = try await stage.chart.admin.get(ExecutionClusterLabel.self, label)
            let isTold = flyte.map { !$0.admin.labels.isEmpty } ?? true
            return !present.status.conditions.isEmpty && isTold
        }
        if let flyte { #expect(flyte.admin.labels == ["team1/development=general"]) }
        try await stage.chart.admin.delete(ExecutionClusterLabel.resourceType, label)
        try await eventually("the label is gone", within: .seconds(120)) {
            try await stage.chart.admin.find(ExecutionClusterLabel.self, label) == nil
        }
        if let flyte { #expect(flyte.admin.labels == []) }
    }

    /// It writes what Flyte reads, and has its programs started again, one after the other.
    private static let tellFlyte = Deed(name: "it tells Flyte") { stage in
        guard let flyte = stage.flyte else { return }
        try await flyte.install(in: stage.chart)
        for program in SampleFlyte.programs {
            try await eventually("\(program) is started again", within: .seconds(120)) {
                try await flyte.playDeploymentController(in: stage.chart)
                return stage.hasDone("patch", "deployments", named: program)
            }
        }
    }

    /// It takes back what it made.
    private static let takeBack = Deed(name: "it takes a dataplane back") { stage in
        for fleet in stage.fleets { try await SampleDataplane(stage, in: fleet)?.delete() }
    }

    /// A second replica is ready without leading, and ends in order.
    private static let standBy = Deed(name: "it stands by") { stage in
        let standby = try await OperatorProcess(in: stage.chart, configuration: stage.configuration)
        let address = try await standby.address(of: "answers")
        try await eventually("the standby is ready") { try await Curl.status("http://\(address)/readyz") == 200 }
        standby.end()
    }

    /// An account that may do nothing.
    static func account(_ key: ObjectKey) -> JSONObject {
        [
            "apiVersion": "v1", "kind": "ServiceAccount",
            "metadata": ["name": .string(key.name), "namespace": .string(key.namespace ?? "")],
        ]
    }

    /// As the chart's notes say it.
    static func binding(of caller: ObjectKey) -> JSONObject {
        [
            "apiVersion": "rbac.authorization.k8s.io/v1", "kind": "RoleBinding",
            "metadata": ["name": "routes", "namespace": .string(caller.namespace ?? "")],
            "roleRef": ["apiGroup": "rbac.authorization.k8s.io", "kind": "ClusterRole", "name": "portolan-route"],
            "subjects": [
                [
                    "kind": "ServiceAccount", "name": .string(caller.name),
                    "namespace": .string(caller.namespace ?? ""),
                ]
            ],
        ]
    }
}
