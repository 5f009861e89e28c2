// SPDX-License-Identifier: Apache-2.0

import JSONKit
import KubeClient
import KubeCore
import PortolanAPI
import TestSupport
import Testing

/// Something that the operator does, together with what has to happen for it to be done.
///
/// A feature that asks the API server for something new gets a deed here; without one, the rules that the chart has for it
/// are taken for superfluous.
struct Deed: Sendable {
    let name: String
    let perform: @Sendable (InstalledChart, OperatorProcess) async throws -> Void

    static let all = [followFleets, answerCallers]

    /// It learns of labels and dataplanes, and is ready when it has.
    private static let followFleets = Deed(name: "it follows the fleets") { chart, process in
        let address = try await process.address(of: "answers")
        try await eventually("the operator is ready") { try await Curl.status("http://\(address)/readyz") == 200 }
    }

    /// It asks who calls, and whether the caller may.
    private static let answerCallers = Deed(name: "it answers callers") { chart, process in
        let stranger = ObjectKey(namespace: "flyte", name: "stranger")
        let caller = ObjectKey(namespace: "flyte", name: "flyteadmin")
        try await chart.apply([stranger, caller].map(Self.account) + [Self.binding(of: caller)])
        let address = try await process.address(of: "routes")
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

/// What a caller sees.
enum Curl {
    /// The status of an answer; 0 when there was none.
    static func status(_ url: String, token: String? = nil, body: String? = nil) async throws -> Int {
        var arguments = ["--silent", "--output", "/dev/null", "--write-out", "%{http_code}", "--max-time", "20"]
        if let token { arguments += ["--oauth2-bearer", token] }
        if let body { arguments += ["--json", body] }
        let process = try ChildProcess("curl", arguments + [url])
        _ = try await process.waitForExit()
        return Int(process.output) ?? 0
    }
}
