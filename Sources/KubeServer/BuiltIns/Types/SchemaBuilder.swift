// SPDX-License-Identifier: Apache-2.0

internal import JSONKit
internal import KubeSchema

/// Makes the schemas of a table's types, each once.
///
/// They say what shape values have and how they are merged. They refuse nothing: what the API server refuses of its own
/// kinds it says in other words than a schema would, and that is for the strategies.
struct SchemaBuilder {
    private let definitions: [String: TypeDefinition]
    private let imports: [TypeTable]
    private var finished: [String: Schema] = [:]

    init(definitions: [String: TypeDefinition], imports: [TypeTable]) {
        self.definitions = definitions
        self.imports = imports
    }

    mutating func schemas() -> [String: Schema] {
        for name in definitions.keys { _ = schema(named: name) }
        return finished
    }

    private mutating func schema(named name: String) -> Schema {
        if let schema = finished[name] { return schema }
        guard let definition = definitions[name] else {
            return imports.lazy.compactMap { $0.schema(named: name) }.first ?? Self.scalars[.any] ?? Schema(type: nil)
        }
        let schema = make(definition)
        finished[name] = schema
        return schema
    }

    private mutating func make(_ definition: TypeDefinition) -> Schema {
        guard case .fields(let fields) = definition.body else { return Self.scalar(.string) }
        var properties: [String: Schema] = [:]
        for field in fields { properties[field.name] = schema(of: field) }
        if definition.isKind {
            properties["apiVersion"] = Self.scalar(.string)
            properties["kind"] = Self.scalar(.string)
            properties["metadata"] = schema(named: "ObjectMeta")
        }
        var extensions = SchemaExtensions()
        extensions.mapType = definition.isAtomic ? .atomic : nil
        var texts = Schema.Texts()
        texts.description = definition.summary
        return Schema(type: .object, properties: properties, extensions: extensions, texts: texts)
    }

    private mutating func schema(of field: FieldDefinition) -> Schema {
        let plain = schema(of: field.type, field.merging)
        let merging = field.merging
        let omitsEmpty = omitsEmpty(field)
        if field.defaultValue == nil, !merging.isAtomic, merging.patchStrategy.isEmpty {
            if !omitsEmpty { return plain }
            if case .scalar(let scalar) = field.type { return Self.omittedScalars[scalar] ?? plain }
        }
        var extensions = plain.extensions
        extensions.omitsEmpty = omitsEmpty
        extensions.patchStrategy = merging.patchStrategy
        extensions.patchMergeKey = merging.patchKey
        if merging.isAtomic { extensions.mapType = .atomic }
        return Schema(
            type: plain.type,
            properties: plain.properties,
            additional: plain.additional,
            items: plain.items,
            defaultValue: field.defaultValue,
            extensions: extensions,
            texts: plain.texts
        )
    }

    /// Whether Go leaves the field out when it is empty: one that is neither a pointer nor a struct, and has no default.
    ///
    /// Where it writes a null for what is not there, it does so for what is empty, too: protobuf, in which Kubernetes
    /// stores its objects, knows no difference.
    private func omitsEmpty(_ field: FieldDefinition) -> Bool {
        guard !field.isOptional, field.defaultValue == nil || field.defaultValue == .null else { return false }
        switch field.type {
        case .list, .map: return true
        case .scalar(let scalar): return Self.omittedScalars[scalar] != nil
        case .named(let name):
            let definition = definitions[name] ?? imports.lazy.compactMap { $0.resolve(name)?.definition }.first
            guard case .words? = definition?.body else { return false }
            return true
        }
    }

    private mutating func schema(of type: FieldType, _ merging: FieldDefinition.Merging) -> Schema {
        switch type {
        case .scalar(let scalar): return Self.scalar(scalar)
        case .named(let name): return schema(named: name)
        case .map(let values): return Schema(type: .object, additional: .values(schema(of: values, .init())))
        case .list(let elements):
            var extensions = SchemaExtensions()
            extensions.listType = merging.list
            extensions.listMapKeys = merging.listKeys
            return Schema(type: .array, items: schema(of: elements, .init()), extensions: extensions)
        }
    }
}

extension SchemaBuilder {
    private static let scalars = Dictionary(
        uniqueKeysWithValues: FieldType.Scalar.allCases.map { ($0, makeScalar($0)) }
    )

    private static func scalar(_ scalar: FieldType.Scalar) -> Schema { scalars[scalar] ?? makeScalar(scalar) }

    /// The scalars that have an empty value, in fields that are left out when they have it.
    private static let omittedScalars = Dictionary(
        uniqueKeysWithValues: [FieldType.Scalar.string, .bool, .int32, .int64, .double, .bytes].map {
            ($0, makeScalar($0, omitsEmpty: true))
        }
    )

    private static func makeScalar(_ scalar: FieldType.Scalar, omitsEmpty: Bool = false) -> Schema {
        var texts = Schema.Texts()
        texts.format = scalar.format
        var extensions = SchemaExtensions()
        extensions.isIntOrString = scalar == .intOrString
        extensions.preservesUnknownFields = scalar == .any
        extensions.omitsEmpty = omitsEmpty
        return Schema(type: scalar.type, extensions: extensions, texts: texts)
    }
}

extension TypeTable {
    fileprivate func schema(named name: String) -> Schema? {
        schemas[name] ?? imports.lazy.compactMap { $0.schema(named: name) }.first
    }
}

extension FieldType.Scalar {
    /// The type in JSON, if there is one.
    var type: Schema.ValueType? {
        switch self {
        case .string, .bytes, .time, .microTime: .string
        case .bool: .boolean
        case .int32, .int64: .integer
        case .double: .number
        case .intOrString, .quantity, .any: nil
        }
    }

    /// The format as OpenAPI names it.
    var format: String {
        switch self {
        case .string, .bool, .any: ""
        case .int32, .int64, .double: rawValue
        case .bytes: "byte"
        case .time, .microTime: "date-time"
        case .intOrString: "int-or-string"
        case .quantity: "quantity"
        }
    }
}
