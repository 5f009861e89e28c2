// SPDX-License-Identifier: Apache-2.0

import JSONKit
import KubeServer
import Testing

@Suite("The default roles")
struct DefaultPolicyTests {
    struct Row: CustomTestStringConvertible {
        let role: String
        let access: String
        let isAllowed: Bool
        var testDescription: String { "\(role) \(isAllowed ? "may" : "may not") \(access)" }

        init(_ role: String, _ access: String, _ isAllowed: Bool) {
            self.role = role
            self.access = access
            self.isAllowed = isAllowed
        }
    }

    static let rows = [
        Row("cluster-admin", "escalate clusterroles of rbac.authorization.k8s.io", true),
        Row("cluster-admin", "post /anything", true),
        Row("view", "list pods in a", true),
        Row("view", "get pods/log x in a", true),
        Row("view", "watch deployments in a of apps", true),
        Row("view", "get secrets x in a", false),
        Row("view", "list roles in a of rbac.authorization.k8s.io", false),
        Row("view", "create pods in a", false),
        Row("view", "create pods/exec x in a", false),
        Row("view", "create serviceaccounts/token x in a", false),
        Row("view", "impersonate serviceaccounts x in a", false),
        Row("edit", "list pods in a", true),
        Row("edit", "get secrets x in a", true),
        Row("edit", "create pods/exec x in a", true),
        Row("edit", "create serviceaccounts/token x in a", true),
        Row("edit", "impersonate serviceaccounts x in a", true),
        Row("edit", "update leases x in a of coordination.k8s.io", true),
        Row("edit", "create pods/eviction x in a", true),
        Row("edit", "create roles in a of rbac.authorization.k8s.io", false),
        Row("edit", "get rolebindings x in a of rbac.authorization.k8s.io", false),
        Row("edit", "update endpoints x in a", false),
        Row("edit", "update namespaces x in a", false),
        Row("edit", "update resourcequotas x in a", false),
        Row("edit", "update pods/status x in a", false),
        Row("admin", "create rolebindings in a of rbac.authorization.k8s.io", true),
        Row("admin", "create localsubjectaccessreviews in a of authorization.k8s.io", true),
        Row("admin", "get secrets x in a", true),
        Row("admin", "list pods in a", true),
        Row("admin", "escalate roles x in a of rbac.authorization.k8s.io", false),
        Row("admin", "bind clusterroles x in a of rbac.authorization.k8s.io", false),
        Row("admin", "delete namespaces x in a", false),
    ]

    @Test("a role allows what it does in Kubernetes", arguments: rows)
    func roles(_ row: Row) throws {
        let cluster = try TestCluster()
        cluster.startWithDefaults()
        cluster.bind(row.role, to: "jane")
        let authorizer = Authorizer.roles(in: cluster.storage)
        let decision = authorizer.decision(on: AccessAttributes(row.access), for: UserInfo(name: "jane"))
        #expect(decision.isAllowed == row.isAllowed)
    }

    static let everybody = [
        Row("system:authenticated", "get /apis/apps", true),
        Row("system:authenticated", "get /openapi/v3", true),
        Row("system:authenticated", "get /metrics", false),
        Row("system:authenticated", "create selfsubjectaccessreviews of authorization.k8s.io", true),
        Row("system:authenticated", "create selfsubjectreviews of authentication.k8s.io", true),
        Row("system:authenticated", "create subjectaccessreviews of authorization.k8s.io", false),
        Row("system:authenticated", "get /openid/v1/jwks", false),
        Row("system:serviceaccounts", "get /openid/v1/jwks", true),
        Row("system:unauthenticated", "get /healthz", true),
        Row("system:unauthenticated", "get /version", true),
        Row("system:unauthenticated", "get /healthz/ping", false),
        Row("system:unauthenticated", "get /api", false),
        Row("system:monitoring", "get /metrics", true),
        Row("system:masters", "delete anything", true),
    ]

    @Test("a group has what it has in Kubernetes", arguments: everybody)
    func bindings(_ row: Row) throws {
        let cluster = try TestCluster()
        cluster.startWithDefaults()
        let authorizer = Authorizer.roles(in: cluster.storage)
        let user = UserInfo(name: "jane", groups: [row.role])
        #expect(authorizer.decision(on: AccessAttributes(row.access), for: user).isAllowed == row.isAllowed)
    }

    @Test("after a start there is nothing more to do, and neither at the next one")
    func stability() throws {
        let cluster = try TestCluster()
        cluster.startWithDefaults()
        #expect(!cluster.perform(cluster.writes(of: RoleDuty(), after: .clusterRoles, "admin")))
        #expect(RoleDuty().writesAtStart(in: cluster.storage).isEmpty)
        let view = try #require(cluster.object(.clusterRoles, "view"))
        #expect(view.metadata.texts("labels")["rbac.authorization.k8s.io/aggregate-to-edit"] == "true")
        #expect(view.metadata.texts("labels")["kubernetes.io/bootstrapping"] == "rbac-defaults")
        #expect(view.metadata.texts("annotations")["rbac.authorization.kubernetes.io/autoupdate"] == "true")
    }

    @Test("a start restores what was taken away, keeps what was added, and leaves alone what says so")
    func reconciliation() throws {
        let cluster = try TestCluster()
        cluster.startWithDefaults()
        let extra: JSONValue = ["verbs": ["get"], "nonResourceURLs": ["/metrics"]]
        cluster.change(.clusterRoles, "system:discovery") { $0["rules"] = [extra] }
        cluster.change(.clusterRoleBindings, "system:discovery") { $0["subjects"] = nil }
        cluster.change(.clusterRoles, "system:monitoring") { role in
            role["rules"] = []
            role.set("false", at: ["metadata", "annotations", "rbac.authorization.kubernetes.io/autoupdate"])
        }
        cluster.startWithDefaults()
        let rules = cluster.object(.clusterRoles, "system:discovery")?["rules"]?.array
        #expect(rules?.count == 2)
        #expect(rules?.first == extra)
        #expect(cluster.object(.clusterRoleBindings, "system:discovery")?["subjects"]?.array?.count == 1)
        #expect(cluster.object(.clusterRoles, "system:monitoring")?["rules"] == [])
    }
}
