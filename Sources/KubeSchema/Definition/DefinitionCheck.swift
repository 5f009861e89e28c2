// SPDX-License-Identifier: Apache-2.0

internal import JSONKit

/// Whether a schema of a CustomResourceDefinition says only what the API server understands.
///
/// The rules are those of `ValidateCustomResourceDefinitionOpenAPISchema` (apiextensions-apiserver,
/// `pkg/apis/apiextensions/validation`).
struct DefinitionCheck {
    /// What holds for a schema because of where it stands.
    struct Surroundings {
        var isRoot = false
        /// Why there may be no defaults, if so.
        var forbidsDefaults: String?
        /// Whether this describes an `apiVersion`, a `kind` or metadata.
        var isIdentity = false
        /// The first part around that no old part can be told to belong to.
        var withoutHistory: FieldPath?
        /// Whether rules are evaluated here: not in what only restricts.
        var hasRules = true
    }

    private var schemaErrors: [FieldError] = []
    private var ruleErrors: [FieldError] = []

    /// What is wrong with the schema of an object; rules are looked at only where a schema is right.
    static func errors(in schema: SchemaNode, at path: FieldPath, checksRules: Bool) -> [FieldError] {
        var check = DefinitionCheck()
        check.check(schema, Surroundings(isRoot: true, hasRules: checksRules), at: path)
        return check.schemaErrors + check.ruleErrors
    }

    private mutating func check(_ schema: SchemaNode, _ around: Surroundings, at path: FieldPath) {
        var inner = DefinitionCheck()
        inner.checkKeywords(of: schema, around, at: path)
        inner.checkProperties(of: schema, around, at: path)
        inner.checkRestrictions(of: schema, around, at: path)
        inner.checkElements(of: schema, around, at: path)
        if schema.members["x-kubernetes-preserve-unknown-fields"] == false {
            let place = path.child("x-kubernetes-preserve-unknown-fields")
            inner.schemaErrors.append(.invalid(place, false, "must be true or undefined"))
        }
        inner.checkMapType(of: schema, at: path)
        inner.checkListType(of: schema, at: path)
        let rules = RuleDefinitionCheck(schema, isRoot: around.isRoot, at: path)
        inner.schemaErrors += rules.errorsOfForm()
        // Rules about a schema that is wrong would be wrong in ways that help nobody.
        if inner.schemaErrors.isEmpty, around.hasRules {
            inner.ruleErrors += rules.errorsOfMeaning(withoutHistory: around.withoutHistory)
        }
        schemaErrors += inner.schemaErrors
        ruleErrors += inner.ruleErrors
    }

    private mutating func checkKeywords(of schema: SchemaNode, _ around: Surroundings, at path: FieldPath) {
        if !schema.type.isEmpty, Schema.ValueType(rawValue: schema.type) == nil {
            let known = ["array", "boolean", "integer", "number", "object", "string"]
            schemaErrors.append(.notSupported(path.child("type"), .string(schema.type), supported: known))
        }
        if schema.hasDefault, let reason = around.forbidsDefaults {
            schemaErrors.append(.forbidden(path.child("default"), "must not be set \(reason)"))
        }
        for name in Self.unsupported where schema.says(name) {
            schemaErrors.append(.forbidden(path.child(name), "\(name) is not supported"))
        }
        if schema.type == "null" {
            let detail = "type cannot be set to null, use nullable as an alternative"
            schemaErrors.append(.forbidden(path.child("type"), detail))
        }
        if schema.members["items"]?.array?.isEmpty == false {
            schemaErrors.append(.forbidden(path.child("items"), "items must be a schema object and not an array"))
        }
        if around.isIdentity, schema.isEmbeddedResource {
            let place = path.child("x-kubernetes-embedded-resource")
            schemaErrors.append(.forbidden(place, "must not be used inside of resource meta"))
        }
        if schema.flag("uniqueItems") {
            let detail = "uniqueItems cannot be set to true since the runtime complexity becomes quadratic"
            schemaErrors.append(.forbidden(path.child("uniqueItems"), detail))
        }
    }

    private static let unsupported = [
        "id", "additionalItems", "patternProperties", "definitions", "dependencies", "$ref",
    ]

    private mutating func checkProperties(of schema: SchemaNode, _ around: Surroundings, at path: FieldPath) {
        var inner = around
        inner.isRoot = false
        if let additional = schema.additional {
            let place = path.child("additionalProperties")
            if !schema.properties.isEmpty, additional.isExclusive {
                let detail = "additionalProperties and properties are mutual exclusive"
                schemaErrors.append(.forbidden(place, detail))
            }
            if case .schema(let others) = additional {
                var values = inner
                if around.isIdentity {
                    values.forbidsDefaults = "inside additionalProperties applying to object metadata"
                }
                check(others, values, at: place)
            }
        }
        for (name, property) in schema.properties {
            var member = inner
            if !["granular", "atomic", nil].contains(schema.mapType) {
                member.withoutHistory = member.withoutHistory ?? path
            }
            if around.isRoot || schema.isEmbeddedResource, ["metadata", "kind", "apiVersion"].contains(name) {
                member.isIdentity = true
                if around.isRoot { member.forbidsDefaults = "in top-level \(name)" }
            }
            check(property, member, at: path.child("properties").key(name))
        }
    }

    private mutating func checkRestrictions(of schema: SchemaNode, _ around: Surroundings, at path: FieldPath) {
        var inner = around
        inner.isRoot = false
        inner.hasRules = false
        if let excluded = SchemaNode(schema.members["not"]) { check(excluded, inner, at: path.child("not")) }
        for name in ["allOf", "oneOf", "anyOf"] {
            for (index, part) in schema.list(name).enumerated() {
                check(part, inner, at: path.child(name).index(index))
            }
        }
        for (name, part) in schema.children("definitions") {
            check(part, inner, at: path.child("definitions").key(name))
        }
    }

