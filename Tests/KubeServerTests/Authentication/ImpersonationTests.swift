// SPDX-License-Identifier: Apache-2.0

import HTTPCore
import KubeServer
import Testing

@Suite("Impersonation")
struct ImpersonationTests {
    struct Row: CustomTestStringConvertible {
        let rule: PolicyRule
        let fields: HTTPFields
        /// The user and its groups, or the refusal.
        let expected: String
        let testDescription: String

        init(_ description: String, _ rule: PolicyRule, _ fields: HTTPFields, _ expected: String) {
            testDescription = description
            self.rule = rule
            self.fields = fields
            self.expected = expected
        }
    }

    private static func rule(_ verb: String, _ resource: String, _ group: String = "", names: String...) -> PolicyRule {
        PolicyRule(verbs: [verb], groups: [group], resources: [resource], names: names)
    }

    private static let identity = "authentication.k8s.io"
    private static let anyone = PolicyRule(verbs: ["impersonate"], groups: ["*"], resources: ["*"])

    static let rows = [
        Row("a user", rule("impersonate", "users"), ["Impersonate-User": "joe"], "joe [system:authenticated]"),
        Row(
            "one user only",
            rule("impersonate", "users", names: "joe"),
            ["Impersonate-User": "joe"],
            "joe [system:authenticated]"
        ),
        Row(
            "another user",
            rule("impersonate", "users", names: "ann"),
            ["Impersonate-User": "joe"],
            #"pods is forbidden: User "jane" cannot impersonate-on:user-info:list resource "pods" in API group "" "#
                + #"in the namespace "a""#
        ),
        Row(
            "a user with groups",
            anyone,
            ["Impersonate-User": "joe", "Impersonate-Group": "b", "impersonate-group": "a"],
            "joe [b, a, system:authenticated]"
        ),
        Row(
            "groups that are not allowed",
            rule("impersonate", "users"),
            ["Impersonate-User": "joe", "Impersonate-Group": "b"],
            #"pods is forbidden: User "jane" cannot impersonate-on:user-info:list resource "pods" in API group "" "#
                + #"in the namespace "a""#
        ),
        Row(
            "a service account",
            rule("impersonate", "serviceaccounts"),
            ["Impersonate-User": "system:serviceaccount:a:bot"],
            "system:serviceaccount:a:bot [system:serviceaccounts, system:serviceaccounts:a, system:authenticated]"
        ),
        Row(
            "a service account with other groups",
            anyone,
            ["Impersonate-User": "system:serviceaccount:a:bot", "Impersonate-Group": "x"],
            "system:serviceaccount:a:bot [x, system:authenticated]"
        ),
        Row(
            "what only looks like a service account",
            rule("impersonate", "users"),
            ["Impersonate-User": "system:serviceaccount:a:b:c"],
            "system:serviceaccount:a:b:c [system:authenticated]"
        ),
        Row("nobody", anyone, ["Impersonate-User": "system:anonymous"], "system:anonymous [system:unauthenticated]"),
        Row(
            "somebody unauthenticated",
            anyone,
            ["Impersonate-User": "joe", "Impersonate-Group": "system:unauthenticated"],
            "joe [system:unauthenticated]"
        ),
        Row(
            "the masters",
            anyone,
            ["Impersonate-User": "joe", "Impersonate-Group": "system:masters"],
            "joe [system:masters, system:authenticated]"
        ),
        Row(
            "extra and uid",
            anyone,
            ["Impersonate-User": "joe", "Impersonate-Uid": "7", "Impersonate-Extra-Acme.com%2fScope": "s"],
            "joe [system:authenticated] 7 acme.com/scope=s"
        ),
        Row(
            "a group without a user",
            anyone,
            ["Impersonate-Group": "a"],
            #"requested &user.DefaultInfo{Name:"", UID:"", Groups:[]string{"a"}, Extra:map[string][]string(nil)} "#
                + "without impersonating a user name"
        ),
        Row("nothing", anyone, ["Accept": "x"], "-"),
    ]

