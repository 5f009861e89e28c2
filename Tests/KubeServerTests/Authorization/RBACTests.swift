// SPDX-License-Identifier: Apache-2.0

import KubeServer
import Testing

private func access(
    _ verb: String,
    _ resource: String,
    group: String = "",
    in namespace: String = "",
    name: String = ""
) -> AccessAttributes {
    let parts = resource.split(separator: "/", maxSplits: 1).map(String.init)
    return .resource(
        .init(
            verb: verb,
            group: group,
            plural: parts[0],
            subresource: parts.count > 1 ? parts[1] : "",
            namespace: namespace,
            name: name
        )
    )
}

@Suite("Role-based access control")
struct RBACTests {
    struct Row: CustomTestStringConvertible {
        let rule: PolicyRule
        let access: AccessAttributes
        let isAllowed: Bool
        var testDescription: String { "\(rule) \(isAllowed ? "allows" : "refuses") \(access)" }
    }

    static let rows = [
        Row(
            rule: .init(verbs: ["get"], groups: [""], resources: ["pods"]),
            access: access("get", "pods"),
            isAllowed: true
        ),
        Row(
            rule: .init(verbs: ["get"], groups: [""], resources: ["pods"]),
            access: access("list", "pods"),
            isAllowed: false
        ),
        Row(
            rule: .init(verbs: ["get"], groups: [""], resources: ["pods"]),
            access: access("get", "pods", group: "metrics.k8s.io"),
            isAllowed: false
        ),
        Row(
            rule: .init(verbs: ["get"], groups: [""], resources: ["pods"]),
            access: access("get", "pods/log"),
            isAllowed: false
        ),
        Row(
            rule: .init(verbs: ["*"], groups: ["*"], resources: ["*"]),
            access: access("get", "pods/log", group: "x"),
            isAllowed: true
        ),
        Row(
            rule: .init(verbs: ["update"], groups: ["apps"], resources: ["*/scale"]),
            access: access("update", "deployments/scale", group: "apps"),
            isAllowed: true
        ),
        Row(
            rule: .init(verbs: ["update"], groups: ["apps"], resources: ["*/scale"]),
            access: access("update", "deployments", group: "apps"),
            isAllowed: false
        ),
        Row(
            rule: .init(verbs: ["get"], groups: [""], resources: ["secrets"], names: ["a"]),
            access: access("get", "secrets", name: "a"),
            isAllowed: true
        ),
        Row(
            rule: .init(verbs: ["get", "list"], groups: [""], resources: ["secrets"], names: ["a"]),
            access: access("list", "secrets"),
            isAllowed: false
        ),
        Row(
            rule: .init(verbs: ["get"], paths: ["/healthz/*"]),
            access: .path(verb: "get", path: "/healthz/etcd"),
            isAllowed: true
        ),
        Row(
            rule: .init(verbs: ["get"], paths: ["/healthz"]),
            access: .path(verb: "get", path: "/healthz/etcd"),
            isAllowed: false
        ),
        Row(
            rule: .init(verbs: ["*"], groups: ["*"], resources: ["*"]),
            access: .path(verb: "get", path: "/version"),
            isAllowed: false
        ),
    ]

    @Test("a rule allows what it names", arguments: rows)
    func rule(_ row: Row) {
        #expect(row.rule.allows(row.access) == row.isAllowed)
    }

    private let policy = RBACPolicy(
        roles: [
            .init(name: "view"): [PolicyRule(verbs: ["get", "list"], groups: [""], resources: ["pods"])],
            .init(namespace: "a", name: "edit"): [PolicyRule(verbs: ["*"], groups: [""], resources: ["pods"])],
        ],
        bindings: [
            .init(name: "viewers", role: .init(name: "view"), subjects: [.group("readers")]),
            .init(
                namespace: "a",
                name: "editors",
                role: .init(namespace: "a", name: "edit"),
                subjects: [.user("jane"), .serviceAccount(namespace: "b", name: "bot")]
            ),
            .init(namespace: "c", name: "viewers", role: .init(name: "view"), subjects: [.user("jane")]),
            .init(namespace: "d", name: "dangling", role: .init(name: "none"), subjects: [.user("jane")]),
        ]
    )

