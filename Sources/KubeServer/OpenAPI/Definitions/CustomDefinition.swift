// SPDX-License-Identifier: Apache-2.0

internal import JSONKit
internal import KubeSchema

/// Writes the schema of a custom resource as OpenAPI.
///
/// Version 2 gets what `kubectl` can read there (apiextensions-apiserver, openapi/v2/conversion.go): no alternatives, and
/// no types where a value may be null or where unknown fields are kept.
struct CustomDefinition {
    private var collector: DefinitionCollector
    private let dialect: OpenAPIDialect

    /// The definition of a custom resource; what it refers to is added to the collector.
    static func document(of resource: ServedResource, _ collector: inout DefinitionCollector) -> JSONObject {
        var writer = CustomDefinition(collector: collector, dialect: collector.dialect)
        let document = writer.root(resource)
        collector = writer.collector
        return document
    }

    private mutating func root(_ resource: ServedResource) -> JSONObject {
        // kubectl would take a list of fields as complete, so that there is none where others are allowed.
        let keepsUnknown = dialect == .v2 && resource.schema?.extensions.preservesUnknownFields == true
        guard let schema = resource.schema, !keepsUnknown else { return ["type": "object"] }
        var document = document(of: schema)
        var properties = document["properties"]?.object ?? [:]
        for (name, field) in collector.identity() { properties[name] = .object(field) }
        let metadata = collector.metadata("ObjectMeta", FieldTexts.metadata, isDefaulted: false)
        properties["metadata"] = .object(metadata)
        document["properties"] = .object(properties)
        return document
    }

    private mutating func document(of schema: Schema) -> JSONObject {
        let isOpaque = dialect == .v2 && (schema.isNullable || schema.extensions.preservesUnknownFields)
        var document = JSONObject()
        document.addTexts(of: schema)
        if let type = schema.type, dialect == .v3 || !schema.hidesType { document["type"] = .string(type.rawValue) }
        if dialect == .v3 {
            if let value = schema.defaultValue { document["default"] = value }
            if schema.isNullable { document["nullable"] = true }
        }
        let required = dialect == .v2 ? schema.requiredWithoutNullable : schema.limits.required
        if !required.isEmpty { document["required"] = .words(required) }
        document.addLimits(schema.limits)
        if dialect == .v3 { addJunctors(of: schema, to: &document) }
        if !isOpaque { addMembers(of: schema, to: &document) }
        addAdditional(of: schema, to: &document)
        document.addExtensions(schema.extensions)
        if schema.extensions.isEmbeddedResource, !isOpaque { addEmbedded(to: &document) }
        return document
    }

    private mutating func addMembers(of schema: Schema, to document: inout JSONObject) {
        if let items = schema.items { document["items"] = .object(self.document(of: items)) }
        guard !schema.properties.isEmpty else { return }
        var properties: [String: JSONObject] = [:]
        for (name, member) in schema.properties { properties[name] = self.document(of: member) }
        document["properties"] = .object(properties.inOrder())
    }

    private mutating func addAdditional(of schema: Schema, to document: inout JSONObject) {
        switch schema.additional {
        case .none: return
        case .anything: document["additionalProperties"] = true
        case .values(let values): document["additionalProperties"] = .object(self.document(of: values))
        }
    }

    private mutating func addJunctors(of schema: Schema, to document: inout JSONObject) {
        let junctors = schema.junctors
        var all = junctors.all.map { JSONValue.object(self.document(of: $0)) }
        var any = junctors.any.map { JSONValue.object(self.document(of: $0)) }
        if schema.extensions.isIntOrString, !schema.saysIntOrString {
            let either: [JSONValue] = [["type": "integer"], ["type": "string"]]
            if any.isEmpty { any = either } else { all.insert(["anyOf": .array(either)], at: 0) }
        }
        if !all.isEmpty { document["allOf"] = .array(all) }
        if !any.isEmpty { document["anyOf"] = .array(any) }
        let one = junctors.one.map { JSONValue.object(self.document(of: $0)) }
        if !one.isEmpty { document["oneOf"] = .array(one) }
        if let none = junctors.none { document["not"] = .object(self.document(of: none)) }
    }

    /// An object inside of an object says what it is, as every object does.
    private mutating func addEmbedded(to document: inout JSONObject) {
        var properties = document["properties"]?.object ?? [:]
        for (name, field) in collector.identity() { properties[name] = .object(field) }
        let metadata = collector.metadata("ObjectMeta", FieldTexts.metadata, isDefaulted: false)
        properties["metadata"] = .object(metadata)
        document["properties"] = .object(properties)
        let required = document["required"]?.array ?? []
        document["required"] = .array(required + ["kind", "apiVersion"].filter { !required.contains($0) })
    }
}

extension Schema {
    /// Whether version 2 cannot say the type: lists need elements there, and objects fields.
    fileprivate var hidesType: Bool {
        let keepsUnknown = extensions.preservesUnknownFields
        switch type {
        case .object: return isNullable || keepsUnknown
        case .array: return isNullable || keepsUnknown || items == nil
        default: return isNullable
        }
    }

    /// The required members but those that may be null; all may be missing from a map whose values may be null.
    fileprivate var requiredWithoutNullable: [String] {
        if additionalSchema?.isNullable == true { return [] }
        return limits.required.filter { properties[$0]?.isNullable != true }
    }

    /// Whether its alternatives are the two that `x-kubernetes-int-or-string` stands for.
    fileprivate var saysIntOrString: Bool {
        junctors.any.isIntOrString || junctors.all.first?.junctors.any.isIntOrString == true
    }
}

extension [Schema] {
    fileprivate var isIntOrString: Bool { map(\.type) == [.integer, .string] }
}
