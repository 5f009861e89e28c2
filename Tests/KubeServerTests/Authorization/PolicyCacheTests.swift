// SPDX-License-Identifier: Apache-2.0

import JSONKit
import KubeServer
import TestSupport
import Testing

@Suite("The policy in storage")
struct PolicyCacheTests {
    private let listPods = AccessAttributes("list pods in a")
    private let jane = UserInfo(name: "jane")

    @Test("a change of a role or a binding counts at once, and so does its deletion")
    func changes() throws {
        let cluster = try TestCluster()
        let authorizer = Authorizer.roles(in: cluster.storage)
        #expect(!authorizer.decision(on: listPods, for: jane).isAllowed)
        cluster.bind("reader", to: "jane", in: "a")
        #expect(
            authorizer.decision(on: listPods, for: jane)
                == .refused(#"RBAC: clusterrole.rbac.authorization.k8s.io "reader" not found"#)
        )
        cluster.putRole("reader", [PolicyRule(verbs: ["list"], groups: [""], resources: ["pods"])])
        #expect(authorizer.decision(on: listPods, for: jane).isAllowed)
        #expect(!authorizer.decision(on: AccessAttributes("list pods in b"), for: jane).isAllowed)
        cluster.put(.pods, "x", in: "a")
        #expect(authorizer.decision(on: listPods, for: jane).isAllowed)
        cluster.storage.compact()
        cluster.putRole("reader", [])
        #expect(!authorizer.decision(on: listPods, for: jane).isAllowed)
        cluster.putRole("reader", [PolicyRule(verbs: ["*"], groups: ["*"], resources: ["*"])])
        #expect(authorizer.decision(on: listPods, for: jane).isAllowed)
        cluster.remove(.roleBindings, "jane-reader", in: "a")
        #expect(authorizer.decision(on: listPods, for: jane) == .refused())
    }

    @Test("what is kept up with changes is what is read anew", arguments: Seed.some(3))
    func keepingUp(seed: Seed) throws {
        var random = SeededRandom(seed)
        let cluster = try TestCluster()
        let kept = Authorizer.roles(in: cluster.storage)
        let users =
            ["u", "v"].map { UserInfo(name: $0, groups: ["g", "h"]) } + [.serviceAccount(namespace: "a", name: "u")]
        let accesses = ["get pods", "list pods", "get pods in a", "list pods in a", "list pods in b"]
            .map { AccessAttributes($0) }
        for _ in 0..<200 {
            for _ in 0..<Int.random(in: 1...3, using: &random) { cluster.changePolicy(&random) }
            if Int.random(in: 0..<20, using: &random) == 0 { cluster.storage.compact() }
            let fresh = Authorizer.roles(in: cluster.storage)
            for user in users {
                for access in accesses {
                    #expect(kept.decision(on: access, for: user) == fresh.decision(on: access, for: user))
                }
                #expect(kept.rules(of: user, in: "a").rules == fresh.rules(of: user, in: "a").rules)
            }
        }
    }

    @Test("many changes at once count like one")
    func manyChanges() throws {
        let cluster = try TestCluster()
        let authorizer = Authorizer.roles(in: cluster.storage)
        cluster.putRole("reader", [PolicyRule(verbs: ["list"], groups: [""], resources: ["pods"])])
        #expect(!authorizer.decision(on: listPods, for: jane).isAllowed)
        for number in 0..<1_200 { cluster.bind("reader", to: "user-\(number)") }
        #expect(authorizer.decision(on: listPods, for: UserInfo(name: "user-0")).isAllowed)
        #expect(authorizer.decision(on: listPods, for: UserInfo(name: "user-1199")).isAllowed)
        #expect(!authorizer.decision(on: listPods, for: jane).isAllowed)
    }

