// SPDX-License-Identifier: Apache-2.0

package import JSONKit
internal import KubeSchema

extension TypeTable {
    /// The name of a type in an OpenAPI document: `io.k8s.api.core.v1.Pod`.
    package func qualified(_ name: String) -> String { "\(self.name).\(name)" }

    /// The definitions of some types and of all that they use, under their names in OpenAPI; the prefix is that of
    /// references, which is `#/definitions/` in version 2.
    package func openAPI(
        of names: [String],
        referencePrefix prefix: String = "#/components/schemas/"
    ) -> [String: JSONObject] {
        var writer = OpenAPIWriter(prefix: prefix)
        for name in names { writer.add(name, of: self) }
        return writer.documents
    }
}

/// Collects the definitions of types.
private struct OpenAPIWriter {
    let prefix: String
    private(set) var documents: [String: JSONObject] = [:]

    init(prefix: String) {
        self.prefix = prefix
    }

    mutating func add(_ name: String, of table: TypeTable) {
        guard let (table, definition) = table.resolve(name) else { return }
        let key = table.qualified(name)
        guard documents[key] == nil else { return }
        documents[key] = [:]
        var document: JSONObject = definition.summary.isEmpty ? [:] : ["description": .string(definition.summary)]
        document["type"] = "object"
        var properties = JSONObject()
        if definition.isKind {
            properties["apiVersion"] = ["type": "string"]
            properties["kind"] = ["type": "string"]
            properties["metadata"] = .object(reference("ObjectMeta", table))
            document["x-kubernetes-group-version-kind"] = [
                ["group": .string(table.group), "kind": .string(definition.name), "version": .string(table.version)]
            ]
        }
        for field in definition.fields { properties[field.name] = .object(schema(of: field, table)) }
        if !properties.isEmpty { document["properties"] = .object(properties) }
        let required = definition.fields.filter(\.isRequired).map(\.name).sorted()
        if !required.isEmpty { document["required"] = .array(required.map { .string($0) }) }
        if definition.isAtomic { document["x-kubernetes-map-type"] = "atomic" }
        documents[key] = document
    }

    private mutating func schema(of field: FieldDefinition, _ table: TypeTable) -> JSONObject {
        var schema = schema(of: field.type, table)
        if let value = field.defaultValue {
            // Nothing may stand beside a reference, so that one with a default is wrapped.
            if schema["$ref"] != nil { schema = ["allOf": [.object(schema)]] }
            schema["default"] = value
        }
        let merging = field.merging
        if case .list = field.type {
            schema["x-kubernetes-list-type"] = .string(merging.list.rawValue)
            if !merging.listKeys.isEmpty {
                schema["x-kubernetes-list-map-keys"] = .array(merging.listKeys.map { .string($0) })
            }
        }
        if merging.isAtomic { schema["x-kubernetes-map-type"] = "atomic" }
        if let key = merging.patchKey { schema["x-kubernetes-patch-merge-key"] = .string(key) }
        if !merging.patchStrategy.isEmpty {
            schema["x-kubernetes-patch-strategy"] = .string(merging.patchStrategy.joined(separator: ","))
        }
        return schema
    }

    private mutating func schema(of type: FieldType, _ table: TypeTable) -> JSONObject {
        switch type {
        case .scalar(let scalar): return Self.schema(of: scalar)
        case .list(let elements): return ["type": "array", "items": .object(schema(of: elements, table))]
        case .map(let values):
            return ["type": "object", "additionalProperties": .object(schema(of: values, table))]
        case .named(let name):
            guard case .words(let words)? = table.resolve(name)?.definition.body else { return reference(name, table) }
            return ["type": "string", "enum": .array(words.map { .string($0) })]
        }
    }

    private mutating func reference(_ name: String, _ table: TypeTable) -> JSONObject {
        add(name, of: table)
        let target = table.resolve(name)?.table ?? table
        return ["$ref": .string(prefix + target.qualified(name))]
    }

    private static func schema(of scalar: FieldType.Scalar) -> JSONObject {
        switch scalar {
        case .any: return ["x-kubernetes-preserve-unknown-fields": true]
        case .intOrString, .quantity: return ["type": "string", "format": .string(scalar.format)]
        default:
            var schema: JSONObject = ["type": .string(scalar.type?.rawValue ?? "object")]
            if !scalar.format.isEmpty { schema["format"] = .string(scalar.format) }
            return schema
        }
    }
}
