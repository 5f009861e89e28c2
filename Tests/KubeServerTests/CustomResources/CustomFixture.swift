// SPDX-License-Identifier: Apache-2.0

import HTTPCore
import HTTPServer
import JSONKit
import KubeServer
import Testing

/// A server with all built-in kinds whose definitions are cared for, and a client in the same process.
final class CustomFixture: Sendable {
    let storage: Storage
    let registry: Registry
    let custom: CustomResources
    private let runner: DutyRunner
    private let client: InProcessClient

    init(storage: Storage = Storage()) {
        self.storage = storage
        let registry = Registry(BuiltInResources.all)
        let server = APIServer(storage: storage, registry: registry) { _, _ throws(APIFailure) in
            UserInfo(name: "tester", groups: [UserInfo.mastersGroup])
        }
        self.registry = registry
        custom = CustomResources(registry)
        runner = DutyRunner([CustomResourceDuty(custom)], storage: storage, registry: registry) { write, failure in
            Issue.record("\(write.place): \(failure)")
        }
        client = InProcessClient { await server.handle($0) }
    }

    /// What came back.
    struct Reply {
        let status: Int
        let json: JSONValue
        let warnings: [String]

        var message: String { json["message"]?.string ?? "" }
    }

    @discardableResult
    func send(
        _ method: HTTPMethod,
        _ target: String,
        _ body: String = "",
        contentType: String = "application/json",
        accept: String? = nil
    ) async throws -> Reply {
        var fields: HTTPFields = ["Content-Type": contentType]
        fields["Accept"] = accept
        let reply = try await client.send(method, target, fields: fields, body: Array(body.utf8))
        return Reply(
            status: reply.status.code,
            json: (try? JSONValue(parsing: reply.body)) ?? .null,
            warnings: reply.fields.values(of: "Warning").map { String($0.dropFirst(7).dropLast()) }
        )
    }

    static let definitions = "/apis/apiextensions.k8s.io/v1/customresourcedefinitions"

    /// Makes a definition, and lets the duty do its part.
    func define(_ definition: TestDefinition) async throws {
        let reply = try await send(.post, Self.definitions, definition.text)
        #expect(reply.status == 201, "\(reply.message)")
        await settle()
    }

    /// What is wrong with a definition, without the sentence around it.
    func errors(in definition: TestDefinition) async throws -> String {
        let reply = try await send(.post, "\(Self.definitions)?dryRun=All", definition.text)
        let prefix = "CustomResourceDefinition.apiextensions.k8s.io \"\(definition.name)\" is invalid: "
        #expect(reply.status == 201 || reply.status == 422, "\(reply.message)")
        return reply.message.hasPrefix(prefix) ? String(reply.message.dropFirst(prefix.count)) : reply.message
    }

    func definition(_ name: String = "widgets.example.com") async throws -> JSONValue {
        try await send(.get, "\(Self.definitions)/\(name)").json
    }

    /// Does what there is to do until there is nothing left.
    func settle() async {
        await runner.settle()
    }
}

/// A definition of widgets, of which tests change what they are about.
struct TestDefinition: Sendable {
    var name = "widgets.example.com"
    var spec: JSONObject

    /// A definition with one version, by the properties of its `spec`.
    init(spec properties: String = #"{"size": {"type": "integer"}}"#) {
        self.init(
            schema: """
                {"type": "object", "properties": {"spec": {"type": "object", "properties": \(properties)},
                  "status": {"type": "object", "properties": {"phase": {"type": "string"}, "replicas": {"type": "integer"},
                    "selector": {"type": "string"}}}}}
                """
        )
    }

    /// A definition with one version, by its schema.
    init(schema: String) {
        self.init(versions: [
            #"{"name": "v1", "served": true, "storage": true, "schema": {"openAPIV3Schema": \#(schema)}}"#
        ])
    }

    init(versions: [String]) {
        spec = [
            "group": "example.com", "scope": "Namespaced", "names": ["plural": "widgets", "kind": "Widget"],
            "versions": .array(versions.map { (try? JSONValue(parsing: $0)) ?? .null }),
        ]
    }

    /// The definition with a member set, at a path of names and indices.
    func setting(_ path: String, to value: String) -> TestDefinition {
        var definition = self
        let steps = path.split(separator: ".").map(String.init)
        let parsed = (try? JSONValue(parsing: value)) ?? .null
        definition.spec = Self.set(parsed, at: steps[...], in: .object(spec)).object ?? spec
        return definition
    }

    private static func set(_ value: JSONValue, at path: ArraySlice<String>, in tree: JSONValue) -> JSONValue {
        guard let step = path.first else { return value }
        if let index = Int(step), var elements = tree.array {
            elements[index] = set(value, at: path.dropFirst(), in: elements[index])
            return .array(elements)
        }
        var object = tree.object ?? JSONObject()
        object[step] = set(value, at: path.dropFirst(), in: object[step] ?? .object(JSONObject()))
        return .object(object)
    }

    var text: String {
        let object: JSONObject = [
            "apiVersion": "apiextensions.k8s.io/v1", "kind": "CustomResourceDefinition",
            "metadata": ["name": .string(name)], "spec": .object(spec),
        ]
        return String(decoding: object.serialized(), as: UTF8.self)
    }
}
