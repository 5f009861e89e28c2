// SPDX-License-Identifier: Apache-2.0

import Testing

/// The sentences are those of a kube-apiserver 1.36.2 that was asked the same.
@Suite("Schemas of definitions", .timeLimit(.minutes(1)))
struct DefinitionSchemaTests {
    /// A schema of the field `spec.a`, and what is wrong with it; `@` stands for the path to it.
    struct Row: CustomTestStringConvertible, Sendable {
        let schema: String
        let errors: [String]
        var testDescription: String { schema }
    }

    private static let keyReason = "this property is in x-kubernetes-list-map-keys, so it"

    static let structure = [
        Row(schema: "{}", errors: ["@.type: Required value: must not be empty for specified object fields"]),
        Row(schema: #"{"type": "array"}"#, errors: ["@.items: Required value: must be specified"]),
        Row(
            schema: #"{"type": "array", "items": {}}"#,
            errors: ["@.items.type: Required value: must not be empty for specified array items"]
        ),
        Row(
            schema: #"{"type": "string", "pattern": "("}"#,
            errors: [
                #"@.pattern: Invalid value: "(": must be a valid regular expression, but isn't: error parsing regexp: "#
                    + "missing closing ): `(`"
            ]
        ),
        Row(
            schema: #"{"type": "string", "anyOf": [{"type": "string", "description": "x"}]}"#,
            errors: [
                "@.anyOf[0].description: Forbidden: must be empty to be structural",
                "@.anyOf[0].type: Forbidden: must be empty to be structural",
            ]
        ),
        Row(
            schema: #"{"x-kubernetes-int-or-string": true, "anyOf": [{"type": "integer"}, {"type": "string"}]}"#,
            errors: []
        ),
        Row(
            schema: #"{"x-kubernetes-int-or-string": true, "x-kubernetes-preserve-unknown-fields": true}"#,
            errors: [
                "@.x-kubernetes-preserve-unknown-fields: Invalid value: true: must be false if x-kubernetes-int-or-string "
                    + "is true"
            ]
        ),
        Row(
            schema: #"{"x-kubernetes-embedded-resource": true}"#,
            errors: [
                "@.properties: Required value: must not be empty if x-kubernetes-embedded-resource is true without "
                    + "x-kubernetes-preserve-unknown-fields",
                "@.type: Required value: must be object if x-kubernetes-embedded-resource is true",
            ]
        ),
        Row(
            schema: """
                {"type": "string", "oneOf": [{"default": "x", "nullable": true, "additionalProperties": true,
                  "x-kubernetes-validations": [{"rule": "true"}]}]}
                """,
            errors: [
                "@.oneOf[0].additionalProperties: Forbidden: must be undefined to be structural",
                "@.oneOf[0].default: Forbidden: must be undefined to be structural",
                "@.oneOf[0].nullable: Forbidden: must be false to be structural",
                "@.oneOf[0].x-kubernetes-validations: Forbidden: must be empty to be structural",
            ]
        ),
    ]

    static let keywords = [
        Row(
            schema: #"{"type": "text"}"#,
            errors: [
                #"@.type: Unsupported value: "text": supported values: "array", "boolean", "integer", "number", "object", "#
                    + #""string""#
            ]
        ),
        Row(schema: ##"{"type": "object", "$ref": "#/x"}"##, errors: ["@.$ref: Forbidden: $ref is not supported"]),
        Row(
            schema: #"{"type": "array", "uniqueItems": true, "items": {"type": "string"}}"#,
            errors: [
                "@.uniqueItems: Forbidden: uniqueItems cannot be set to true since the runtime complexity becomes quadratic"
            ]
        ),
        Row(
            schema:
                #"{"type": "object", "properties": {"b": {"type": "string"}}, "additionalProperties": {"type": "string"}}"#,
            errors: ["@.additionalProperties: Forbidden: additionalProperties and properties are mutual exclusive"]
        ),
        Row(
            schema: #"{"type": "object", "x-kubernetes-preserve-unknown-fields": false}"#,
            errors: ["@.x-kubernetes-preserve-unknown-fields: Invalid value: false: must be true or undefined"]
        ),
        Row(
            schema: #"{"type": "string", "x-kubernetes-list-type": "set"}"#,
            errors: [#"@.type: Invalid value: "string": must be array if x-kubernetes-list-type is specified"#]
        ),
        Row(
            schema: #"{"type": "array", "x-kubernetes-list-type": "bag", "items": {"type": "string"}}"#,
            errors: [#"@.x-kubernetes-list-type: Unsupported value: "bag": supported values: "atomic", "set", "map""#]
        ),
        Row(
            schema: #"{"type": "array", "x-kubernetes-list-type": "map", "items": {"type": "object"}}"#,
            errors: [
                "@.x-kubernetes-list-map-keys: Required value: must not be empty if x-kubernetes-list-type is map"
            ]
        ),
        Row(
            schema: """
                {"type": "array", "x-kubernetes-list-type": "map", "x-kubernetes-list-map-keys": ["n", "m"],
                  "items": {"type": "object", "properties": {"n": {"type": "object", "nullable": true}}}}
                """,
            errors: [
                #"@.items.properties[n].type: Invalid value: "object": must be a scalar type if parent array's "#
                    + "x-kubernetes-list-type is map",
                #"@.x-kubernetes-list-map-keys: Invalid value: ["n","m"]: entries must all be names of item properties"#,
                "@.items.properties[n].default: Required value: \(keyReason) must have a default or be a required property",
                "@.items.properties[n].nullable: Forbidden: \(keyReason) cannot be nullable",
            ]
        ),
        Row(
            schema: #"{"type": "array", "x-kubernetes-list-type": "set", "items": {"type": "object"}}"#,
            errors: [
                "@.items.x-kubernetes-map-type: Invalid value: null: must be atomic as item of a list with "
                    + "x-kubernetes-list-type=set"
            ]
        ),
        Row(
            schema: #"{"type": "string", "x-kubernetes-map-type": "weird"}"#,
            errors: [
                #"@.type: Invalid value: "string": must be object if x-kubernetes-map-type is specified"#,
                #"@.x-kubernetes-map-type: Unsupported value: "weird": supported values: "atomic", "granular""#,
            ]
        ),
        Row(
            schema: #"{"type": "string", "default": 5}"#,
            errors: [#"@.default: Invalid value: "integer":  in body must be of type string: "integer""#]
        ),
        Row(
            schema: #"{"type": "object", "default": {"x": 1}}"#,
            errors: [#"@.default: Invalid value: {"x":1}: must not have unknown fields"#]
        ),
    ]

    @Test("a schema that is not right is refused in the API server's words", arguments: structure + keywords)
    func errors(_ row: Row) async throws {
        let definition = TestDefinition(spec: #"{"a": \#(row.schema)}"#)
        let path = "spec.validation.openAPIV3Schema.properties[spec].properties[a]"
        let expected = row.errors.map { $0.replacing("@", with: path) }
        let text = expected.count == 1 ? expected[0] : "[\(expected.joined(separator: ", "))]"
        #expect(try await CustomFixture().errors(in: definition) == (expected.isEmpty ? "" : text))
    }

    /// A rule about a field `spec.a` of an object with a string `x` and an integer `n`, and why it is refused.
    struct RuleRow: CustomTestStringConvertible, Sendable {
        let rule: String
        let reason: String
        var testDescription: String { rule }
    }

    static let ruleRows = [
        RuleRow(
            rule: "this.x == 'a'",
            reason: """
                compilation failed: ERROR: <input>:1:1: undeclared reference to 'this' (in container '')
                 | this.x == 'a'
                 | ^
                """
        ),
        RuleRow(
            rule: "self.y == 'a'",
            reason: """
                compilation failed: ERROR: <input>:1:5: undefined field 'y'
                 | self.y == 'a'
                 | ....^
                """
        ),
        RuleRow(rule: "self.x", reason: "cel expression must evaluate to a bool"),
        RuleRow(
            rule: "self.x > self.n",
            reason: """
                compilation failed: ERROR: <input>:1:8: found no matching overload for '_>_' applied to '(string, int)'
                 | self.x > self.n
                 | .......^
                """
        ),
        RuleRow(
            rule: "self.x =",
            reason: """
                compilation failed: ERROR: <input>:1:8: Syntax error: token recognition error at: '='
                 | self.x =
                 | .......^
                """
        ),
        RuleRow(
            rule: "quantity(self.x).isLessThan(quantity('1'))",
            reason: """
                compilation failed: ERROR: <input>:1:1: the function quantity() is not supported here; those that are: bool, \
                double, int, matches, size, string, uint (a limit of the embedded API server: Kubernetes has it)
                 | quantity(self.x).isLessThan(quantity('1'))
                 | ^
                """
        ),
    ]

    @Test("a rule that cannot be evaluated is refused with the place of what is wrong", arguments: ruleRows)
    func rules(_ row: RuleRow) async throws {
        let schema = """
            {"type": "object", "properties": {"x": {"type": "string", "maxLength": 9}, "n": {"type": "integer"}},
              "x-kubernetes-validations": [{"rule": "\(row.rule)"}]}
            """
        let path = "spec.validation.openAPIV3Schema.properties[spec].properties[a].x-kubernetes-validations[0].rule"
        let shown =
            #"{"Rule":"\#(row.rule)","Message":"","MessageExpression":"","Reason":null,"FieldPath":"","#
            + #""OptionalOldSelf":null}"#
        let text = try await CustomFixture().errors(in: TestDefinition(spec: #"{"a": \#(schema)}"#))
        #expect(text == "\(path): Invalid value: \(shown): \(row.reason)")
    }
}