    @Test("the first binding counts, and of that the first subject")
    func order() {
        let rules = [PolicyRule(verbs: ["list"], groups: [""], resources: ["pods"])]
        let staff: [RBACPolicy.Subject] = [.user("joe"), .group("staff"), .user("jane"), .group("staff")]
        let policy = RBACPolicy(
            roles: [.init(name: "r"): rules],
            bindings: [
                .init(name: "b", role: .init(name: "r"), subjects: [.user("jane")]),
                .init(name: "a", role: .init(name: "none"), subjects: [.group("staff"), .user("jane")]),
                .init(name: "ab", role: .init(name: "r"), subjects: staff),
            ]
        )
        let decision = policy.decision(on: listPods, for: UserInfo(name: "jane", groups: ["crew", "staff"]))
        #expect(decision.reason == #"RBAC: allowed by ClusterRoleBinding "ab" of ClusterRole "r" to Group "staff""#)
        #expect(policy.rules(of: jane, in: "").rules == rules + rules)
    }

    @Test("subjects are told apart by kind, by namespace, and to the byte")
    func subjects() throws {
        let cluster = try TestCluster()
        cluster.putRole("reader", [PolicyRule(verbs: ["list"], groups: [""], resources: ["pods"])])
        cluster.put(
            .roleBindings,
            [
                "metadata": ["name": "b", "namespace": "a"],
                "roleRef": ["kind": "ClusterRole", "name": "reader"],
                "subjects": [
                    ["kind": "ServiceAccount", "name": "bot"],
                    ["kind": "ServiceAccount", "name": "robot", "namespace": "b"],
                    ["kind": "User", "name": "caf\u{E9}"], ["kind": "Group", "name": "staff"],
                    ["kind": "Machine", "name": "joe"],
                ],
            ]
        )
        let authorizer = Authorizer.roles(in: cluster.storage)
        func isAllowed(_ user: UserInfo) -> Bool { authorizer.decision(on: listPods, for: user).isAllowed }
        #expect(isAllowed(.serviceAccount(namespace: "a", name: "bot")))
        #expect(isAllowed(.serviceAccount(namespace: "b", name: "robot")))
        #expect(!isAllowed(.serviceAccount(namespace: "b", name: "bot")))
        #expect(isAllowed(UserInfo(name: "caf\u{E9}")))
        #expect(!isAllowed(UserInfo(name: "cafe\u{301}")))
        #expect(isAllowed(UserInfo(name: "x", groups: ["staff"])))
        #expect(!isAllowed(UserInfo(name: "staff")))
        #expect(!isAllowed(UserInfo(name: "joe")))
    }

    @Test("a binding in a namespace may name a role of that namespace only")
    func localRoles() throws {
        let cluster = try TestCluster()
        let rules: JSONValue = [["verbs": ["list"], "apiGroups": [""], "resources": ["pods"]]]
        cluster.put(.roles, ["metadata": ["name": "r", "namespace": "a"], "rules": rules])
        cluster.bind("r", to: "jane", in: "a", kind: "Role")
        cluster.bind("r", to: "jane", in: "b", kind: "Role")
        cluster.bind("r", to: "joe", kind: "Role")
        let authorizer = Authorizer.roles(in: cluster.storage)
        #expect(authorizer.decision(on: listPods, for: jane).isAllowed)
        #expect(
            authorizer.decision(on: AccessAttributes("list pods in b"), for: jane).reason
                == #"RBAC: role.rbac.authorization.k8s.io "r" not found"#
        )
        #expect(authorizer.decision(on: listPods, for: UserInfo(name: "joe")) == .refused())
    }

    @Test("an object that cannot be read grants nothing, and harms no other")
    func unreadable() throws {
        let cluster = try TestCluster()
        cluster.put(.clusterRoles, ["metadata": ["name": "odd"], "rules": "all"])
        cluster.putRole("reader", [PolicyRule(verbs: ["list"], groups: [""], resources: ["pods"])])
        cluster.bind("odd", to: "jane")
        cluster.bind("reader", to: "jane")
        #expect(Authorizer.roles(in: cluster.storage).decision(on: listPods, for: jane).isAllowed)
    }
}

