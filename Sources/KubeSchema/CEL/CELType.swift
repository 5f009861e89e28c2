// SPDX-License-Identifier: Apache-2.0

/// What a rule knows of a value before there is one.
///
/// Objects are known by their schema: what stands in no schema is not there for rules (apiserver,
/// `pkg/cel/common/schemas.go`).
indirect enum CELType {
    /// Anything: only the value will tell.
    case dynamic
    case bool
    case int
    case uint
    case double
    case string
    case list(CELType)
    case map(CELType)
    case object(SchemaNode, isResource: Bool)

    /// The type of values of a schema; nil for those that rules cannot speak of.
    init?(_ schema: SchemaNode, isResource: Bool = false) {
        if schema.isIntOrString {
            self = .dynamic
            return
        }
        switch schema.type {
        case "boolean": self = .bool
        case "integer": self = .int
        case "number": self = .double
        // Formats make other types in Kubernetes, of which nothing is known here.
        case "string": self = schema.text("format").isEmpty ? .string : .dynamic
        case "array":
            guard let items = schema.items,
                let element = CELType(items, isResource: items.isEmbeddedResource)
            else { return nil }
            self = .list(element)
        case "object":
            guard case .schema(let others)? = schema.additional else {
                self = .object(schema, isResource: isResource || schema.isEmbeddedResource)
                return
            }
            guard let values = CELType(others, isResource: others.isEmbeddedResource) else { return nil }
            self = .map(values)
        default: return nil
        }
    }

    /// The type of a member; nil if there is none.
    func member(_ name: String) -> CELType? {
        switch self {
        case .dynamic: return .dynamic
        case .map(let values): return values
        case .object(let schema, let isResource):
            let name = CELIdentifier.unescape(name)
            if isResource, let type = Self.identity(name, schema) { return type }
            return schema.property(name).flatMap { CELType($0, isResource: $0.isEmbeddedResource) }
        case .bool, .int, .uint, .double, .string, .list: return nil
        }
    }

    /// What rules may say of any resource, whatever its schema says.
    private static func identity(_ name: String, _ schema: SchemaNode) -> CELType? {
        switch name {
        case "apiVersion", "kind": return .string
        case "metadata":
            var names = SchemaNode.metadataOfRules
            if let own = schema.property("metadata"), own.property("name") != nil, own.property("generateName") != nil {
                names = own
            }
            return .object(names, isResource: false)
        default: return nil
        }
    }

    /// The name in errors, of types that have one which does not change.
    var name: String? {
        switch self {
        case .bool: "bool"
        case .int: "int"
        case .uint: "uint"
        case .double: "double"
        case .string: "string"
        case .list(let element): element.name.map { "list(\($0))" }
        case .map(let values): values.name.map { "map(string, \($0))" }
        case .dynamic, .object: nil
        }
    }

    /// Whether values are numbers, which can be ordered whatever their types.
    var isNumber: Bool {
        switch self {
        case .int, .uint, .double: true
        case .dynamic, .bool, .string, .list, .map, .object: false
        }
    }
}
