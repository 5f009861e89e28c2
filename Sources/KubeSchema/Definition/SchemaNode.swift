// SPDX-License-Identifier: Apache-2.0

package import JSONKit

/// A schema as somebody wrote it in a definition, before anything is known to be right about it.
///
/// What is absent and what has Go's zero value is the same: `nullable: false` says nothing.
package struct SchemaNode: Sendable {
    /// The members as they were written.
    package let members: JSONObject

    /// A schema, if this is an object at all.
    package init?(_ json: JSONValue?) {
        guard let members = json?.object else { return nil }
        self.members = members
    }

    /// What an object may hold beside its named members.
    enum Additional {
        case allowed(Bool)
        case schema(SchemaNode)
    }

    var type: String { text("type") }
    var items: SchemaNode? { SchemaNode(members["items"]) }
    var properties: [(name: String, schema: SchemaNode)] { children("properties") }
    var required: [String] { strings("required") }
    var listType: String? { members["x-kubernetes-list-type"]?.string }
    var mapType: String? { members["x-kubernetes-map-type"]?.string }
    var listMapKeys: [String] { strings("x-kubernetes-list-map-keys") }
    var isNullable: Bool { flag("nullable") }
    var isIntOrString: Bool { flag("x-kubernetes-int-or-string") }
    var isEmbeddedResource: Bool { flag("x-kubernetes-embedded-resource") }
    var preservesUnknownFields: Bool { flag("x-kubernetes-preserve-unknown-fields") }
    var hasDefault: Bool { members["default"].map { !$0.isNull } ?? false }
    var rules: [JSONObject] { (members["x-kubernetes-validations"]?.array ?? []).map { $0.object ?? JSONObject() } }

    var additional: Additional? {
        switch members["additionalProperties"] {
        case .bool(let isAllowed)?: .allowed(isAllowed)
        case let json?: SchemaNode(json).map { .schema($0) }
        case nil: nil
        }
    }

    /// The schema of a member by its name.
    func property(_ name: String) -> SchemaNode? {
        SchemaNode(members["properties"]?[name])
    }

    /// The schemas of an object member, in the order of their names.
    func children(_ name: String) -> [(name: String, schema: SchemaNode)] {
        (members[name]?.object ?? JSONObject())
            .compactMap { key, json in SchemaNode(json).map { (key, $0) } }
            .sorted { $0.0 < $1.0 }
    }

    /// The schemas of a list member.
    func list(_ name: String) -> [SchemaNode] {
        (members[name]?.array ?? []).map { SchemaNode($0) ?? SchemaNode(JSONObject()) }
    }

    func text(_ name: String) -> String { members[name]?.string ?? "" }

    func flag(_ name: String) -> Bool { members[name]?.bool ?? false }

    /// Whether a member is there and says something.
    func says(_ name: String) -> Bool {
        switch members[name] {
        case nil, .null?, .bool(false)?: false
        case .string(let text)?: !text.isEmpty
        case .array(let elements)?: !elements.isEmpty
        case .object(let object)?: !object.isEmpty
        case .bool?, .number?: true
        }
    }

    /// Whether nothing is said but by these members.
    func saysNothing(but names: Set<String>) -> Bool {
        members.allSatisfy { key, _ in names.contains(key) || !says(key) }
    }

    /// What rules know of metadata.
    static let metadataOfRules = SchemaNode([
        "type": "object", "properties": ["name": ["type": "string"], "generateName": ["type": "string"]],
    ])

    private init(_ members: JSONObject) {
        self.members = members
    }

    private func strings(_ name: String) -> [String] {
        (members[name]?.array ?? []).compactMap(\.string)
    }
}

extension SchemaNode {
    /// Visits this schema and all below it, also those that are not supported.
    package func forEach(_ visit: (SchemaNode) -> Void) {
        visit(self)
        for name in ["items", "not", "additionalProperties", "additionalItems"] {
            SchemaNode(members[name])?.forEach(visit)
        }
        for name in ["items", "allOf", "anyOf", "oneOf"] {
            for schema in list(name) { schema.forEach(visit) }
        }
        for name in ["properties", "patternProperties", "definitions", "dependencies"] {
            for (_, schema) in children(name) { schema.forEach(visit) }
        }
    }

    /// The formats that nobody checks, in the order in which they stand, for warnings.
    package var unknownFormats: [String] {
        var formats: [String] = []
        forEach { schema in
            let format = schema.text("format")
            if !format.isEmpty, !StringFormat.isKnown(format, for: schema.type) { formats.append(format) }
        }
        return formats
    }
}
