// SPDX-License-Identifier: Apache-2.0

import HTTPCore
import JSONKit
import Testing

@Suite("Paths and methods", .timeLimit(.minutes(1)))
struct PathTests {
    private static let notFound = "the server could not find the requested resource"
    private static let notAllowed = "the server does not allow this method on the requested resource"

    static let leads = [
        Exchange(target: "/api/v1/foos", code: 404, message: notFound),
        Exchange(target: "/api/v1//namespaces", code: 404, message: notFound),
        Exchange(target: "/apis/apps/v9/deployments", code: 404, message: notFound),
        Exchange(target: "/api/v1/namespaces/a/nodes", code: 404, message: notFound),
        Exchange(target: "/api/v1/configmaps/x", code: 404, message: notFound),
        Exchange(target: "/api/v1/namespaces/a/configmaps/x/foo", code: 404, message: notFound),
        Exchange(target: "/api/v1/namespaces/a/configmaps/x/status", code: 404, message: notFound),
        Exchange(target: "/api/v1/nodes/x/status/y", code: 404, message: notFound),
        Exchange(target: "/api/v1/namespaces/a%2Fb/configmaps", code: 404, message: notFound),
        Exchange(target: "/api/v1/namespaces/a/configmaps/x%2Fy", code: 404, message: notFound),
        Exchange(target: "\(WholeServer.widgets)/x/foo", code: 404, message: #"widgets.example.com "x" not found"#),
        Exchange(target: "/api/v1/namespaces/"),
        Exchange(target: "\(WholeServer.configMaps)/"),
        Exchange(target: "/api/v1/configmaps"),
        Exchange(target: "/apis/example.com/v1/widgets/"),
    ]

    static let methods = [
        Exchange(method: .head, target: "\(WholeServer.configMaps)/x", code: 405, message: notAllowed),
        Exchange(method: .options, target: WholeServer.configMaps, code: 405, message: notAllowed),
        Exchange(method: HTTPMethod("BREW"), target: "\(WholeServer.configMaps)/x", code: 405, message: notAllowed),
        Exchange(method: .put, target: WholeServer.configMaps, body: "{}", code: 405, message: notAllowed),
        Exchange(method: .post, target: "\(WholeServer.configMaps)/x", body: "{}", code: 405, message: notAllowed),
        Exchange(method: .post, target: "/api/v1/configmaps", body: "{}", code: 405, message: notAllowed),
        Exchange(
            method: .patch,
            target: WholeServer.configMaps,
            body: "{}",
            type: "application/merge-patch+json",
            code: 405,
            message: notAllowed
        ),
        Exchange(
            method: .put,
            target: WholeServer.widgets,
            body: "{}",
            code: 400,
            message: "name must be provided"
        ),
        Exchange(
            method: .options,
            target: WholeServer.widgets,
            code: 405,
            message: #" is not supported on resources of kind "widgets.example.com""#
        ),
        Exchange(
            method: .delete,
            target: "\(WholeServer.widgets)/x/status",
            code: 405,
            message: #"delete is not supported on resources of kind "widgets.example.com""#
        ),
        Exchange(
            method: .post,
            target: "\(WholeServer.widgets)/x/scale",
            body: "{}",
            code: 405,
            message: #"create is not supported on resources of kind "widgets.example.com""#
        ),
        Exchange(method: .get, target: "/api/v1/namespaces/a/finalize", code: 405, message: notAllowed),
        Exchange(method: .get, target: "/api/v1/namespaces/a/pods/x/eviction", code: 405, message: notAllowed),
        Exchange(method: .get, target: "/api/v1/namespaces/a/serviceaccounts/x/token", code: 405, message: notAllowed),
        Exchange(method: .post, target: "/version", code: 405, message: notAllowed),
        Exchange(method: .delete, target: "/api/v1", code: 405, message: notAllowed),
        Exchange(method: .post, target: "/healthz"),
    ]

    @Test("a path leads to a resource or to a Status", arguments: leads + methods)
    func answered(_ row: Exchange) async throws {
        let server = try await WholeServer()
        let reply = try await server.send(row.method, row.target, row.body, type: row.type)
        #expect(reply.status == row.code)
        #expect(reply.message == row.message)
        if row.code >= 400 { #expect(reply.json["kind"]?.string == "Status") }
    }

    @Test(
        "a path that is near nothing leads to a page of text",
        arguments: [
            "/foo", "/healthz/foo", "/openapi/v2/foo", "/apis/foo", "/apis/foo/v1", "/apis/foo/v1/bars",
            "/apis/example.com/v2/widgets", "/apis/certificates.k8s.io/v1/certificatesigningrequests",
        ]
    )
    func pages(_ target: String) async throws {
        let reply = try await WholeServer().send(.get, target)
        #expect(reply.status == 404)
        #expect(reply.fields["Content-Type"] == "text/plain; charset=utf-8")
        #expect(reply.text == "404 page not found\n")
    }

    @Test("a watch may be asked for by the path, of one object or of all")
    func watchPaths() async throws {
        let server = try await WholeServer()
        for name in ["x", "y"] {
            _ = try await server.send(.post, WholeServer.configMaps, #"{"metadata": {"name": "\#(name)"}}"#)
        }
        let all = try await server.send(.get, "/api/v1/watch/namespaces/a/configmaps?timeoutSeconds=1")
        #expect(all.text.split(separator: "\n").count == 2)
        let one = try await server.send(.get, "/api/v1/watch/namespaces/a/configmaps/y?timeoutSeconds=1")
        #expect(one.text.contains(#""name":"y""#))
        #expect(!one.text.contains(#""name":"x""#))
        let other = "/api/v1/watch/namespaces/a/configmaps/y?timeoutSeconds=1&fieldSelector=metadata.name%3Dx"
        #expect(
            try await server.send(.get, other).message == "fieldSelector metadata.name doesn't match requested name"
        )
    }

    @Test("failures of the router have details that say nothing, as Kubernetes has it")
    func emptyDetails() async throws {
        let server = try await WholeServer()
        #expect(try await server.send(.get, "/api/v1/foos").json["details"] == [:])
        let missing = try await server.send(.get, "\(WholeServer.configMaps)/x").json
        #expect(missing["details"] == ["name": "x", "kind": "configmaps"])
    }
}