    private mutating func checkElements(of schema: SchemaNode, _ around: Surroundings, at path: FieldPath) {
        guard let items = schema.items else { return }
        var inner = around
        inner.isRoot = false
        if schema.listType != "map" { inner.withoutHistory = inner.withoutHistory ?? path }
        check(items, inner, at: path.child("items"))
    }
}

extension DefinitionCheck {
    private mutating func checkMapType(of schema: SchemaNode, at path: FieldPath) {
        guard let mapType = schema.mapType else { return }
        require("object", of: schema, because: "x-kubernetes-map-type is specified", at: path)
        if !["atomic", "granular"].contains(mapType) {
            let place = path.child("x-kubernetes-map-type")
            schemaErrors.append(.notSupported(place, .string(mapType), supported: ["atomic", "granular"]))
        }
    }

    private mutating func require(_ type: String, of schema: SchemaNode, because reason: String, at path: FieldPath) {
        if schema.type == type { return }
        let (place, detail) = (path.child("type"), "must be \(type) if \(reason)")
        schemaErrors.append(
            schema.type.isEmpty ? .required(place, detail) : .invalid(place, .string(schema.type), detail)
        )
    }

    private mutating func checkListType(of schema: SchemaNode, at path: FieldPath) {
        let place = path.child("x-kubernetes-list-type")
        if let listType = schema.listType {
            if schema.type != "array" {
                require("array", of: schema, because: "x-kubernetes-list-type is specified", at: path)
            } else if listType == "set", let items = schema.items {
                checkSetElements(items, at: path.child("items"))
            }
            if !["atomic", "set", "map"].contains(listType) {
                schemaErrors.append(.notSupported(place, .string(listType), supported: ["atomic", "set", "map"]))
            }
        }
        if !schema.listMapKeys.isEmpty, schema.listType != "map" {
            let detail = "must be map if x-kubernetes-list-map-keys is non-empty"
            schemaErrors.append(
                schema.listType.map { .invalid(place, .string($0), detail) } ?? .required(place, detail)
            )
        }
        if schema.listType == "map" { checkListMap(schema, at: path) }
        checkKeys(of: schema, at: path)
    }

    /// What is in a set is compared as a whole.
    private mutating func checkSetElements(_ items: SchemaNode, at path: FieldPath) {
        let detail = "must be atomic as item of a list with x-kubernetes-list-type=set"
        let listType = items.listType.map { JSONValue.string($0) } ?? .null
        if items.type == "array", let type = items.listType, type != "atomic" {
            schemaErrors.append(.invalid(path.child("x-kubernetes-list-type"), listType, detail))
        }
        if items.type == "object", items.mapType != "atomic" {
            // The API server shows the type of the list here, too.
            schemaErrors.append(.invalid(path.child("x-kubernetes-map-type"), listType, detail))
        }
    }

    private mutating func checkListMap(_ schema: SchemaNode, at path: FieldPath) {
        let keysPath = path.child("x-kubernetes-list-map-keys")
        let keys = JSONValue.array(schema.listMapKeys.map { .string($0) })
        if schema.listMapKeys.isEmpty {
            schemaErrors.append(.required(keysPath, "must not be empty if x-kubernetes-list-type is map"))
        }
        guard let items = schema.items else {
            let detail = "must have a schema if x-kubernetes-list-type is map"
            schemaErrors.append(.required(path.child("items"), detail))
            return
        }
        let parent = "if parent array's x-kubernetes-list-type is map"
        guard items.type == "object" else {
            let place = path.child("items", "type")
            schemaErrors.append(.invalid(place, .string(items.type), "must be object \(parent)"))
            return
        }
        var seen: Set<String> = []
        for key in schema.listMapKeys {
            if let property = items.property(key) {
                if ["array", "object"].contains(property.type) {
                    let place = path.child("items", "properties").key(key).child("type")
                    schemaErrors.append(.invalid(place, .string(items.type), "must be a scalar type \(parent)"))
                }
            } else {
                schemaErrors.append(.invalid(keysPath, keys, "entries must all be names of item properties"))
            }
            if !seen.insert(key).inserted {
                schemaErrors.append(.invalid(keysPath, keys, "must not contain duplicate entries"))
            }
        }
    }

    /// What tells elements apart must always be there.
    private mutating func checkKeys(of schema: SchemaNode, at path: FieldPath) {
        guard let items = schema.items, let listType = schema.listType, ["set", "map"].contains(listType) else {
            return
        }
        if items.isNullable {
            let detail = "cannot be nullable when x-kubernetes-list-type is \(listType)"
            schemaErrors.append(.forbidden(path.child("items", "nullable"), detail))
        }
        guard listType == "map" else { return }
        for key in schema.listMapKeys {
            guard let property = items.property(key) else { continue }
            let place = path.child("items", "properties").key(key)
            let reason = "this property is in x-kubernetes-list-map-keys, so it"
            if !items.required.contains(key), !property.hasDefault {
                let detail = "\(reason) must have a default or be a required property"
                schemaErrors.append(.required(place.child("default"), detail))
            }
            if property.isNullable {
                schemaErrors.append(.forbidden(place.child("nullable"), "\(reason) cannot be nullable"))
            }
        }
    }
}

extension SchemaNode.Additional {
    /// Whether it says anything about members that are named.
    fileprivate var isExclusive: Bool {
        guard case .allowed(true) = self else { return true }
        return false
    }
}
