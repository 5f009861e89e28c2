// SPDX-License-Identifier: Apache-2.0

import HTTPCore
import HTTPServer
import JSONKit
import KubeSchema
import KubeServer

/// A server with all built-in resources and a custom one that uses what schemas can say.
struct WidgetServer {
    let registry: Registry
    let client: InProcessClient

    init(_ builtIn: [ServedResource] = BuiltInResources.all, custom: [ServedResource]? = nil) throws {
        let registry = Registry(builtIn)
        registry.serve(custom: try custom ?? WidgetResources.both())
        let server = APIServer(storage: Storage(), registry: registry) { _, _ throws(APIFailure) in
            UserInfo(name: "tester", groups: [UserInfo.mastersGroup])
        }
        self.registry = registry
        client = InProcessClient { await server.handle($0) }
    }

    /// Sends a GET.
    func get(_ target: String, _ fields: HTTPFields = HTTPFields()) async throws -> InProcessClient.Reply {
        try await client.send(.get, target, fields: fields, body: [])
    }

    /// Sends a GET and reads the answer.
    func json(_ target: String, accept: String? = nil) async throws -> JSONValue {
        var fields = HTTPFields()
        fields["Accept"] = accept
        return try JSONValue(parsing: try await get(target, fields).body)
    }
}

/// A custom resource in two versions.
enum WidgetResources {
    private struct Strategy: ResourceStrategy {
        var isBuiltIn: Bool { false }
    }

    /// The version that is stored, with a status and a scale, and an old one without a structure.
    static func both() throws -> [ServedResource] {
        var stored = try resource("v1", schema)
        stored.subresources.hasStatus = true
        stored.subresources.scale = ServedResource.Subresources.Scale(
            specReplicas: ["spec", "replicas"],
            statusReplicas: ["status", "replicas"]
        )
        stored.selectableFields = ["spec.color": ["spec", "color"]]
        let loose = #"{"type": "object", "x-kubernetes-preserve-unknown-fields": true}"#
        return [stored, try resource("v1beta1", loose)]
    }

    static func resource(_ version: String, _ schema: String) throws -> ServedResource {
        var names = ServedResource.Names(plural: "widgets", singular: "widget", kind: "Widget")
        names.shortNames = ["wd"]
        names.categories = ["all"]
        var resource = ServedResource(
            names,
            group: "oa.example.com",
            version: version,
            isNamespaced: true,
            strategy: Strategy()
        )
        resource.schema = try Schema(JSONValue(parsing: schema))
        resource.storageVersion = "v1"
        return resource
    }

    private static let schema = """
        {"type": "object", "description": "A widget.", "required": ["spec"], "properties": {
          "spec": {"type": "object", "required": ["size"], "properties": {
            "size": {"type": "integer", "minimum": 0, "maximum": 10, "format": "int32", "description": "How big."},
            "color": {"type": "string", "default": "blue", "enum": ["red", "blue"], "maxLength": 9},
            "port": {"x-kubernetes-int-or-string": true},
            "nothing": {"type": "string", "nullable": true},
            "free": {"type": "object", "x-kubernetes-preserve-unknown-fields": true,
              "properties": {"a": {"type": "string"}}},
            "embedded": {"type": "object", "x-kubernetes-embedded-resource": true,
              "properties": {"spec": {"type": "object"}}},
            "items": {"type": "array", "x-kubernetes-list-type": "map", "x-kubernetes-list-map-keys": ["name"],
              "items": {"type": "object", "required": ["name"], "properties": {
                "name": {"type": "string"}, "value": {"type": "string", "nullable": true}}}},
            "labels": {"type": "object", "additionalProperties": {"type": "string"},
              "x-kubernetes-map-type": "granular"},
            "any": {"type": "object", "additionalProperties": true},
            "choice": {"type": "object", "properties": {"a": {"type": "string"}, "b": {"type": "string"}},
              "oneOf": [{"required": ["a"]}, {"required": ["b"]}], "not": {"required": ["c"]}}},
            "x-kubernetes-validations": [{"rule": "self.size < 100", "message": "too big"}]},
          "status": {"type": "object", "properties": {"replicas": {"type": "integer"}}}}}
        """
}
