// SPDX-License-Identifier: Apache-2.0

import JSONKit
import KubeClient
import KubeCore
import KubeServer
import TestSupport
import Testing

@Suite("What the chart lets the operator do", .tags(.security), .timeLimit(.minutes(5)), .python)
struct PermissionTests {
    private static let account = InstalledChart.account

    @Test("is all that it needs, and nothing else", arguments: ValueSet.operating)
    func permissions(_ set: ValueSet) async throws {
        let rendering = try await Rendering.of(set)
        let configuration = try #require(try rendering.only("ConfigMap")["data"]?["configuration.yaml"]?.string)
        let faults = try Self.refusedStreams(rendering.documents)
        let dataplane = try ControlPlane(ControlPlaneConfiguration())
        let flyte = SampleFlyte()
        try await flyte.whileItRuns { admin in
            let configuration = configuration.replacing(ValueSet.flyteAdmin, with: admin)
            try await dataplane.whileItRuns { access in
                try await InstalledChart.with(rendering.documents, faults: faults) { chart in
                    let stage = Stage(
                        chart: chart,
                        process: try await OperatorProcess(in: chart, configuration: configuration),
                        configuration: configuration,
                        fleets: set.fleets,
                        dataplane: set.values["dataplanes"]?["enabled"] == false ? nil : access,
                        flyte: set.values["flyte"]?["enabled"] == true ? flyte : nil
                    )
                    for deed in Deed.all { try await deed.perform(stage) }
                    stage.process.end()
                    let accesses = chart.accesses(of: Self.account)
                    try #require(accesses.filter(\.isForbidden) == [], "\(stage.process.log)")
                    try await expectNoSuperfluousRule(chart, rendering.documents, accesses)
                }
            }
        }
    }

    /// A server without streaming lists, which are not everywhere before Kubernetes 1.34: there whoever watches lists first.
    private static func refusedStreams(_ objects: [JSONObject]) throws -> [FaultRule] {
        let refusal = FaultEffect.Refusal(
            code: 422,
            reason: "Invalid",
            message:
                "sendInitialEvents: Forbidden: sendInitialEvents is forbidden for watch unless the WatchList feature "
                + "gate is enabled"
        )
        return try GrantedRole.all(in: objects, boundTo: account).flatMap { role in
            role.rules.filter { $0.verbs == ["watch"] }.map { refusedStream($0, in: role.key.namespace, refusal) }
        }
    }

    private static func refusedStream(
        _ rule: KubeServer.PolicyRule,
        in namespace: String?,
        _ refusal: FaultEffect.Refusal
    ) -> FaultRule {
        let resource = (rule.resources + rule.groups).filter { !$0.isEmpty }.joined(separator: ".")
        var match = FaultMatch(["watch"], of: [resource])
        match.namespaces = namespace.map { [$0] } ?? []
        match.names = rule.names
        match.users = [InstalledChart.user(account).username]
        let name = ([resource] + rule.names + match.namespaces).joined(separator: " ")
        return FaultRule("no stream of \(name)", match, .refusal(refusal), count: 1)
    }

    /// Takes away one rule after the other: each time something that was done must not be possible any more.
    private func expectNoSuperfluousRule(
        _ chart: InstalledChart,
        _ objects: [JSONObject],
        _ accesses: Set<Access>
    ) async throws {
        let user = InstalledChart.user(Self.account)
        let roles = try GrantedRole.all(in: objects, boundTo: Self.account)
        #expect(!roles.isEmpty && !accesses.isEmpty)
        // The check has to find what is there for the purpose.
        let extra = KubeServer.PolicyRule(verbs: ["get"], groups: [""], resources: ["nodes"])
        for role in roles {
            let found = try await role.superfluous(role.rules + [extra], for: accesses, by: user, chart.admin)
            #expect(found == [extra], "nothing was done of what these rules of \(role.key) allow; see Deed")
        }
    }

    /// What people may do who have a role of the cluster in a namespace.
    struct Right: CustomTestStringConvertible {
        let role: String
        let verb: String
        let resource: String
        let isGranted: Bool

        var testDescription: String { "\(role) \(isGranted ? "may" : "may not") \(verb) \(resource)" }

        init(_ role: String, _ verb: String, _ resource: String, _ isGranted: Bool) {
            self.role = role
            self.verb = verb
            self.resource = resource
            self.isGranted = isGranted
        }

        static let all = [
            Right("view", "list", "dataplaneclusters", true),
            Right("view", "create", "executionclusterlabels", false),
            Right("edit", "patch", "executionclusterlabels", true),
            Right("edit", "create", "dataplaneclusters", false),
            Right("admin", "delete", "executionclusterlabels", true),
            Right("admin", "create", "dataplaneclusters", true),
            Right("admin", "create", "workflowexecutions/route", false),
            Right("portolan-route", "create", "workflowexecutions/route", true),
            Right("portolan-route", "list", "dataplaneclusters", false),
        ]
    }

    @Test("comes with what people may do")
    func people() async throws {
        try await InstalledChart.with(try await Rendering.of(.usual).documents) { chart in
            for role in Set(Right.all.map(\.role)) { try await chart.apply([Self.binding(of: role)]) }
            for right in Right.all {
                var user = KubeCore.UserInfo()
                user.username = right.role
                let parts = right.resource.split(separator: "/").map(String.init)
                let access = Access(
                    verb: right.verb,
                    group: "portolan.dev",
                    resource: parts[0],
                    subresource: parts.count > 1 ? parts[1] : "",
                    namespace: "flyte",
                    name: "",
                    isForbidden: false
                )
                let answer = try await chart.admin.review(access.review(by: user))
                #expect(answer.isAllowed == right.isGranted, "\(right)")
            }
        }
    }

    private static func binding(of role: String) -> JSONObject {
        [
            "apiVersion": "rbac.authorization.k8s.io/v1", "kind": "RoleBinding",
            "metadata": ["name": .string(role), "namespace": "flyte"],
            "roleRef": ["apiGroup": "rbac.authorization.k8s.io", "kind": "ClusterRole", "name": .string(role)],
            "subjects": [["apiGroup": "rbac.authorization.k8s.io", "kind": "User", "name": .string(role)]],
        ]
    }

}
