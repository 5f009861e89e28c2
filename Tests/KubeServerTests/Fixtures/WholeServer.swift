// SPDX-License-Identifier: Apache-2.0

import Basics
import Cryptography
import HTTPCore
import HTTPServer
import JSONKit
import KubeSchema
import KubeServer
import YAMLKit

/// A server with everything that Kubernetes has by itself, one custom resource, roles, and the namespace `a`.
struct WholeServer {
    /// A response as a test looks at it.
    struct Reply {
        let status: Int
        let fields: HTTPFields
        let text: String
        var json: JSONValue { (try? JSONValue(parsing: text)) ?? (try? YAML.parse(Array(text.utf8))) ?? .null }
        var message: String { json["message"]?.string ?? "" }
        var warnings: [String] { fields.filter { $0.name == "Warning" }.map(\.value) }
    }

    /// May do everything.
    static let root = "root-token"
    /// May do what roles say.
    static let jane = "jane-token"
    static let widgets = "/apis/example.com/v1/namespaces/a/widgets"
    static let configMaps = "/api/v1/namespaces/a/configmaps"

    let server: APIServer
    let client: InProcessClient

    init() async throws {
        let storage = Storage()
        var users = TokenFile()
        users.add(UserInfo(name: "root", groups: [UserInfo.mastersGroup]), token: Secret(Self.root))
        users.add(UserInfo(name: "jane"), token: Secret(Self.jane))
        let issuer = try AccountTokenIssuer(key: PrivateKey.generate())
        let tokens = TokenAuthenticator(
            file: users,
            accounts: AccountTokenVerifier(issuer, storage),
            audiences: issuer.audiences
        )
        let authorizer = Authorizer.roles(in: storage)
        let guarding = Guard(Authenticator(tokens), authorizer)
        let registry = Registry(BuiltInResources.all)
        registry.serve(custom: [try Self.widget()])
        let server = APIServer(
            storage: storage,
            registry: registry,
            access: AccessServices(authorizer, tokens, issuer, storage)
        ) { request, info throws(APIFailure) in try guarding.admit(request, info) }
        self.server = server
        client = InProcessClient { await server.handle($0) }
        _ = try await send(.post, "/api/v1/namespaces", #"{"metadata": {"name": "a"}}"#)
    }

    private static func widget() throws -> ServedResource {
        var widget = ServedResource(
            ServedResource.Names(plural: "widgets", singular: "widget", kind: "Widget"),
            group: "example.com",
            version: "v1",
            isNamespaced: true,
            strategy: CustomStrategy()
        )
        widget.schema = try Schema(
            JSONValue(
                parsing: """
                    {"type": "object", "properties": {"spec": {"type": "object", "properties": {
                      "size": {"type": "integer"}, "on": {"type": "boolean"}}},
                      "status": {"type": "object", "properties": {"size": {"type": "integer"}, "sel": {"type": "string"}}}}}
                    """
            )
        )
        widget.subresources.hasStatus = true
        widget.subresources.scale = ServedResource.Subresources.Scale(
            specReplicas: ["spec", "size"],
            statusReplicas: ["status", "size"],
            selector: ["status", "sel"]
        )
        widget.selectableFields = ["spec.on": ["spec", "on"]]
        return widget
    }

    /// Sends a request; everybody is root unless a token says otherwise.
    func send(
        _ method: HTTPMethod,
        _ target: String,
        _ body: String = "",
        type: String? = "application/json",
        token: String? = root,
        more: [(String, String)] = []
    ) async throws -> Reply {
        var fields = HTTPFields()
        fields["Content-Type"] = type
        fields["Authorization"] = token.map { "Bearer \($0)" }
        for (name, value) in more { fields.append(name, value) }
        let (isWatch, header) = (target.contains("watch"), fields)
        let reply = try await driving(isWatch) {
            try await client.send(method, target, fields: header, body: Array(body.utf8))
        }
        return Reply(status: reply.status.code, fields: reply.fields, text: reply.text)
    }

    /// A watch ends when somebody looks at the clock.
    private func driving(
        _ isNeeded: Bool,
        _ request: @escaping @Sendable () async throws -> InProcessClient.Reply
    ) async throws -> InProcessClient.Reply {
        guard isNeeded else { return try await request() }
        return try await withThrowingTaskGroup(of: InProcessClient.Reply?.self) { group in
            group.addTask {
                await server.storage.run()
                return nil
            }
            group.addTask { try await request() }
            while let reply = try await group.next() {
                guard let reply else { continue }
                group.cancelAll()
                return reply
            }
            throw CancellationError()
        }
    }

    /// Sends a merge patch.
    func merge(_ target: String, _ patch: String) async throws -> Reply {
        try await send(.patch, target, patch, type: "application/merge-patch+json")
    }

    /// A custom object as JSON.
    static func widget(_ name: String, _ spec: String = #"{"size": 1}"#) -> String {
        #"{"apiVersion": "example.com/v1", "kind": "Widget", "metadata": {"name": "\#(name)"}, "spec": \#(spec)}"#
    }
}

private struct CustomStrategy: ResourceStrategy {
    var isBuiltIn: Bool { false }
    var allowsUnconditionalUpdate: Bool { false }
    var countsGenerations: Bool { true }
}
