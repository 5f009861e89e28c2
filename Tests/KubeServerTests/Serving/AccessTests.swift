// SPDX-License-Identifier: Apache-2.0

import HTTPCore
import JSONKit
import Testing

private let rbac = "/apis/rbac.authorization.k8s.io/v1"

@Suite("Reviews and tokens over HTTP", .timeLimit(.minutes(1)))
struct ReviewServingTests {
    private static let authentication = "/apis/authentication.k8s.io/v1"
    private static let authorization = "/apis/authorization.k8s.io/v1"

    static let questions = [
        Exchange(
            method: .post,
            target: "\(authentication)/tokenreviews",
            body: "{}",
            code: 400,
            message: "token is required for TokenReview in authentication"
        ),
        Exchange(
            method: .post,
            target: "\(authentication)/tokenreviews",
            body: #"{"spec": {"token": "x"}}"#,
            code: 201
        ),
        Exchange(method: .post, target: "\(authentication)/selfsubjectreviews", body: "{}", code: 201),
        Exchange(
            method: .post,
            target: "\(authorization)/selfsubjectrulesreviews",
            body: "{}",
            code: 400,
            message: "no namespace on request"
        ),
        Exchange(
            method: .post,
            target: "\(authorization)/selfsubjectaccessreviews",
            body: #"{"kind": "Foo"}"#,
            code: 400,
            message:
                #"Foo in version "v1" cannot be handled as a SelfSubjectAccessReview: no kind "Foo" is registered for version "authorization.k8s.io/v1" in scheme "k8s.io/kubernetes/pkg/api/legacyscheme/scheme.go:30""#
        ),
        Exchange(
            method: .get,
            target: "\(authorization)/subjectaccessreviews",
            code: 405,
            message: "the server does not allow this method on the requested resource"
        ),
        Exchange(
            method: .delete,
            target: "\(authorization)/selfsubjectrulesreviews/x",
            code: 404,
            message: "the server could not find the requested resource"
        ),
        Exchange(
            method: .post,
            target: "\(authorization)/localsubjectaccessreviews",
            body: "{}",
            code: 404,
            message: "the server could not find the requested resource"
        ),
        Exchange(
            method: .post,
            target: "\(authorization)/namespaces/a/subjectaccessreviews",
            body: "{}",
            code: 404,
            message: "the server could not find the requested resource"
        ),
    ]

    @Test("a review is a question that is created and not kept", arguments: questions)
    func asked(_ row: Exchange) async throws {
        let server = try await WholeServer()
        let reply = try await server.send(row.method, row.target, row.body)
        #expect(reply.status == row.code)
        #expect(reply.message == row.message)
    }

    @Test("who asks about himself is told about himself")
    func oneself() async throws {
        let server = try await WholeServer()
        let me = try await server.send(.post, "\(Self.authentication)/selfsubjectreviews", "{}").json
        #expect(me["status"]?["userInfo"]?["username"]?.string == "root")
        let question = #"{"spec": {"resourceAttributes": {"verb": "get", "resource": "pods", "namespace": "a"}}}"#
        let answer = try await server.send(.post, "\(Self.authorization)/selfsubjectaccessreviews", question).json
        #expect(answer["kind"]?.string == "SelfSubjectAccessReview")
        #expect(answer["status"]?["allowed"]?.bool == true)
        let local =
            #"{"spec": {"user": "jane", "resourceAttributes": {"verb": "get", "resource": "pods", "namespace": "a"}}}"#
        let target = "\(Self.authorization)/namespaces/a/localsubjectaccessreviews"
        #expect(try await server.send(.post, target, local).json["status"]?["allowed"]?.bool == false)
    }

    @Test("a token that was requested is good for the one it was made for")
    func tokens() async throws {
        let server = try await WholeServer()
        let accounts = "/api/v1/namespaces/a/serviceaccounts"
        #expect(try await server.send(.post, accounts, #"{"metadata": {"name": "robot"}}"#).status == 201)
        let made = try await server.send(.post, "\(accounts)/robot/token", "{}")
        #expect(made.status == 201)
        let token = try #require(made.json["status"]?["token"]?.string)
        let me = try await server.send(.get, WholeServer.configMaps, token: token)
        #expect(me.message.contains(#"User "system:serviceaccount:a:robot" cannot list resource "configmaps""#))
        let missing = try await server.send(.post, "\(accounts)/none/token", "{}")
        #expect(missing.message == #"serviceaccounts "none" not found"#)
        let forged = token.dropLast(4) + "AAAA"
        #expect(try await server.send(.get, WholeServer.configMaps, token: String(forged)).status == 401)
    }

    @Test("others find the keys of tokens where OpenID has them")
    func keys() async throws {
        let server = try await WholeServer()
        let document = try await server.send(.get, "/.well-known/openid-configuration", more: [("Host", "h:1")])
        #expect(document.json["jwks_uri"]?.string == "http://h:1/openid/v1/jwks")
        let keys = try await server.send(.get, "/openid/v1/jwks")
        #expect(keys.fields["Content-Type"] == "application/jwk-set+json")
        #expect(keys.json["keys"]?.array?.count == 1)
    }
}

