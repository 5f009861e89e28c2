// SPDX-License-Identifier: Apache-2.0

import JSONKit
import KubeClient
import KubeCore
import TestSupport
import Testing

extension Conformance {
    /// Who may do what is not known at once to a server that hears of its own roles by a watch, hence the waiting.
    @Suite("Who may do what", .timeLimit(.minutes(2)))
    struct AccessTests {
        static let group = "/apis/rbac.authorization.k8s.io/v1"
        static let roles = "\(group)/namespaces/{ns}/roles"
        static let bindings = "\(group)/namespaces/{ns}/rolebindings"

        static func role(_ name: String, _ rules: JSONValue...) -> JSONValue {
            ["metadata": ["name": .string(name)], "rules": .array(rules)]
        }

        static func rule(_ groups: JSONValue, _ resources: JSONValue, _ verbs: JSONValue) -> JSONValue {
            ["apiGroups": groups, "resources": resources, "verbs": verbs]
        }

        static func binding(_ name: String, _ kind: String, _ role: String, _ subjects: JSONValue...) -> JSONValue {
            [
                "metadata": ["name": .string(name)],
                "roleRef": [
                    "apiGroup": "rbac.authorization.k8s.io", "kind": .string(kind), "name": .string(role),
                ],
                "subjects": .array(subjects),
            ]
        }

        static func user(_ name: String) -> JSONValue {
            ["kind": "User", "apiGroup": "rbac.authorization.k8s.io", "name": .string(name)]
        }

        @Test("a role for one object is one for no other, and its end is the end of the access")
        func resourceNames() async throws {
            try await Sandbox.run { sandbox in
                for name in ["x", "y"] { try await sandbox.makeConfigMap(name) }
                var rule = Self.rule([""], ["configmaps"], ["get", "update"])
                rule["resourceNames"] = ["x"]
                try await sandbox.make(.post(Self.roles, Self.role("r", rule)))
                try await sandbox.make(.post(Self.bindings, Self.binding("b", "Role", "r", Self.user("bob"))))
                let bob = sandbox.cluster.client(as: "bob")
                try await eventually("bob gets x") { try await sandbox.send(.get("configmaps/x"), as: bob).code == 200 }
                #expect(try await sandbox.send(.get("configmaps/y"), as: bob).code == 403)
                #expect(try await sandbox.send(.get("configmaps"), as: bob).code == 403)
                #expect(try await sandbox.send(.merge("configmaps/x", [:]), as: bob).code == 403)
                let object: JSONValue = ["metadata": ["name": "x"], "data": ["a": "b"]]
                #expect(try await sandbox.send(.put("configmaps/x", object), as: bob).code == 200)
                try await sandbox.make(.delete("\(Self.bindings)/b"))
                try await eventually("bob gets nothing") {
                    try await sandbox.send(.get("configmaps/x"), as: bob).code == 403
                }
            }
        }

        @Test("lists and watches of one object by its name are allowed by its name")
        func listsByName() async throws {
            try await Sandbox.run { sandbox in
                try await sandbox.makeConfigMap("x")
                var rule = Self.rule([""], ["configmaps"], ["list", "watch"])
                rule["resourceNames"] = ["x"]
                try await sandbox.make(.post(Self.roles, Self.role("r", rule)))
                try await sandbox.make(.post(Self.bindings, Self.binding("b", "Role", "r", Self.user("bob"))))
                let bob = sandbox.cluster.client(as: "bob")
                try await eventually("bob lists x") {
                    try await sandbox.send(.get("configmaps?fieldSelector=metadata.name%3Dx"), as: bob).code == 200
                }
                let watch = Call.get("configmaps?watch=1&timeoutSeconds=1&fieldSelector=metadata.name%3Dx")
                #expect(try await sandbox.send(watch, as: bob).code == 200)
                #expect(try await sandbox.send(.get("configmaps"), as: bob).code == 403)
            }
        }

        @Test("a role for a part is none for the whole, and the other way round")
        func subresources() async throws {
            try await Sandbox.run { sandbox in
                let path = "/apis/apps/v1/namespaces/{ns}/deployments"
                try await sandbox.make(.post(path, Samples.deployment("d")))
                try await sandbox.make(
                    .post(Self.roles, Self.role("r", Self.rule(["apps"], ["deployments/status", "*/scale"], ["get"])))
                )
                try await sandbox.make(.post(Self.bindings, Self.binding("b", "Role", "r", Self.user("bob"))))
                let bob = sandbox.cluster.client(as: "bob")
                try await eventually("bob gets the status") {
                    try await sandbox.send(.get("\(path)/d/status"), as: bob).code == 200
                }
                #expect(try await sandbox.send(.get("\(path)/d/scale"), as: bob).code == 200)
                #expect(try await sandbox.send(.get("\(path)/d"), as: bob).code == 403)
            }
        }

