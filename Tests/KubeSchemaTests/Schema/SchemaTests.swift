// SPDX-License-Identifier: Apache-2.0

import JSONKit
import KubeSchema
import Testing

private let fleet = """
    {"type": "object", "required": ["spec"], "properties": {
      "spec": {"type": "object", "required": ["name"], "properties": {
        "name": {"type": "string", "minLength": 2, "maxLength": 5, "pattern": "^[a-z]+$"},
        "mode": {"type": "string", "enum": ["Fast", "Slow"], "default": "Fast"},
        "weight": {"type": "integer", "minimum": 0, "maximum": 10, "multipleOf": 2},
        "ratio": {"type": "number", "minimum": 0, "exclusiveMinimum": true},
        "port": {"x-kubernetes-int-or-string": true},
        "note": {"type": "string", "nullable": true},
        "since": {"type": "string", "format": "date-time"},
        "labels": {"type": "object", "additionalProperties": {"type": "string"}, "maxProperties": 2},
        "tags": {"type": "array", "x-kubernetes-list-type": "set", "maxItems": 3, "items": {"type": "string"}},
        "groups": {"type": "array", "x-kubernetes-list-type": "map", "x-kubernetes-list-map-keys": ["name", "port"],
          "items": {"type": "object", "required": ["name"], "properties": {
            "name": {"type": "string"}, "port": {"type": "integer", "default": 80}, "size": {"type": "integer"}},
            "x-kubernetes-validations": [{"rule": "!has(oldSelf.size) || self.size >= oldSelf.size"}]}},
        "free": {"type": "object", "x-kubernetes-preserve-unknown-fields": true, "properties": {
          "known": {"type": "object", "properties": {"a": {"type": "string"}}}}},
        "template": {"type": "object", "x-kubernetes-embedded-resource": true, "properties": {
          "spec": {"type": "object"}}},
        "choice": {"type": "object", "properties": {"a": {"type": "string"}, "b": {"type": "string"}},
          "oneOf": [{"required": ["a"]}, {"required": ["b"]}]}},
        "x-kubernetes-validations": [
          {"rule": "!has(self.weight) || self.weight != 6", "message": "six is taken", "fieldPath": ".weight"},
          {"rule": "self.name == oldSelf.name", "message": "name is immutable"}]}}}
    """

@Suite("Structural schemas")
struct SchemaTests {
    private func schema() throws -> Schema { try Schema(JSONValue(parsing: fleet)) }

