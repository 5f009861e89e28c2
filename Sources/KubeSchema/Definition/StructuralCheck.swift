// SPDX-License-Identifier: Apache-2.0

internal import JSONKit

/// Whether a schema is structural: types and members are said once, outside of `allOf` and its kin, which only restrict.
///
/// The rules are those of KEP-1979 as `ValidateStructural` has them (apiextensions-apiserver, `pkg/apiserver/schema`).
struct StructuralCheck {
    /// Where a schema stands, as errors say it.
    private enum Level: String {
        case root = "at the root"
        case item = "for specified array items"
        case field = "for specified object fields"
    }

    private var found: [FieldError] = []

    /// What is wrong with the schema of an object, in the order of the sentences.
    static func errors(in schema: SchemaNode, at path: FieldPath) -> [FieldError] {
        var check = StructuralCheck()
        check.checkStructure(schema, .root, at: path)
        check.checkCompleteness(ofJunctorsIn: schema, beside: schema, at: path, path)
        return check.found.map { ($0.description, $0) }
            .sorted { $0.0.utf8.lexicographicallyPrecedes($1.0.utf8) }.map(\.1)
    }

    private mutating func checkStructure(_ schema: SchemaNode, _ level: Level, at path: FieldPath) {
        if schema.type == "array", schema.items == nil {
            found.append(.required(path.child("items"), "must be specified"))
        }
        if let items = schema.items { checkStructure(items, .item, at: path.child("items")) }
        for (name, property) in schema.properties {
            checkStructure(property, .field, at: path.child("properties").key(name))
        }
        if let additional = schema.additional {
            let place = path.child("additionalProperties")
            if level == .root { found.append(.forbidden(place, "must not be used at the root")) }
            if case .schema(let others) = additional { checkStructure(others, .field, at: place) }
        }
        checkExtensions(of: schema, at: path)
        checkJunctors(
            of: schema,
            skippingAny: schema.isAnyOfIntAndString,
            skippingFirstAll: schema.list("allOf").first?.isAnyOfIntAndString ?? false,
            at: path
        )
        checkType(of: schema, level, at: path)
        checkIdentity(of: schema, level, at: path)
    }

    private mutating func checkType(of schema: SchemaNode, _ level: Level, at path: FieldPath) {
        let place = path.child("type")
        if schema.isEmbeddedResource, schema.type != "object" {
            let detail = "must be object if x-kubernetes-embedded-resource is true"
            found.append(schema.type.isEmpty ? .required(place, detail) : .invalid(place, .string(schema.type), detail))
        } else if schema.type.isEmpty, !schema.isIntOrString, !schema.preservesUnknownFields {
            found.append(.required(place, "must not be empty \(level.rawValue)"))
        }
        if schema.isEmbeddedResource, schema.additional != nil {
            let detail = "must not be used if x-kubernetes-embedded-resource is set"
            found.append(.forbidden(path.child("additionalProperties"), detail))
        }
        if level == .root, !schema.type.isEmpty, schema.type != "object" {
            found.append(.invalid(place, .string(schema.type), "must be object at the root"))
        }
    }

    /// What an object is called is not for its schema to say, but for the server.
    private mutating func checkIdentity(of schema: SchemaNode, _ level: Level, at path: FieldPath) {
        let isResource = level == .root || schema.isEmbeddedResource
        if isResource {
            for name in ["kind", "apiVersion"] {
                guard let type = schema.property(name)?.type, type != "string" else { continue }
                found.append(
                    .invalid(path.child("properties").key(name).child("type"), .string(type), "must be string")
                )
            }
        }
        if let metadata = schema.property("metadata") {
            let place = path.child("properties").key("metadata")
            if isResource, metadata.type != "object" {
                found.append(.invalid(place.child("type"), .string(metadata.type), "must be object"))
            }
            if level == .root, !metadata.restrictsOnlyNames {
                let detail =
                    "must not specify anything other than name and generateName, but metadata is implicitly specified"
                found.append(.forbidden(place, detail))
            }
        }
        if schema.isEmbeddedResource, !schema.preservesUnknownFields, schema.properties.isEmpty {
            let detail =
                "must not be empty if x-kubernetes-embedded-resource is true without x-kubernetes-preserve-unknown-fields"
            found.append(.required(path.child("properties"), detail))
        }
    }

    private mutating func checkExtensions(of schema: SchemaNode, at path: FieldPath) {
        guard schema.isIntOrString else { return }
        let detail = "must be false if x-kubernetes-int-or-string is true"
        for name in ["x-kubernetes-preserve-unknown-fields", "x-kubernetes-embedded-resource"] where schema.flag(name) {
            found.append(.invalid(path.child(name), true, detail))
        }
    }

