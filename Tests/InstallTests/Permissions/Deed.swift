// SPDX-License-Identifier: Apache-2.0

import JSONKit
import KubeClient
import KubeCore
import KubeServer
import TestSupport
import Testing

/// Where the operator does what it does.
struct Stage: Sendable {
    let chart: InstalledChart
    let process: OperatorProcess
    /// What the chart has configured.
    let configuration: String
    /// Another cluster, for somebody who may do everything there.
    let dataplane: ControlPlaneAccess
}

/// Something that the operator does, together with what has to happen for it to be done.
///
/// A feature that asks the API server for something new gets a deed here; without one, the rules that the chart has for it
/// are taken for superfluous.
struct Deed: Sendable {
    let name: String
    let perform: @Sendable (Stage) async throws -> Void

    static let all = [followFleets, answerCallers, lookAfterDataplane, standBy]

    /// It learns of labels and dataplanes, and is ready when it has.
    private static let followFleets = Deed(name: "it follows the fleets") { stage in
        let address = try await stage.process.address(of: "answers")
        try await eventually("the operator is ready") { try await Curl.status("http://\(address)/readyz") == 200 }
    }

    /// It asks who calls, and whether the caller may.
    private static let answerCallers = Deed(name: "it answers callers") { stage in
        let chart = stage.chart
        let stranger = ObjectKey(namespace: "flyte", name: "stranger")
        let caller = ObjectKey(namespace: "flyte", name: "flyteadmin")
        try await chart.apply([stranger, caller].map(Self.account) + [Self.binding(of: caller)])
        let address = try await stage.process.address(of: "routes")
        let ask = { (token: String) in
            try await Curl.status(
                "http://\(address)/v1/route",
                token: token,
                body: #"{"namespace": "flyte", "project": "team1"}"#
            )
        }
        #expect(try await ask("nobody's") == 401)
        #expect(try await ask(chart.token(of: stranger)) == 403)
        // Let in, and told that there is no label for such an execution.
        #expect(try await ask(chart.token(of: caller)) == 422)
    }

    /// It gets in, mints credentials, tells Argo CD, says what it did, and takes everything back.
    private static let lookAfterDataplane = Deed(name: "it looks after a dataplane") { stage in
        let dataplane = SampleDataplane(stage)
        try await dataplane.register()
        try await dataplane.waitUntil(schedulable: .yes)
        // What happened before happens again, and is counted in the event that is there.
        try await dataplane.enable(false)
        try await dataplane.waitUntil(schedulable: .no)
        try await dataplane.enable(true)
        try await dataplane.waitUntil(schedulable: .yes)
        try await eventually("an event was counted") {
            stage.chart.accesses(of: InstalledChart.account).contains { $0.verb == "patch" && $0.resource == "events" }
        }
        try await dataplane.delete()
    }

    /// A second replica is ready without leading, and ends in order.
    private static let standBy = Deed(name: "it stands by") { stage in
        let standby = try await OperatorProcess(in: stage.chart, configuration: stage.configuration)
        let address = try await standby.address(of: "answers")
        try await eventually("the standby is ready") { try await Curl.status("http://\(address)/readyz") == 200 }
        standby.end()
    }

    private static func account(_ key: ObjectKey) -> JSONObject {
        [
            "apiVersion": "v1", "kind": "ServiceAccount",
            "metadata": ["name": .string(key.name), "namespace": .string(key.namespace ?? "")],
        ]
    }

    /// As the chart's notes say it.
    private static func binding(of caller: ObjectKey) -> JSONObject {
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