    private func object(_ spec: String) throws -> JSONValue { try JSONValue(parsing: #"{"spec": \#(spec)}"#) }

    struct Row: CustomTestStringConvertible, Sendable {
        let spec: String
        let errors: [String]
        var testDescription: String { "\(spec) has \(errors.count) errors" }
    }

    static let rows = [
        Row(spec: #"{"name": "abc", "port": 80}"#, errors: []),
        Row(spec: #"{"name": "abc", "port": "http", "note": null, "ratio": 1}"#, errors: []),
        Row(spec: "{}", errors: ["spec.name: Required value"]),
        Row(spec: "[]", errors: [#"spec: Invalid value: "array": spec in body must be of type object: "array""#]),
        Row(
            spec: #"{"name": 7}"#,
            errors: [#"spec.name: Invalid value: "integer": spec.name in body must be of type string: "integer""#]
        ),
        Row(
            spec: #"{"name": null}"#,
            errors: [#"spec.name: Invalid value: "null": spec.name in body must be of type string: "null""#]
        ),
        Row(
            spec: #"{"name": "a"}"#,
            errors: [#"spec.name: Invalid value: "a": spec.name in body should be at least 2 chars long"#]
        ),
        Row(spec: #"{"name": "abcdef"}"#, errors: ["spec.name: Too long: may not be more than 5 bytes"]),
        Row(
            spec: #"{"name": "aB"}"#,
            errors: [#"spec.name: Invalid value: "aB": spec.name in body should match '^[a-z]+$'"#]
        ),
        Row(
            spec: #"{"name": "ab", "mode": "x\"y"}"#,
            errors: [#"spec.mode: Unsupported value: "x\"y": supported values: "Fast", "Slow""#]
        ),
        Row(
            spec: #"{"name": "ab", "weight": 12}"#,
            errors: ["spec.weight: Invalid value: 12: spec.weight in body should be less than or equal to 10"]
        ),
        Row(
            spec: #"{"name": "ab", "weight": -3, "ratio": 0}"#,
            errors: [
                "spec.ratio: Invalid value: 0: spec.ratio in body should be greater than 0",
                "spec.weight: Invalid value: -3: spec.weight in body should be a multiple of 2",
                "spec.weight: Invalid value: -3: spec.weight in body should be greater than or equal to 0",
            ]
        ),
        Row(
            spec: #"{"name": "ab", "weight": 1.5}"#,
            errors: [
                #"spec.weight: Invalid value: "number": spec.weight in body must be of type integer: "number""#,
                #"<nil>: Invalid value: "": Checked value must be of type integer (default format) in spec.weight"#,
                "spec.weight: Invalid value: 1.5: spec.weight in body should be a multiple of 2",
            ]
        ),
        Row(
            spec: #"{"name": "ab", "port": true}"#,
            errors: [
                #"spec.port: Invalid value: "boolean": spec.port in body must be of type integer,string: "boolean""#
            ]
        ),
        Row(
            spec: #"{"name": "ab", "since": "yesterday"}"#,
            errors: [
                #"spec.since: Invalid value: "yesterday": spec.since in body must be of type date-time: "yesterday""#
            ]
        ),
        Row(
            spec: #"{"name": "ab", "labels": {"a": "b", "c": 1, "d": "e"}}"#,
            errors: [
                "spec.labels: Too many: 3: must have at most 2 items",
                #"spec.labels.c: Invalid value: "integer": spec.labels.c in body must be of type string: "integer""#,
            ]
        ),
        Row(
            spec: #"{"name": "ab", "tags": ["a", "b", "c", 4]}"#,
            errors: [
                #"spec.tags[3]: Invalid value: "integer": spec.tags[3] in body must be of type string: "integer""#,
                "spec.tags: Too many: 4: must have at most 3 items",
            ]
        ),
        Row(
            spec: #"{"name": "ab", "choice": {}}"#,
            errors: [
                #"<nil>: Invalid value: "": "spec.choice" must validate one and only one schema (oneOf). Found none valid"#,
                "spec.choice.a: Required value",
            ]
        ),
    ]

    @Test("an invalid value is refused in the API server's words", arguments: rows)
    func errors(_ row: Row) throws {
        #expect(try schema().errors(in: object(row.spec)).map(\.description) == row.errors)
    }

    @Test("what is unknown is pruned and reported, unless the schema keeps it")
    func pruning() throws {
        var value = try JSONValue(
            parsing: """
                {"apiVersion": "a/v1", "kind": "K", "metadata": {"name": "x", "odd": 1}, "extra": 1, "spec": {
                  "name": "ab", "odd": {"x": 1}, "labels": {"any": "thing"}, "groups": [{"name": "a", "odd": 2}],
                  "free": {"x": {"y": 1}, "known": {"a": "b", "odd": 1}},
                  "template": {"apiVersion": "v1", "kind": "Pod", "metadata": {"labels": {}}, "spec": {"odd": 1}, "odd": 1}}}
                """
        )
        let unknown = try schema().prune(&value)
        #expect(
            unknown == [
                "extra", "spec.free.known.odd", "spec.groups[0].odd", "spec.odd", "spec.template.odd",
                "spec.template.spec.odd",
            ]
        )
        let expected = try JSONValue(
            parsing: """
                {"apiVersion": "a/v1", "kind": "K", "metadata": {"name": "x", "odd": 1}, "spec": {
                  "name": "ab", "labels": {"any": "thing"}, "groups": [{"name": "a"}],
                  "free": {"x": {"y": 1}, "known": {"a": "b"}},
                  "template": {"apiVersion": "v1", "kind": "Pod", "metadata": {"labels": {}}, "spec": {}}}}
                """
        )
        #expect(value == expected)
    }

    @Test("defaults are filled in where a member is absent or a null that may not be")
    func defaults() throws {
        var value = try object(
            #"{"name": "ab", "mode": null, "note": null, "weight": null, "groups": [{"name": "a"}]}"#
        )
        let schema = try schema()
        schema.dropNothings(from: &value)
        schema.applyDefaults(to: &value)
        let expected = try object(
            #"{"name": "ab", "mode": "Fast", "note": null, "groups": [{"name": "a", "port": 80}]}"#
        )
        #expect(value == expected)
    }

    @Test("an empty value is dropped where it is as good as none")
    func emptyValues() throws {
        var omitted = SchemaExtensions()
        omitted.omitsEmpty = true
        let list = Schema(type: .array, items: Schema(type: .string), extensions: omitted)
        let schema = Schema(
            type: .object,
            properties: [
                "text": Schema(type: .string, extensions: omitted), "flag": Schema(type: .boolean, extensions: omitted),
                "count": Schema(type: .integer, extensions: omitted), "list": list, "kept": Schema(type: .integer),
            ]
        )
        var value: JSONValue = ["text": "", "flag": false, "count": 0, "list": [], "kept": 0]
        schema.dropNothings(from: &value)
        #expect(value == ["kept": 0])
        var full: JSONValue = ["text": "a", "flag": true, "count": 1, "list": [""], "kept": 0]
        let before = full
        schema.dropNothings(from: &full)
        #expect(full == before)
    }

    @Test("sets and maps hold nothing twice")
    func duplicates() throws {
        let value = try object(
            #"{"tags": ["a", "b", "a", "a"], "groups": [{"name": "x"}, {"name": "x", "port": 80}, {"name": "x", "port": 81}]}"#
        )
        #expect(
            try schema().duplicates(in: value).map(\.description) == [
                #"spec.tags[2]: Duplicate value: "a""#, #"spec.groups[1]: Duplicate value: {"name":"x","port":80}"#,
            ]
        )
    }

    @Test("rules speak of the new value, and of its old one where it is the same thing")
    func rules() throws {
        let schema = try schema()
        let old = try object(#"{"name": "ab", "groups": [{"name": "x", "size": 2}, {"name": "y", "size": 9}]}"#)
        let new = try object(
            #"{"name": "cd", "weight": 6, "groups": [{"name": "y", "size": 3}, {"name": "x", "size": 2}, {"name": "z"}]}"#
        )
        #expect(schema.brokenRules(in: old).errors.isEmpty)
        #expect(
            schema.brokenRules(in: new, old: old).errors.map(\.description) == [
                "spec.weight: Invalid value: six is taken", "spec: Invalid value: name is immutable",
                "spec.groups[0]: Invalid value: failed rule: !has(oldSelf.size) || self.size >= oldSelf.size",
            ]
        )
    }

    @Test(
        "what is no schema is refused at its place",
        arguments: [
            (#"{"type": "text"}"#, #"type: Unsupported value: "text": supported values: "array", "boolean""#),
            (#"{"properties": {"a": {"items": 3}}}"#, "properties[a].items: Invalid value: 3: must be an object"),
            (
                #"{"x-kubernetes-validations": [{"rule": "self.x.frobnicate()"}]}"#,
                "x-kubernetes-validations[0].rule: Invalid value"
            ),
            (#"{"x-kubernetes-list-type": "bag"}"#, #"supported values: "atomic", "set", "map""#),
        ]
    )
    func broken(_ text: String, _ reason: String) throws {
        let json = try JSONValue(parsing: text)
        let error = #expect(throws: FieldError.self) { try Schema(json) }
        #expect(error?.description.contains(reason) == true, "\(error?.description ?? "")")
    }
}
