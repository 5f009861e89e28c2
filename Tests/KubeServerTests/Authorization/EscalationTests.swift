// SPDX-License-Identifier: Apache-2.0

import JSONKit
import KubeServer
import Testing

@Suite("Escalation")
struct EscalationTests {
    private let cluster: TestCluster
    private let jane = UserInfo(name: "jane", groups: ["staff", "system:authenticated"])
    private static let editRoles = PolicyRule(
        verbs: ["create", "update"],
        groups: [ResourceID.rbacGroup],
        resources: ["*"]
    )
    private static let getPods = PolicyRule(verbs: ["get"], groups: [""], resources: ["pods"])

    init() throws {
        cluster = try TestCluster()
        cluster.putRole("janes", [Self.editRoles, Self.getPods])
        cluster.bind("janes", to: "jane")
    }

    private func failure(
        _ plural: String,
        _ object: JSONObject,
        replacing old: JSONObject? = nil,
        in namespace: String = "",
        by user: UserInfo? = nil,
        authorizer: Authorizer? = nil
    ) -> String? {
        let place = namespace.isEmpty ? plural : "namespaces/\(namespace)/\(plural)"
        let name = old.map { "/" + $0.metadata.text("name") } ?? ""
        let request = "\(old == nil ? "POST" : "PUT") /apis/\(ResourceID.rbacGroup)/v1/\(place)\(name)"
        guard let target = RequestInfo(request).target else { return "no target" }
        let check = EscalationCheck(authorizer ?? .roles(in: cluster.storage), user ?? jane, target)
        do throws(APIFailure) {
            try check.check(object, replacing: old)
            return nil
        } catch {
            return error.text
        }
    }

    private func role(_ rules: PolicyRule...) -> JSONObject {
        ["metadata": ["name": "new"], "rules": .array(rules.map(\.tree))]
    }

    private func binding(_ role: String, kind: String = "ClusterRole", in namespace: String = "") -> JSONObject {
        var object: JSONObject = [
            "metadata": ["name": "new"], "roleRef": ["kind": .string(kind), "name": .string(role)],
        ]
        if !namespace.isEmpty { object.metadata["namespace"] = .string(namespace) }
        return object
    }

    private let secrets = PolicyRule(verbs: ["get", "list"], groups: [""], resources: ["secrets"])

    @Test("a role may grant what its author has, and nothing else")
    func roles() {
        #expect(failure("clusterroles", role(Self.getPods)) == nil)
        let wanted = role(Self.getPods, secrets, PolicyRule(verbs: ["get"], paths: ["/metrics"]))
        #expect(
            failure("clusterroles", wanted)
                == """
                403 clusterroles.rbac.authorization.k8s.io "new" is forbidden: user "jane" (groups=["staff" \
                "system:authenticated"]) is attempting to grant RBAC permissions not currently held:
                {APIGroups:[""], Resources:["secrets"], Verbs:["get" "list"]}
                {NonResourceURLs:["/metrics"], Verbs:["get"]}
                """
        )
        #expect(failure("clusterroles", wanted, replacing: role(Self.getPods)) != nil)
        #expect(failure("clusterroles", wanted, by: UserInfo(name: "root", groups: ["system:masters"])) == nil)
        #expect(failure("clusterroles", wanted, authorizer: .everything) == nil)
    }

    @Test("what somebody has in a namespace may be granted there only")
    func namespaces() {
        cluster.putRole("secret-readers", [secrets])
        cluster.bind("secret-readers", to: "jane", in: "a")
        #expect(failure("roles", role(secrets), in: "a") == nil)
        #expect(failure("roles", role(secrets), in: "b") != nil)
        #expect(failure("clusterroles", role(secrets)) != nil)
        #expect(failure("rolebindings", binding("secret-readers", in: "a"), in: "a") == nil)
        #expect(failure("clusterrolebindings", binding("secret-readers")) != nil)
    }

    @Test("the verb escalate allows any rule, the verb bind a role by its name")
    func explicitVerbs() {
        cluster.putRole("secret-readers", [secrets])
        #expect(failure("rolebindings", binding("secret-readers", in: "a"), in: "a") != nil)
        let bind = PolicyRule(
            verbs: ["bind"],
            groups: [ResourceID.rbacGroup],
            resources: ["clusterroles"],
            names: ["secret-readers"]
        )
        let escalate = PolicyRule(verbs: ["escalate"], groups: [ResourceID.rbacGroup], resources: ["clusterroles"])
        cluster.putRole("janes", [Self.editRoles, Self.getPods, bind, escalate])
        #expect(failure("rolebindings", binding("secret-readers", in: "a"), in: "a") == nil)
        #expect(failure("clusterroles", role(secrets)) == nil)
        #expect(failure("roles", role(secrets), in: "a") != nil)
    }

    @Test("a binding may not name a role that nobody knows")
    func unknownRole() {
        #expect(
            failure("clusterrolebindings", binding("none"))
                == #"404 clusterrolebindings.rbac.authorization.k8s.io "none" not found"#
        )
        #expect(
            failure("rolebindings", binding("none", kind: "Role", in: "a"), in: "a")
                == #"404 rolebindings.rbac.authorization.k8s.io "none" not found"#
        )
    }

    @Test("only who may do everything may make or change a role that collects others")
    func aggregation() {
        var aggregated = role()
        aggregated["aggregationRule"] = ["clusterRoleSelectors": []]
        let refusal =
            "403 clusterroles.rbac.authorization.k8s.io \"new\" is forbidden: must have cluster-admin privileges to use "
            + "an aggregationRule"
        #expect(failure("clusterroles", aggregated) == refusal)
        #expect(failure("clusterroles", role(), replacing: aggregated) == refusal)
        cluster.putRole("janes", PolicyRule.everything)
        #expect(failure("clusterroles", aggregated) == nil)
    }

    @Test("finalizers and owners may be changed by anybody who may write the role at all")
    func garbageCollection() {
        let old = role(secrets)
        var released = old
        released.metadata["finalizers"] = ["a.b/c"]
        released.metadata["resourceVersion"] = "5"
        #expect(failure("clusterroles", released, replacing: old) == nil)
        released.metadata["labels"] = ["x": "y"]
        #expect(failure("clusterroles", released, replacing: old) != nil)
    }

    @Test("what is no role is no matter here, what is no object is told so")
    func otherObjects() throws {
        let target = try #require(RequestInfo("POST /api/v1/namespaces/a/pods").target)
        let check = EscalationCheck(.roles(in: cluster.storage), jane, target)
        #expect(throws: Never.self) { try check.check(["rules": 5], replacing: nil) }
        #expect(failure("clusterroles", ["rules": 5])?.hasPrefix("400 ") == true)
    }
}