extension TestCluster {
    /// Writes or removes one of a few roles and bindings.
    fileprivate func changePolicy(_ random: inout SeededRandom) {
        func pick(_ words: String...) -> String { words[Int.random(in: 0..<words.count, using: &random)] }
        let resource =
            [ResourceID.roles, .clusterRoles, .roleBindings, .clusterRoleBindings]
            .randomElement(using: &random) ?? .roles
        let namespace = resource == .roles || resource == .roleBindings ? pick("a", "b") : ""
        let name = pick("x", "y", "z")
        guard Int.random(in: 0..<4, using: &random) > 0 else {
            remove(resource, name, in: namespace)
            return
        }
        var object: JSONObject = ["metadata": ["name": .string(name), "labels": ["to": .string(pick("x", "y"))]]]
        if !namespace.isEmpty { object["metadata"]?["namespace"] = .string(namespace) }
        if resource == .roles || resource == .clusterRoles {
            let rule: JSONValue = ["verbs": [.string(pick("get", "list"))], "apiGroups": [""], "resources": ["pods"]]
            object["rules"] = pick("sound", "sound", "sound", "broken") == "sound" ? [rule] : ["broken"]
            let selector: JSONValue = ["matchLabels": ["to": .string(pick("x", "y"))]]
            if pick("no", "yes") == "yes" { object["aggregationRule"] = ["clusterRoleSelectors": [selector]] }
        } else {
            let kind = namespace.isEmpty ? "ClusterRole" : pick("Role", "ClusterRole")
            object["roleRef"] = ["kind": .string(kind), "name": .string(pick("x", "y", "z"))]
            object["subjects"] = .array(
                (0..<Int.random(in: 0...3, using: &random)).map { _ in
                    let kind = pick("User", "Group", "ServiceAccount")
                    return ["kind": .string(kind), "name": .string(pick("u", "v", "g")), "namespace": "a"]
                }
            )
        }
        put(resource, object)
    }
}

@Suite("Aggregated roles")
struct ClusterRoleAggregationTests {
    private func rule(_ verb: String) -> PolicyRule { PolicyRule(verbs: [verb], groups: [""], resources: ["pods"]) }

    private func aggregated(_ name: String, of part: String, labels: JSONObject = [:]) -> JSONObject {
        [
            "metadata": ["name": .string(name), "labels": .object(labels)],
            "aggregationRule": ["clusterRoleSelectors": [["matchLabels": ["to": .string(part)]]]],
        ]
    }

    @Test("a role collects others by their labels, also those that collect, also in a circle")
    func collecting() throws {
        let cluster = try TestCluster()
        cluster.put(.clusterRoles, aggregated("top", of: "top", labels: ["to": "middle"]))
        cluster.put(.clusterRoles, aggregated("middle", of: "middle", labels: ["to": "top"]))
        cluster.putRole("a", [rule("get"), rule("list")], labels: ["to": "middle"])
        cluster.putRole("b", [rule("list"), rule("watch")], labels: ["to": "top"])
        cluster.putRole("c", [rule("delete")], labels: ["to": "bottom"])
        let authorizer = Authorizer.roles(in: cluster.storage)
        for role in ["top", "middle"] {
            let verbs = authorizer.rules(of: RBACPolicy.RoleID(name: role))?.flatMap(\.verbs).sorted()
            #expect(verbs == ["get", "list", "watch"])
        }
    }

    @Test("what a role has collected is written into it, and again when its parts change")
    func writing() throws {
        let cluster = try TestCluster()
        cluster.put(.clusterRoles, aggregated("top", of: "top"))
        cluster.putRole("a", [rule("get")], labels: ["to": "top"])
        #expect(cluster.perform(cluster.writes(of: RoleDuty(), after: .clusterRoles, "a")))
        #expect(cluster.object(.clusterRoles, "top")?["rules"] == [rule("get").tree])
        #expect(!cluster.perform(cluster.writes(of: RoleDuty(), after: .clusterRoles, "top")))
        let change = try #require(cluster.remove(.clusterRoles, "a"))
        #expect(cluster.perform(RoleDuty().writes(after: change, of: .clusterRoles, in: cluster.storage)))
        #expect(cluster.object(.clusterRoles, "top")?["rules"] == [])
    }
}