    @Test("a cluster's binding counts everywhere, a namespace's in its namespace only")
    func scopes() {
        let reader = UserInfo(name: "joe", groups: ["readers"])
        #expect(policy.decision(on: access("list", "pods"), for: reader).isAllowed)
        #expect(policy.decision(on: access("list", "pods", in: "zzz"), for: reader).isAllowed)
        #expect(!policy.decision(on: access("delete", "pods", in: "a"), for: reader).isAllowed)
        let jane = UserInfo(name: "jane")
        #expect(policy.decision(on: access("delete", "pods", in: "a", name: "x"), for: jane).isAllowed)
        #expect(!policy.decision(on: access("delete", "pods", in: "c", name: "x"), for: jane).isAllowed)
        #expect(!policy.decision(on: access("list", "pods"), for: jane).isAllowed)
        #expect(!policy.decision(on: access("list", "pods", in: "d"), for: jane).isAllowed)
    }

    @Test("the reason names the binding, the role and the subject")
    func reasons() {
        let bot = UserInfo.serviceAccount(namespace: "b", name: "bot")
        #expect(
            policy.decision(on: access("get", "pods", in: "a"), for: bot).reason
                == #"RBAC: allowed by RoleBinding "editors/a" of Role "edit" to ServiceAccount "bot/b""#
        )
        #expect(
            policy.decision(on: access("get", "pods"), for: UserInfo(name: "x", groups: ["readers"])).reason
                == #"RBAC: allowed by ClusterRoleBinding "viewers" of ClusterRole "view" to Group "readers""#
        )
        let master = UserInfo(name: "m", groups: ["system:masters"])
        #expect(policy.decision(on: access("x", "y"), for: master) == .allowed())
    }

    @Test("a refusal is worded as Kubernetes words it")
    func refusals() {
        #expect(
            access("list", "pods", in: "a").refusal
                == #"cannot list resource "pods" in API group "" in the namespace "a""#
        )
        #expect(
            access("get", "deployments/scale", group: "apps").refusal
                == #"cannot get resource "deployments/scale" in API group "apps" at the cluster scope"#
        )
        #expect(AccessAttributes.path(verb: "get", path: "/metrics").refusal == #"cannot get path "/metrics""#)
    }

    @Test("nobody grants what he does not have")
    func escalation() {
        let held = [
            PolicyRule(verbs: ["get"], groups: ["", "apps"], resources: ["*"]),
            PolicyRule(verbs: ["update"], groups: [""], resources: ["secrets"], names: ["a", "b"]),
            PolicyRule(verbs: ["get"], paths: ["/healthz*"]),
        ]
        let covered = [
            PolicyRule(verbs: ["get"], groups: ["apps"], resources: ["deployments", "deployments/status"]),
            PolicyRule(verbs: ["update"], groups: [""], resources: ["secrets"], names: ["b"]),
            PolicyRule(verbs: ["get"], paths: ["/healthz/etcd"]),
        ]
        #expect(PolicyRule.missing(of: covered, in: held).isEmpty)
        let wanted = [
            PolicyRule(verbs: ["get", "list"], groups: [""], resources: ["pods"]),
            PolicyRule(verbs: ["update"], groups: [""], resources: ["secrets"]),
            PolicyRule(verbs: ["get"], groups: ["*"], resources: ["pods"]),
        ]
        #expect(
            PolicyRule.missing(of: wanted, in: held).map(\.description) == [
                #"{APIGroups:[""], Resources:["pods"], Verbs:["list"]}"#,
                #"{APIGroups:[""], Resources:["secrets"], Verbs:["update"]}"#,
                #"{APIGroups:["*"], Resources:["pods"], Verbs:["get"]}"#,
            ]
        )
    }
}
