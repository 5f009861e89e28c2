// SPDX-License-Identifier: Apache-2.0

internal import JSONKit

/// Removes from the schemas in a definition what no schema has.
///
/// A schema holds schemas, which the tables of types cannot say: to them it is anything.
struct DefinitionShape {
    /// The paths of what was removed, as the reader of the API server names them.
    private(set) var unknown: [String] = []

    mutating func prune(_ definition: inout JSONObject) {
        guard let versions = definition.value(at: ["spec", "versions"])?.array else { return }
        let pruned = versions.enumerated().map { index, version in
            guard var members = version["schema"]?["openAPIV3Schema"]?.object else { return version }
            let path = "spec.versions[\(index)].schema.openAPIV3Schema"
            guard prune(schema: &members, at: path) else { return version }
            var version = version
            version["schema"]?["openAPIV3Schema"] = .object(members)
            return version
        }
        definition.set(.array(pruned), at: ["spec", "versions"])
    }

    /// Whether anything was removed; nothing is reported without a path.
    private mutating func prune(schema: inout JSONObject, at path: String?) -> Bool {
        var hasChanged = false
        for (name, value) in schema {
            let place = path.map { "\($0).\(name)" }
            var value = value
            switch Self.fields[name] {
            case nil:
                schema[name] = nil
                hasChanged = true
                if let place { unknown.append(place) }
                continue
            case .value?: continue
            case .schema?: guard prune(&value, at: place) else { continue }
            // The API server reads these with code of its own, which reports nothing.
            case .silent?: guard prune(&value, at: nil) else { continue }
            case .schemas?: guard pruneEach(&value, at: place) else { continue }
            case .rules?: guard pruneRules(&value, at: place) else { continue }
            }
            schema[name] = value
            hasChanged = true
        }
        return hasChanged
    }

    /// A schema or a list of schemas.
    private mutating func prune(_ value: inout JSONValue, at path: String?) -> Bool {
        if case .array = value { return pruneEach(&value, at: path) }
        guard var members = value.object, prune(schema: &members, at: path) else { return false }
        value = .object(members)
        return true
    }

    /// A list of schemas, or schemas by name.
    private mutating func pruneEach(_ value: inout JSONValue, at path: String?) -> Bool {
        var hasChanged = false
        switch value {
        case .array(var elements):
            for index in elements.indices {
                hasChanged = prune(&elements[index], at: path.map { "\($0)[\(index)]" }) || hasChanged
            }
            value = .array(elements)
        case .object(var members):
            for name in members.keys {
                guard var member = members[name], prune(&member, at: path.map { "\($0).\(name)" }) else { continue }
                members[name] = member
                hasChanged = true
            }
            value = .object(members)
        case .null, .bool, .number, .string: break
        }
        return hasChanged
    }

    private mutating func pruneRules(_ value: inout JSONValue, at path: String?) -> Bool {
        guard let rules = value.array else { return false }
        var hasChanged = false
        let pruned = rules.enumerated().map { index, rule in
            guard var members = rule.object else { return rule }
            for name in members.keys where !Self.ruleFields.contains(name) {
                members[name] = nil
                hasChanged = true
                if let path { unknown.append("\(path)[\(index)].\(name)") }
            }
            return .object(members)
        }
        value = .array(pruned)
        return hasChanged
    }

    /// What a field of a schema holds.
    private enum Field {
        case value
        case schema
        case silent
        case schemas
        case rules
    }

    private static let ruleFields: Set<String> = [
        "rule", "message", "messageExpression", "reason", "fieldPath", "optionalOldSelf",
    ]

    private static let fields: [String: Field] = {
        var fields: [String: Field] = [
            "items": .silent, "additionalProperties": .silent, "additionalItems": .silent, "dependencies": .silent,
            "not": .schema, "allOf": .schemas, "anyOf": .schemas, "oneOf": .schemas, "properties": .schemas,
            "patternProperties": .schemas, "definitions": .schemas, "x-kubernetes-validations": .rules,
        ]
        let values = [
            "id", "$schema", "$ref", "description", "type", "format", "title", "default", "maximum",
            "exclusiveMaximum", "minimum", "exclusiveMinimum", "maxLength", "minLength", "pattern", "maxItems",
            "minItems", "uniqueItems", "multipleOf", "enum", "maxProperties", "minProperties", "required",
            "externalDocs", "example", "nullable", "x-kubernetes-preserve-unknown-fields",
            "x-kubernetes-embedded-resource", "x-kubernetes-int-or-string", "x-kubernetes-list-map-keys",
            "x-kubernetes-list-type", "x-kubernetes-map-type",
        ]
        for value in values { fields[value] = .value }
        return fields
    }()
}
