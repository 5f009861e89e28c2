// SPDX-License-Identifier: Apache-2.0

import HTTPCore
import HTTPServer
import JSONKit
import KubeServer
import TestSupport
import Testing

@Suite("Definitions in OpenAPI", .timeLimit(.minutes(1)))
struct OpenAPIDefinitionTests {
    private static let meta = "io.k8s.apimachinery.pkg.apis.meta.v1"

    private static func schemas(_ path: String) async throws -> JSONValue {
        try #require(try await WidgetServer().json("/openapi/v3/\(path)")["components"]?["schemas"])
    }

    @Test("kinds have their identity and references to their parts")
    func kinds() async throws {
        let deployment = try #require(try await Self.schemas("apis/apps/v1")["io.k8s.api.apps.v1.Deployment"])
        #expect(deployment["type"] == "object")
        #expect(
            deployment["x-kubernetes-group-version-kind"] == [["group": "apps", "kind": "Deployment", "version": "v1"]]
        )
        let spec = deployment["properties"]?["spec"]
        #expect(spec?["allOf"] == [["$ref": "#/components/schemas/io.k8s.api.apps.v1.DeploymentSpec"]])
        #expect(spec?["default"] == [:])
        let metadata = deployment["properties"]?["metadata"]
        #expect(metadata?["allOf"] == [["$ref": .string("#/components/schemas/\(Self.meta).ObjectMeta")]])
    }

    @Test("fields say how they are merged and what they may be")
    func fields() async throws {
        let schemas = try await Self.schemas("apis/apps/v1")
        let container = try #require(schemas["io.k8s.api.core.v1.Container"])
        #expect(container["required"] == ["name"])
        let ports = try #require(container["properties"]?["ports"])
        #expect(ports["type"] == "array")
        #expect(ports["x-kubernetes-list-type"] == "map")
        #expect(ports["x-kubernetes-list-map-keys"] == ["containerPort", "protocol"])
        #expect(ports["x-kubernetes-patch-merge-key"] == "containerPort")
        #expect(ports["x-kubernetes-patch-strategy"] == "merge")
        #expect(ports["items"] == ["$ref": "#/components/schemas/io.k8s.api.core.v1.ContainerPort"])
        #expect(container["properties"]?["imagePullPolicy"]?["enum"] == ["Always", "IfNotPresent", "Never"])
        // A marker of the Go type, unlike what the API server fills in.
        #expect(schemas["io.k8s.api.core.v1.ContainerPort"]?["properties"]?["protocol"]?["default"] == "TCP")
        #expect(schemas["io.k8s.api.core.v1.PodSpec"]?["properties"]?["restartPolicy"]?["default"] == nil)
    }

    @Test("every reference leads somewhere", arguments: ["api/v1", "apis/apps/v1", "apis/oa.example.com/v1"])
    func references(_ path: String) async throws {
        let document = try await WidgetServer().json("/openapi/v3/\(path)")
        let schemas = try #require(document["components"]?["schemas"]?.object)
        let references = Self.references(in: document)
        #expect(references.count > 15)
        for reference in references {
            #expect(reference.hasPrefix("#/components/schemas/"))
            #expect(schemas[String(reference.dropFirst(21))] != nil, "\(reference)")
        }
    }

    @Test("every reference of the one document leads somewhere, and nothing in it is of version 3")
    func swagger() async throws {
        let document = try await WidgetServer().json("/openapi/v2")
        #expect(document["swagger"] == "2.0")
        let definitions = try #require(document["definitions"]?.object)
        let parameters = try #require(document["parameters"]?.object)
        for reference in Self.references(in: document) {
            let name = String(reference.split(separator: "/")[2])
            let isParameter = reference.hasPrefix("#/parameters/")
            #expect((isParameter ? parameters : definitions)[name] != nil, "\(reference)")
        }
        for (name, definition) in definitions {
            let keys = Self.schemaKeywords(in: definition)
            #expect(keys.isDisjoint(with: ["default", "allOf", "anyOf", "oneOf", "not", "nullable"]), "\(name)")
        }
        let quantity = definitions["io.k8s.apimachinery.pkg.api.resource.Quantity"]
        #expect(quantity?["type"] == "string")
    }

    @Test("lists have items and metadata")
    func lists() async throws {
        let schemas = try await Self.schemas("apis/oa.example.com/v1")
        let list = try #require(schemas["com.example.oa.v1.WidgetList"])
        #expect(list["required"] == ["items"])
        #expect(list["properties"]?["items"]?["items"] == ["$ref": "#/components/schemas/com.example.oa.v1.Widget"])
        #expect(list["properties"]?.object?.keys == ["apiVersion", "items", "kind", "metadata"])
        #expect(
            list["x-kubernetes-group-version-kind"]
                == [["group": "oa.example.com", "kind": "WidgetList", "version": "v1"]]
        )
    }

    @Test("a custom resource is what its schema says, with identity and metadata")
    func custom() async throws {
        let widget = try #require(try await Self.schemas("apis/oa.example.com/v1")["com.example.oa.v1.Widget"])
        #expect(widget["description"] == "A widget.")
        #expect(widget["required"] == ["spec"])
        #expect(
            widget["properties"]?.object?.map(\.key).sorted() == ["apiVersion", "kind", "metadata", "spec", "status"]
        )
        #expect(widget["x-kubernetes-selectable-fields"] == [["fieldPath": "spec.color"]])
        let spec = try #require(widget["properties"]?["spec"])
        #expect(spec["required"] == ["size"])
        #expect(spec["x-kubernetes-validations"] == [["rule": "self.size < 100", "message": "too big"]])
        let fields = try #require(spec["properties"])
        #expect(
            fields["size"] == [
                "type": "integer", "format": "int32", "minimum": 0, "maximum": 10, "description": "How big.",
            ]
        )
        #expect(fields["color"] == ["type": "string", "default": "blue", "enum": ["red", "blue"], "maxLength": 9])
        #expect(
            fields["port"]
                == ["anyOf": [["type": "integer"], ["type": "string"]], "x-kubernetes-int-or-string": true]
        )
        #expect(fields["nothing"] == ["type": "string", "nullable": true])
        #expect(fields["free"]?["properties"]?["a"] == ["type": "string"])
        #expect(fields["embedded"]?["required"] == ["kind", "apiVersion"])
        #expect(
            fields["embedded"]?["properties"]?.object?.map(\.key).sorted() == [
                "apiVersion", "kind", "metadata", "spec",
            ]
        )
        #expect(fields["items"]?["x-kubernetes-list-map-keys"] == ["name"])
        #expect(fields["labels"]?["additionalProperties"] == ["type": "string"])
        #expect(fields["any"] == ["type": "object", "additionalProperties": true])
        #expect(fields["choice"]?["oneOf"] == [["required": ["a"]], ["required": ["b"]]])
        #expect(fields["choice"]?["not"] == ["required": ["c"]])
    }

    @Test("version 2 leaves out what it cannot say of a custom resource")
    func customInVersion2() async throws {
        let definitions = try await WidgetServer().json("/openapi/v2")["definitions"]
        let fields = definitions?["com.example.oa.v1.Widget"]?["properties"]?["spec"]?["properties"]
        #expect(fields?["nothing"] == [:])
        #expect(fields?["free"] == ["x-kubernetes-preserve-unknown-fields": true])
        #expect(fields?["port"] == ["x-kubernetes-int-or-string": true])
        #expect(fields?["color"] == ["type": "string", "enum": ["red", "blue"], "maxLength": 9])
        #expect(fields?["choice"]?.object?.keys == ["type", "properties"])
        #expect(fields?["items"]?["items"]?["properties"] == ["name": ["type": "string"], "value": [:]])
        // kubectl would refuse every field that is not listed.
        let loose = definitions?["com.example.oa.v1beta1.Widget"]
        #expect(loose?.object?.keys == ["type", "x-kubernetes-group-version-kind"])
    }

    private static func references(in value: JSONValue) -> Set<String> {
        switch value {
        case .array(let elements): return elements.reduce(into: []) { $0.formUnion(references(in: $1)) }
        case .object(let object):
            let own: Set<String> = Set([object["$ref"]?.string].compactMap(\.self))
            return object.reduce(into: own) { $0.formUnion(references(in: $1.value)) }
        default: return []
        }
    }

    /// The keywords of a schema and of those inside of it; names of fields are none.
    private static func schemaKeywords(in schema: JSONValue) -> Set<String> {
        var keywords = Set(schema.object?.keys ?? [])
        for inner in [schema["items"], schema["additionalProperties"]].compactMap(\.self) {
            keywords.formUnion(schemaKeywords(in: inner))
        }
        for (_, field) in schema["properties"]?.object ?? [:] { keywords.formUnion(schemaKeywords(in: field)) }
        return keywords
    }
}
