// SPDX-License-Identifier: Apache-2.0

internal import JSONKit
internal import KubeCore
internal import KubeSchema

/// Collects definitions of types, and of all that they use, under their names in OpenAPI.
struct DefinitionCollector {
    let dialect: OpenAPIDialect
    /// The versions of built-in groups that the document is about.
    private let versions: [GroupVersion]
    private(set) var documents: [String: JSONObject] = [:]

    init(_ dialect: OpenAPIDialect, about versions: [GroupVersion] = []) {
        self.dialect = dialect
        self.versions = versions
    }

    /// A reference to a type of a table; the type is added if it is not there.
    mutating func reference(_ name: String, of table: TypeTable) -> JSONObject {
        add(name, of: table)
        let target = table.resolve(name)?.table ?? table
        return reference(target.qualified(name))
    }

    /// A reference to a definition that is there, or will be.
    func reference(_ qualifiedName: String) -> JSONObject {
        ["$ref": .string(dialect.referencePrefix + qualifiedName)]
    }

    /// Adds a definition that is no type of a table.
    mutating func add(_ qualifiedName: String, _ document: JSONObject) {
        documents[qualifiedName] = document
    }

    /// Adds a type of a table.
    mutating func add(_ name: String, of table: TypeTable) {
        guard let (table, definition) = table.resolve(name) else { return }
        let key = table.qualified(name)
        guard documents[key] == nil else { return }
        // Types may refer to themselves.
        documents[key] = [:]
        documents[key] = document(of: definition, table)
    }

    private mutating func document(of definition: TypeDefinition, _ table: TypeTable) -> JSONObject {
        var document = described(definition.summary)
        document["type"] = "object"
        let required = definition.fields.filter(\.isRequired).map(\.name)
        if !required.isEmpty { document["required"] = .words(required) }
        var properties: [String: JSONObject] = [:]
        for field in definition.fields {
            properties[field.name] = schema(of: field, in: definition, table)
        }
        if definition.isKind {
            for (name, schema) in identity() { properties[name] = schema }
            if properties["metadata"] == nil {
                properties["metadata"] = metadata("ObjectMeta", FieldTexts.metadata, isDefaulted: true)
            }
        }
        let identities = identities(of: definition, table)
        if !identities.isEmpty { document["x-kubernetes-group-version-kind"] = .array(identities) }
        if !properties.isEmpty { document["properties"] = .object(properties.inOrder()) }
        if definition.isAtomic { document["x-kubernetes-map-type"] = "atomic" }
        return document
    }

    /// What `apiVersion` and `kind` may say in an object of the type.
    private func identities(of definition: TypeDefinition, _ table: TypeTable) -> [JSONValue] {
        let own = GroupVersion(group: table.group, version: table.version)
        if definition.isKind { return [.identity(own, definition.name)] }
        // These two are registered in all groups; each document names those that it is about.
        guard table === TypeTable.metaV1, ["DeleteOptions", "WatchEvent"].contains(definition.name) else { return [] }
        let others = Set(versions).subtracting([own]).sorted { $0.apiVersion < $1.apiVersion }
        return ([own] + others).map { .identity($0, definition.name) }
    }

    /// The fields by which every object says what it is.
    func identity() -> [(String, JSONObject)] {
        [("apiVersion", FieldTexts.apiVersion), ("kind", FieldTexts.kind)].map { name, text in
            var schema = described(text)
            schema["type"] = "string"
            return (name, schema)
        }
    }

    /// The metadata of an object or a list.
    mutating func metadata(_ type: String, _ text: String, isDefaulted: Bool) -> JSONObject {
        var remarks = described(text)
        if isDefaulted, dialect == .v3 { remarks["default"] = [:] }
        return remarking(reference(type, of: .metaV1), remarks)
    }