    private mutating func checkJunctors(
        of schema: SchemaNode,
        skippingAny: Bool = false,
        skippingFirstAll: Bool = false,
        at path: FieldPath
    ) {
        for name in ["anyOf", "allOf", "oneOf"] where name != "anyOf" || !skippingAny {
            for (index, part) in schema.list(name).enumerated() {
                let isPattern = name == "allOf" && index == 0 && skippingFirstAll
                checkNested(part, skippingAny: isPattern, at: path.child(name).index(index))
            }
        }
        if let excluded = SchemaNode(schema.members["not"]) { checkNested(excluded, at: path.child("not")) }
        let pattern = schema.text("pattern")
        if !pattern.isEmpty {
            do throws(PatternError) {
                _ = try Pattern(pattern)
            } catch {
                let detail = "must be a valid regular expression, but isn't: \(error)"
                found.append(.invalid(path.child("pattern"), .string(pattern), detail))
            }
        }
    }

    /// What restricts may not say what things are.
    private mutating func checkNested(_ schema: SchemaNode, skippingAny: Bool = false, at path: FieldPath) {
        checkJunctors(of: schema, skippingAny: skippingAny, at: path)
        if let items = schema.items { checkNested(items, at: path.child("items")) }
        for (name, property) in schema.properties { checkNested(property, at: path.child("properties").key(name)) }
        for (name, rule) in Self.forbiddenInJunctors
        where name == "default" ? schema.hasDefault : schema.says(name) {
            found.append(.forbidden(path.child(name), "\(rule) to be structural"))
        }
        switch schema.additional {
        case nil, .allowed(false)?: break
        case .allowed(true)?, .schema?:
            found.append(.forbidden(path.child("additionalProperties"), "must be undefined to be structural"))
        }
        if schema.property("metadata") != nil {
            let place = path.child("properties").key("metadata")
            found.append(.forbidden(place, "must not be specified in a nested context"))
        }
    }

    private static let forbiddenInJunctors = [
        ("type", "must be empty"), ("default", "must be undefined"), ("title", "must be empty"),
        ("description", "must be empty"), ("nullable", "must be false"),
        ("x-kubernetes-preserve-unknown-fields", "must be false"), ("x-kubernetes-embedded-resource", "must be false"),
        ("x-kubernetes-int-or-string", "must be false"), ("x-kubernetes-list-map-keys", "must be empty"),
        ("x-kubernetes-list-type", "must be undefined"), ("x-kubernetes-map-type", "must be undefined"),
        ("x-kubernetes-validations", "must be empty"),
    ]
}

extension StructuralCheck {
    /// What is restricted must be said outside, too.
    private mutating func checkCompleteness(
        ofJunctorsIn restriction: SchemaNode,
        beside schema: SchemaNode?,
        at schemaPath: FieldPath,
        _ path: FieldPath
    ) {
        if let excluded = SchemaNode(restriction.members["not"]) {
            checkCompleteness(of: excluded, beside: schema, at: schemaPath, path.child("not"))
        }
        for name in ["allOf", "anyOf", "oneOf"] {
            for (index, part) in restriction.list(name).enumerated() {
                checkCompleteness(of: part, beside: schema, at: schemaPath, path.child(name).index(index))
            }
        }
    }

    private mutating func checkCompleteness(
        of restriction: SchemaNode,
        beside schema: SchemaNode?,
        at schemaPath: FieldPath,
        _ path: FieldPath
    ) {
        guard let schema else {
            found.append(.required(schemaPath, "because it is defined in \(path)"))
            return
        }
        checkCompleteness(ofJunctorsIn: restriction, beside: schema, at: schemaPath, path)
        if let items = restriction.items {
            checkCompleteness(of: items, beside: schema.items, at: schemaPath.child("items"), path.child("items"))
        }
        for (name, property) in restriction.properties {
            let place = path.child("properties").key(name)
            let counterpart = schemaPath.child("properties").key(name)
            checkCompleteness(of: property, beside: schema.property(name), at: counterpart, place)
        }
    }
}

extension SchemaNode {
    /// Whether `anyOf` says nothing but that integers and strings are allowed.
    fileprivate var isAnyOfIntAndString: Bool {
        let parts = list("anyOf")
        return parts.map(\.type) == ["integer", "string"] && parts.allSatisfy { $0.saysNothing(but: ["type"]) }
    }

    /// Whether a schema of metadata says nothing but what names may look like.
    fileprivate var restrictsOnlyNames: Bool {
        saysNothing(but: ["type", "default", "properties"])
            && properties.allSatisfy { ["name", "generateName"].contains($0.name) }
    }
}