    @Test("who may impersonate whom", arguments: rows)
    func matrix(_ row: Row) throws {
        #expect(try outcome([row.rule], row.fields) == row.expected)
    }

    private func outcome(
        _ rules: [PolicyRule],
        _ fields: HTTPFields,
        by user: UserInfo = UserInfo(name: "jane")
    ) throws -> String {
        let cluster = try TestCluster()
        cluster.putRole("r", rules)
        cluster.bind("r", to: user.name)
        do throws(APIFailure) {
            guard let wanted = try ImpersonatedUser(fields) else { return "-" }
            let effective = try Impersonation(.roles(in: cluster.storage))
                .user(wanted, by: user, doing: AccessAttributes("list pods in a"))
            let extra = effective.extra.map { "\($0.key)=\($0.value.joined(separator: ","))" }
            let words = [effective.name, "[\(effective.groups.joined(separator: ", "))]", effective.uid] + extra
            return words.filter { !$0.isEmpty }.joined(separator: " ")
        } catch {
            return error.message
        }
    }

    @Test("a constrained mode needs the mode and the deed")
    func constrained() throws {
        let fields: HTTPFields = ["Impersonate-User": "joe"]
        let mode = Self.rule("impersonate:user-info", "users", Self.identity)
        let deed = Self.rule("impersonate-on:user-info:list", "pods")
        #expect(try outcome([mode, deed], fields) == "joe [system:authenticated]")
        #expect(
            try outcome([deed], fields)
                == #"users.authentication.k8s.io "joe" is forbidden: User "jane" cannot impersonate:user-info "#
                + #"resource "users" in API group "authentication.k8s.io" at the cluster scope"#
        )
        #expect(try outcome([mode], fields).hasPrefix("pods is forbidden"))
    }

    @Test("a constrained mode does not make anybody a master")
    func constrainedGroups() throws {
        let mode = Self.rule("impersonate:user-info", "*", Self.identity)
        let deed = Self.rule("impersonate-on:user-info:list", "pods")
        #expect(
            try outcome([mode, deed], ["Impersonate-User": "joe", "Impersonate-Group": "system:masters"])
                == #"groups.authentication.k8s.io "system:masters" is forbidden: User "jane" cannot "#
                + #"impersonate:user-info resource "groups" in API group "authentication.k8s.io" at the cluster scope: "#
                + "impersonating the system:masters group is not allowed"
        )
        #expect(
            try outcome([mode, deed], ["Impersonate-User": "joe", "Impersonate-Group": "staff"])
                == "joe [staff, system:authenticated]"
        )
    }

    @Test("the program on a node may act as that node, others need leave for the node")
    func nodes() throws {
        let fields: HTTPFields = ["Impersonate-User": "system:node:n1"]
        var agent = UserInfo.serviceAccount(namespace: "a", name: "agent")
        agent.extra["authentication.kubernetes.io/node-name"] = ["n1"]
        let rules = [
            Self.rule("impersonate:associated-node", "nodes", Self.identity, names: "*"),
            Self.rule("impersonate-on:associated-node:list", "pods"),
        ]
        let node = "system:node:n1 [system:nodes, system:authenticated]"
        #expect(try outcome(rules, fields, by: agent) == node)
        agent.extra["authentication.kubernetes.io/node-name"] = ["n2"]
        #expect(try outcome(rules, fields, by: agent) != node)
        let arbitrary = [
            Self.rule("impersonate:arbitrary-node", "nodes", Self.identity, names: "n1"),
            Self.rule("impersonate-on:arbitrary-node:list", "pods"),
        ]
        #expect(try outcome(arbitrary, fields) == node)
        #expect(try outcome(arbitrary, ["Impersonate-User": "system:node:n2"]).contains("impersonate:arbitrary-node"))
    }
}