        @Test("paths are allowed by their beginnings")
        func paths() async throws {
            try await Sandbox.run { sandbox in
                let name = "conformance:{ns}".replacing("{ns}", with: sandbox.namespace)
                let rule: JSONValue = ["nonResourceURLs": ["/no/such/*"], "verbs": ["get"]]
                try await sandbox.make(.post("\(Self.group)/clusterroles", Self.role(name, rule)))
                try await sandbox.make(
                    .post(
                        "\(Self.group)/clusterrolebindings",
                        Self.binding(name, "ClusterRole", name, Self.user("\(name):bob"))
                    )
                )
                let bob = sandbox.cluster.client(as: "\(name):bob")
                try await eventually("bob gets the path, which is not there") {
                    try await sandbox.send(.get("/no/such/path"), as: bob).code == 404
                }
                #expect(try await sandbox.send(.get("/no/other"), as: bob).code == 403)
                #expect(try await sandbox.send(.get("/version"), as: bob).code == 200)
                #expect(try await sandbox.send(.get("/api"), as: bob).code == 200)
                for kind in ["clusterrolebindings", "clusterroles"] {
                    try await sandbox.make(.delete("\(Self.group)/\(kind)/\(name)"))
                }
            }
        }

        @Test("a role of the cluster is bound in a namespace for that namespace, to groups and accounts as well")
        func clusterRoles() async throws {
            try await Sandbox.run { sandbox in
                try await sandbox.makeConfigMap("x")
                let account: JSONValue = ["kind": "ServiceAccount", "name": "robot", "namespace": "{ns}"]
                let group: JSONValue = [
                    "kind": "Group", "apiGroup": "rbac.authorization.k8s.io", "name": "sailors",
                ]
                try await sandbox.make(.post(Self.bindings, Self.binding("b", "ClusterRole", "view", group, account)))
                let sailor = sandbox.cluster.client(as: "jim", groups: ["sailors"])
                let robot = sandbox.cluster.client(as: "system:serviceaccount:\(sandbox.namespace):robot")
                for client in [sailor, robot] {
                    try await eventually("x is seen") {
                        try await sandbox.send(.get("configmaps/x"), as: client).code == 200
                    }
                    #expect(try await sandbox.send(.get("secrets"), as: client).code == 403)
                    #expect(
                        try await sandbox.send(.get("/api/v1/namespaces/default/configmaps"), as: client).code == 403
                    )
                }
            }
        }

        @Test("who has what a role gives may give it, and who may escalate may give anything")
        func escalation() async throws {
            try await Sandbox.run { sandbox in
                try await sandbox.make(
                    .post(Self.bindings, Self.binding("ann", "ClusterRole", "admin", Self.user("ann")))
                )
                let ann = sandbox.cluster.client(as: "ann")
                let own = Self.role("own", Self.rule([""], ["configmaps"], ["get", "list"]))
                try await eventually("ann makes a role") {
                    [201, 409].contains(try await sandbox.send(.post(Self.roles, own), as: ann).code)
                }
                try await sandbox.make(
                    .post(
                        Self.roles,
                        Self.role(
                            "power",
                            Self.rule(["rbac.authorization.k8s.io"], ["roles", "clusterroles"], ["escalate", "bind"])
                        )
                    )
                )
                try await sandbox.make(.post(Self.bindings, Self.binding("power", "Role", "power", Self.user("ann"))))
                let any = Self.role("any", Self.rule(["*"], ["*"], ["*"]))
                try await eventually("ann makes a role for everything") {
                    [201, 409].contains(try await sandbox.send(.post(Self.roles, any), as: ann).code)
                }
                let binding = Self.binding("any", "Role", "any", Self.user("bob"))
                #expect(try await sandbox.send(.post(Self.bindings, binding), as: ann).code == 201)
            }
        }

        @Test(
            "a role that is put together has the rules of all that its labels mean",
            .enabled(if: Target.current.hasControllers, "needs kube-controller-manager in KUBEBUILDER_ASSETS")
        )
        func aggregation() async throws {
            try await Sandbox.run { sandbox in
                let whole: JSONValue = [
                    "metadata": ["name": "conformance:{ns}:whole"],
                    "aggregationRule": ["clusterRoleSelectors": [["matchLabels": ["conformance": "{ns}"]]]],
                ]
                try await sandbox.make(.post("\(Self.group)/clusterroles", whole))
                var part = Self.role("conformance:{ns}:part", Self.rule([""], ["configmaps"], ["get"]))
                part["metadata"]?["labels"] = ["conformance": "{ns}"]
                try await sandbox.make(.post("\(Self.group)/clusterroles", part))
                let path = "\(Self.group)/clusterroles/conformance:{ns}:whole"
                try await eventually("the rules are there", within: .seconds(30)) {
                    try await sandbox.send(.get(path))["rules"] == [Self.rule([""], ["configmaps"], ["get"])].asRules
                }
                try await sandbox.make(.delete("\(Self.group)/clusterroles/conformance:{ns}:part"))
                try await eventually("the rules are gone", within: .seconds(30)) {
                    let rules = try await sandbox.send(.get(path))["rules"]
                    return rules == nil || rules == .null || rules == []
                }
                try await sandbox.make(.delete(path))
            }
        }
    }
}

extension [JSONValue] {
    fileprivate var asRules: JSONValue { .array(self) }
}
