// SPDX-License-Identifier: Apache-2.0

internal import JSONKit

/// What may stand in a field, as it is written in a definition: OpenAPI v3 with Kubernetes' extensions.
///
/// Every field has a sentence for `kubectl explain`; there is no way to leave it out.
struct FieldSchema: Sendable {
    private(set) var json: JSONObject

    private init(_ type: String, _ description: String) {
        json = ["description": .string(description), "type": .string(type)]
    }

    /// A text.
    static func text(_ description: String) -> FieldSchema { FieldSchema("string", description) }

    /// A whole number.
    static func number(_ description: String, _ range: ClosedRange<Int>) -> FieldSchema {
        FieldSchema("integer", description)
            .adding("minimum", .number(JSONNumber(range.lowerBound)))
            .adding("maximum", .number(JSONNumber(range.upperBound)))
    }

    /// A whole number that Portolan counts, from zero on.
    static func count(_ description: String) -> FieldSchema {
        FieldSchema("integer", description).adding("format", "int64").adding("minimum", 0)
    }

    /// Yes or no.
    static func flag(_ description: String) -> FieldSchema { FieldSchema("boolean", description) }

    /// A moment.
    static func time(_ description: String) -> FieldSchema { text(description).adding("format", "date-time") }

    /// One of some words.
    static func choice<Word: RawRepresentable & CaseIterable>(
        _ description: String,
        _ words: Word.Type
    ) -> FieldSchema where Word.RawValue == String {
        text(description).adding("enum", .array(words.allCases.map { .string($0.rawValue) }))
    }

    /// Fields with names.
    static func object(
        _ description: String,
        required: [String] = [],
        _ fields: KeyValuePairs<String, FieldSchema>
    ) -> FieldSchema {
        var properties = JSONObject()
        for (name, field) in fields {
            precondition(properties[name] == nil, "the field \(name) is there twice")
            properties[name] = .object(field.json)
        }
        let schema = FieldSchema("object", description).adding("properties", .object(properties))
        guard !required.isEmpty else { return schema }
        return schema.adding("required", .array(required.map(JSONValue.string)))
    }

    /// Anything, for others to understand.
    static func anything(_ description: String) -> FieldSchema {
        FieldSchema("object", description).adding("x-kubernetes-preserve-unknown-fields", true)
    }

    /// A list in which an element is known by some of its fields, so that several people can each own some elements.
    static func list(
        _ description: String,
        of element: FieldSchema,
        by keys: [String],
        atMost count: Int
    ) -> FieldSchema {
        FieldSchema("array", description)
            .adding("items", .object(element.json))
            .adding("maxItems", .number(JSONNumber(count)))
            .adding("x-kubernetes-list-type", "map")
            .adding("x-kubernetes-list-map-keys", .array(keys.map(JSONValue.string)))
    }

    /// A list of texts, each of them once.
    static func texts(_ description: String, atMost count: Int) -> FieldSchema {
        FieldSchema("array", description)
            .adding("items", ["type": "string", "maxLength": 253])
            .adding("maxItems", .number(JSONNumber(count)))
            .adding("x-kubernetes-list-type", "set")
    }

    /// A list that is owned whole.
    static func wholeList(_ description: String, of element: FieldSchema, atMost count: Int) -> FieldSchema {
        FieldSchema("array", description)
            .adding("items", .object(element.json))
            .adding("maxItems", .number(JSONNumber(count)))
            .adding("x-kubernetes-list-type", "atomic")
    }

    /// What stands in the field when nobody says.
    func `default`(_ value: JSONValue) -> FieldSchema { adding("default", value) }

    /// How long the text may be.
    func length(_ range: ClosedRange<Int>) -> FieldSchema {
        adding("minLength", .number(JSONNumber(range.lowerBound)))
            .adding("maxLength", .number(JSONNumber(range.upperBound)))
    }

    /// What the text must look like.
    func pattern(_ pattern: String) -> FieldSchema { adding("pattern", .string(pattern)) }

    /// What must hold beyond that, in CEL, and what is said when it does not.
    func rule(_ rule: String, _ message: String, at field: String? = nil) -> FieldSchema {
        var rules = json["x-kubernetes-validations"]?.array ?? []
        var entry: JSONObject = ["rule": .string(rule), "message": .string(message)]
        if let field { entry["fieldPath"] = .string(field) }
        rules.append(.object(entry))
        return adding("x-kubernetes-validations", .array(rules))
    }

    private func adding(_ name: String, _ value: JSONValue) -> FieldSchema {
        var schema = self
        schema.json[name] = value
        return schema
    }
}
