// SPDX-License-Identifier: Apache-2.0

import JSONKit
import KubeClient
import KubeCore
import TestSupport
import Testing

extension Conformance {
    @Suite("Reviews and other people's names", .timeLimit(.minutes(2)))
    struct ReviewTests {
        private static let reviews = "/apis/authorization.k8s.io/v1"
        private static let selfReviews = "/apis/authentication.k8s.io/v1/selfsubjectreviews"

        /// Lets bob get and update the config map x.
        private static func allowBob(_ sandbox: Sandbox) async throws -> KubeClient {
            var rule = AccessTests.rule([""], ["configmaps"], ["get", "update"])
            rule["resourceNames"] = ["x"]
            try await sandbox.make(.post(AccessTests.roles, AccessTests.role("r", rule)))
            try await sandbox.make(
                .post(AccessTests.bindings, AccessTests.binding("b", "Role", "r", AccessTests.user("bob")))
            )
            let bob = sandbox.cluster.client(as: "bob")
            try await eventually("bob may get x") {
                try await sandbox.send(.get("configmaps/x"), as: bob).code == 404
            }
            return bob
        }

        @Test("one's own access, and why")
        func selfAccess() async throws {
            try await Sandbox.run { sandbox in
                let bob = try await Self.allowBob(sandbox)
                let get: JSONValue = [
                    "namespace": "{ns}", "verb": "get", "resource": "configmaps", "name": "x",
                ]
                let allowed = try await sandbox.send(
                    .post("\(Self.reviews)/selfsubjectaccessreviews", ["spec": ["resourceAttributes": get]]),
                    as: bob
                )
                .succeeds(201)
                #expect(
                    allowed["status"] == [
                        "allowed": true,
                        "reason": .string(
                            #"RBAC: allowed by RoleBinding "b/\#(sandbox.namespace)" of Role "r" to User "bob""#
                        ),
                    ]
                )
                var list = get
                list["verb"] = "list"
                let refused = try await sandbox.send(
                    .post("\(Self.reviews)/selfsubjectaccessreviews", ["spec": ["resourceAttributes": list]]),
                    as: bob
                )
                .succeeds(201)
                #expect(refused["status"] == ["allowed": false])
                let path = try await sandbox.send(
                    .post(
                        "\(Self.reviews)/selfsubjectaccessreviews",
                        ["spec": ["nonResourceAttributes": ["path": "/version", "verb": "get"]]]
                    ),
                    as: bob
                )
                #expect(path["status.allowed"] == true)
            }
        }

        @Test("the access of others, by user, by group and in a namespace")
        func othersAccess() async throws {
            try await Sandbox.run { sandbox in
                _ = try await Self.allowBob(sandbox)
                let attributes: JSONValue = [
                    "namespace": "{ns}", "verb": "update", "resource": "configmaps", "name": "x",
                ]
                let user: JSONValue = ["spec": ["user": "bob", "resourceAttributes": attributes]]
                let byUser = try await sandbox.send(.post("\(Self.reviews)/subjectaccessreviews", user))
                #expect(byUser["status.allowed"] == true)
                #expect(byUser["spec.resourceAttributes.verb"] == "update")
                let group: JSONValue = ["spec": ["groups": ["system:masters"], "resourceAttributes": attributes]]
                let byGroup = try await sandbox.send(.post("\(Self.reviews)/subjectaccessreviews", group))
                #expect(byGroup["status"] == ["allowed": true])
                let nobody: JSONValue = ["spec": ["user": "nobody", "resourceAttributes": attributes]]
                let local = try await sandbox.send(
                    .post("\(Self.reviews)/namespaces/{ns}/localsubjectaccessreviews", nobody)
                )
                .succeeds(201)
                #expect(local["status"] == ["allowed": false])
            }
        }

        @Test("the rules of a namespace are those of everybody and one's own")
        func rules() async throws {
            try await Sandbox.run { sandbox in
                let bob = try await Self.allowBob(sandbox)
                let rules = try await bob.rules(in: sandbox.namespace)
                #expect(!rules.isIncomplete)
                let own = rules.resourceRules.filter { $0.resources == ["configmaps"] }
                #expect(own.map(\.verbs) == [["get", "update"]])
                #expect(own.map(\.resourceNames) == [["x"]])
                let everybody = rules.resourceRules.filter { $0.apiGroups == ["authorization.k8s.io"] }
                #expect(everybody.map(\.resources) == [["selfsubjectaccessreviews", "selfsubjectrulesreviews"]])
                #expect(rules.pathRules.contains { $0.paths.contains("/openapi/*") && $0.verbs == ["get"] })
            }
        }

        @Test("who acts as somebody else is that somebody, with the groups that go with the name")
        func impersonation() async throws {
            let cluster = try Cluster.current
            let robot = try await cluster.client(as: "system:serviceaccount:ns:sa").selfReview().user
            #expect(robot.username == "system:serviceaccount:ns:sa")
            #expect(
                robot.groups == ["system:serviceaccounts", "system:serviceaccounts:ns", "system:authenticated"]
            )
            let full = cluster.client {
                var somebody = KubeConfiguration.Impersonation(user: "bob")
                somebody.uid = "7"
                somebody.groups = ["g1"]
                somebody.extra = ["scopes": ["a", "b"]]
                $0.impersonation = somebody
            }
            let user = try await full.selfReview().user
            #expect(user.username == "bob")
            #expect(user.uid == "7")
            #expect(user.groups == ["g1", "system:authenticated"])
            #expect(user.extra == ["scopes": ["a", "b"]])
        }

        @Test("who is nobody may not ask who they are")
        func anonymous() async throws {
            try await Sandbox.run { sandbox in
                let nobody = sandbox.cluster.client(token: nil)
                let message = """
                    selfsubjectreviews.authentication.k8s.io is forbidden: User "system:anonymous" cannot create \
                    resource "selfsubjectreviews" in API group "authentication.k8s.io" at the cluster scope
                    """
                try await sandbox.send(.post(Self.selfReviews, [:]), as: nobody).expect(403, "Forbidden", message)
                try await sandbox.send(.post(Self.selfReviews, [:]), as: sandbox.cluster.client(as: "system:anonymous"))
                    .expect(403, "Forbidden", message)
            }
        }

        @Test("who may not act as somebody else is told what they may not")
        func refusedImpersonation() async throws {
            try await Sandbox.run { sandbox in
                try await sandbox.make(.post("serviceaccounts", ["metadata": ["name": "robot"]]))
                let token = try await sandbox.client.token(of: sandbox.key("robot"))
                let robot = sandbox.cluster.client {
                    $0.identity = nil
                    $0.credentials = .token(token.token)
                    $0.impersonation = KubeConfiguration.Impersonation(user: "bob")
                }
                try await sandbox.send(.get("configmaps"), as: robot).expect(
                    403,
                    "Forbidden",
                    """
                    configmaps is forbidden: User "system:serviceaccount:\(sandbox.namespace):robot" cannot \
                    impersonate-on:user-info:list resource "configmaps" in API group "" in the namespace \
                    "\(sandbox.namespace)"
                    """
                )
            }
        }
    }
}