    private mutating func schema(
        of field: FieldDefinition,
        in definition: TypeDefinition,
        _ table: TypeTable
    ) -> JSONObject {
        var remarks = described(FieldTexts.text(of: field.name, in: definition.name, table))
        if dialect == .v3 { remarks["default"] = field.documentedDefault(in: definition) }
        let merging = field.merging
        if case .list = field.type {
            if !merging.listKeys.isEmpty { remarks["x-kubernetes-list-map-keys"] = .words(merging.listKeys) }
            remarks["x-kubernetes-list-type"] = .string(merging.list.rawValue)
        }
        if merging.isAtomic { remarks["x-kubernetes-map-type"] = "atomic" }
        if let key = merging.patchKey { remarks["x-kubernetes-patch-merge-key"] = .string(key) }
        if !merging.patchStrategy.isEmpty {
            remarks["x-kubernetes-patch-strategy"] = .string(merging.patchStrategy.joined(separator: ","))
        }
        return remarking(schema(of: field.type, table), remarks)
    }

    /// A schema with what is said of it in one place only; version 3 has no room for that beside a reference.
    private func remarking(_ schema: JSONObject, _ remarks: JSONObject) -> JSONObject {
        var result = remarks
        if dialect == .v3, schema["$ref"] != nil, !remarks.isEmpty {
            result["allOf"] = [.object(schema)]
        } else {
            for (key, value) in schema { result[key] = value }
        }
        return result
    }

    private mutating func schema(of type: FieldType, _ table: TypeTable) -> JSONObject {
        switch type {
        case .scalar(let scalar): return schema(of: scalar)
        case .list(let elements): return ["type": "array", "items": .object(schema(of: elements, table))]
        case .map(let values):
            return ["type": "object", "additionalProperties": .object(schema(of: values, table))]
        case .named(let name):
            guard case .words(let words)? = table.resolve(name)?.definition.body else {
                return reference(name, of: table)
            }
            return ["type": "string", "enum": .words(words)]
        }
    }

    private mutating func schema(of scalar: FieldType.Scalar) -> JSONObject {
        if let definition = ScalarDefinition.of(scalar) {
            documents[definition.qualifiedName] = definition.document(dialect)
            return reference(definition.qualifiedName)
        }
        var schema: JSONObject = ["type": .string(scalar.type?.rawValue ?? "object")]
        if !scalar.format.isEmpty { schema["format"] = .string(scalar.format) }
        return schema
    }

    private func described(_ text: String) -> JSONObject {
        text.isEmpty ? [:] : ["description": .string(text)]
    }
}

extension FieldDefinition {
    /// The types whose defaults are markers of Go's types, and not the work of the API server.
    private static let markedTypes: Set<String> = [
        "AzureDiskVolumeSource", "ContainerPort", "ISCSIPersistentVolumeSource", "ISCSIVolumeSource",
        "RBDPersistentVolumeSource", "RBDVolumeSource", "ScaleIOPersistentVolumeSource", "ScaleIOVolumeSource",
        "ServicePort",
    ]

    /// The default as documents have it: a zero that Go would write, or one that is marked; nil otherwise.
    fileprivate func documentedDefault(in definition: TypeDefinition) -> JSONValue? {
        let isZero = defaultValue == [:] || defaultValue == "" || isRequired
        guard defaultValue != .null, isZero || Self.markedTypes.contains(definition.name) else { return nil }
        return defaultValue
    }
}

extension JSONValue {
    /// An entry of `x-kubernetes-group-version-kind`.
    static func identity(_ groupVersion: GroupVersion, _ kind: String) -> JSONValue {
        [
            "group": .string(groupVersion.group), "kind": .string(kind), "version": .string(groupVersion.version),
        ]
    }
}

extension Dictionary where Key == String, Value == JSONObject {
    /// The members by name, so that a document is the same each time it is made.
    func inOrder() -> JSONObject {
        var object = JSONObject()
        for (key, value) in sorted(by: { $0.key < $1.key }) { object[key] = .object(value) }
        return object
    }
}