@Suite("Rights of writers", .timeLimit(.minutes(1)))
struct WriterTests {
    /// A server on which Jane may do some things in the namespace `a`.
    private func server(_ rules: String) async throws -> WholeServer {
        let server = try await WholeServer()
        let role = #"{"metadata": {"name": "some"}, "rules": \#(rules)}"#
        #expect(try await server.send(.post, "\(rbac)/namespaces/a/roles", role).status == 201)
        let binding =
            #"{"metadata": {"name": "some"}, "roleRef": {"apiGroup": "rbac.authorization.k8s.io", "kind": "Role", "name": "some"}, "subjects": [{"kind": "User", "name": "jane"}]}"#
        #expect(try await server.send(.post, "\(rbac)/namespaces/a/rolebindings", binding).status == 201)
        return server
    }

    @Test("nobody grants what he does not have, whichever way he writes")
    func escalation() async throws {
        let rules =
            #"[{"apiGroups": ["rbac.authorization.k8s.io"], "resources": ["roles", "rolebindings"], "verbs": ["create", "update", "patch"]}, {"apiGroups": [""], "resources": ["pods"], "verbs": ["get"]}]"#
        let server = try await server(rules)
        let roles = "\(rbac)/namespaces/a/roles"
        func role(_ verb: String) -> String {
            #"{"apiVersion": "rbac.authorization.k8s.io/v1", "kind": "Role", "metadata": {"name": "r"}, "rules": [{"apiGroups": [""], "resources": ["pods"], "verbs": ["\#(verb)"]}]}"#
        }
        #expect(try await server.send(.post, roles, role("get"), token: WholeServer.jane).status == 201)
        let apply = "application/apply-patch+yaml"
        let attempts = [
            try await server.send(
                .post,
                roles,
                role("list").replacing("\"r\"", with: "\"s\""),
                token: WholeServer.jane
            ),
            try await server.send(.put, "\(roles)/r", role("list"), token: WholeServer.jane),
            try await server.send(
                .patch,
                "\(roles)/r",
                #"{"rules": [{"apiGroups": [""], "resources": ["pods"], "verbs": ["list"]}]}"#,
                type: "application/merge-patch+json",
                token: WholeServer.jane
            ),
            try await server.send(
                .patch,
                "\(roles)/r?fieldManager=m&force=true",
                role("list"),
                type: apply,
                token: WholeServer.jane
            ),
        ]
        for attempt in attempts {
            #expect(attempt.status == 403)
            #expect(attempt.message.contains("is attempting to grant RBAC permissions not currently held:"))
        }
        #expect(try await server.send(.put, "\(roles)/r", role("list")).status == 200)
        let binding =
            #"{"metadata": {"name": "b"}, "roleRef": {"apiGroup": "rbac.authorization.k8s.io", "kind": "Role", "name": "r"}, "subjects": [{"kind": "User", "name": "joe"}]}"#
        let target = "\(rbac)/namespaces/a/rolebindings"
        #expect(try await server.send(.post, target, binding, token: WholeServer.jane).status == 403)
        #expect(try await server.send(.post, target, binding).status == 201)
    }

    @Test("who may update and not create, creates nothing by updating")
    func creationByUpdate() async throws {
        let rules =
            #"[{"apiGroups": ["coordination.k8s.io", ""], "resources": ["leases", "configmaps"], "verbs": ["update", "patch", "get"]}]"#
        let server = try await server(rules)
        let leases = "/apis/coordination.k8s.io/v1/namespaces/a/leases"
        let lease = #"{"metadata": {"name": "l"}}"#
        let put = try await server.send(.put, "\(leases)/l", lease, token: WholeServer.jane)
        #expect(put.status == 403)
        #expect(
            put.message
                == #"leases.coordination.k8s.io "l" is forbidden: User "jane" cannot create resource "leases" in API group "coordination.k8s.io" in the namespace "a""#
        )
        let intent = #"{"apiVersion": "v1", "kind": "ConfigMap"}"#
        let target = "\(WholeServer.configMaps)/c?fieldManager=m"
        let type = "application/apply-patch+yaml"
        #expect(try await server.send(.patch, target, intent, type: type, token: WholeServer.jane).status == 403)
        #expect(try await server.send(.put, "\(leases)/l", lease).status == 201)
        #expect(try await server.send(.patch, target, intent, type: type).status == 201)
        #expect(try await server.send(.patch, target, intent, type: type, token: WholeServer.jane).status == 200)
    }

    static let puts = [
        Exchange(
            method: .put,
            target: "/api/v1/namespaces/a/endpoints/x",
            body: #"{"metadata": {"name": "x"}}"#,
            code: 201
        ),
        Exchange(
            method: .put,
            target: "\(WholeServer.configMaps)/x",
            body: #"{"metadata": {"name": "x"}}"#,
            code: 404,
            message: #"configmaps "x" not found"#
        ),
        Exchange(
            method: .put,
            target: "/api/v1/namespaces/none/endpoints/x",
            body: #"{"metadata": {"name": "x"}}"#,
            code: 404,
            message: #"namespaces "none" not found"#
        ),
        Exchange(
            method: .put,
            target: "\(WholeServer.configMaps)/x",
            body: "{}",
            code: 400,
            message: "the name of the object (x based on URL) was undeterminable: name must be provided"
        ),
        Exchange(
            method: .put,
            target: "\(WholeServer.configMaps)/x",
            body: #"{"metadata": {"name": "y"}}"#,
            code: 400,
            message: "the name of the object (y) does not match the name on the URL (x)"
        ),
    ]

    @Test("an update creates the kinds for which Kubernetes has it so", arguments: puts)
    func creatingUpdates(_ row: Exchange) async throws {
        let server = try await WholeServer()
        let reply = try await server.send(row.method, row.target, row.body)
        #expect(reply.status == row.code)
        #expect(reply.message == row.message)
    }
}
