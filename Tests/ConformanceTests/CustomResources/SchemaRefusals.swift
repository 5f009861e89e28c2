// SPDX-License-Identifier: Apache-2.0

import JSONKit
import Testing

extension Conformance {
    @Suite("Schemas that are refused", .timeLimit(.minutes(2)))
    struct SchemaRefusals {
        @Test("a schema that cannot be is refused in these words", arguments: rows)
        func refuses(_ row: Refusal) async throws {
            try await row.check()
        }
    }
}

extension Conformance.SchemaRefusals {
    static let rows: [Refusal] = [
        Refusal(
            "a property without a type",
            Ship.definition(property: [:]),
            422,
            "Invalid",
            #"""
            CustomResourceDefinition.apiextensions.k8s.io "ships.{ns}.example.com" is invalid: \#
            spec.validation.openAPIV3Schema.properties[a].type: Required value: must not be empty for specified \#
            object fields
            """#,
            causes: ["FieldValueRequired spec.validation.openAPIV3Schema.properties[a].type"]
        ),
        Refusal(
            "a root that is no object",
            Ship.definition(schema: ["type": "string"]),
            422,
            "Invalid",
            #"""
            CustomResourceDefinition.apiextensions.k8s.io "ships.{ns}.example.com" is invalid: \#
            spec.validation.openAPIV3Schema.type: Invalid value: "string": must be object at the root
            """#,
            causes: ["FieldValueInvalid spec.validation.openAPIV3Schema.type"]
        ),
        Refusal(
            "a type that is none",
            Ship.definition(property: ["type": "strin"]),
            422,
            "Invalid",
            #"""
            CustomResourceDefinition.apiextensions.k8s.io "ships.{ns}.example.com" is invalid: \#
            spec.validation.openAPIV3Schema.properties[a].type: Unsupported value: "strin": supported values: \#
            "array", "boolean", "integer", "number", "object", "string"
            """#,
            causes: ["FieldValueNotSupported spec.validation.openAPIV3Schema.properties[a].type"]
        ),
        Refusal(
            "a pattern that is none",
            Ship.definition(property: ["type": "string", "pattern": "["]),
            422,
            "Invalid",
            #"""
            CustomResourceDefinition.apiextensions.k8s.io "ships.{ns}.example.com" is invalid: \#
            spec.validation.openAPIV3Schema.properties[a].pattern: Invalid value: "[": must be a valid regular \#
            expression, but isn't: error parsing regexp: missing closing ]: `[`
            """#,
            causes: ["FieldValueInvalid spec.validation.openAPIV3Schema.properties[a].pattern"]
        ),
        Refusal(
            "a default of another type",
            Ship.definition(property: ["type": "string", "default": 5]),
            422,
            "Invalid",
            #"""
            CustomResourceDefinition.apiextensions.k8s.io "ships.{ns}.example.com" is invalid: \#
            spec.validation.openAPIV3Schema.properties[a].default: Invalid value: "integer":  in body must be \#
            of type string: "integer"
            """#,
            causes: ["FieldValueTypeInvalid spec.validation.openAPIV3Schema.properties[a].default"]
        ),
        Refusal(
            "a default that its limit refuses",
            Ship.definition(property: ["type": "integer", "default": 5, "maximum": 3]),
            422,
            "Invalid",
            #"""
            CustomResourceDefinition.apiextensions.k8s.io "ships.{ns}.example.com" is invalid: \#
            spec.validation.openAPIV3Schema.properties[a].default: Invalid value: 5:  in body should be less \#
            than or equal to 3
            """#,
            causes: ["FieldValueInvalid spec.validation.openAPIV3Schema.properties[a].default"]
        ),
        Refusal(
            "an array without items",
            Ship.definition(property: ["type": "array"]),
            422,
            "Invalid",
            #"""
            CustomResourceDefinition.apiextensions.k8s.io "ships.{ns}.example.com" is invalid: \#
            spec.validation.openAPIV3Schema.properties[a].items: Required value: must be specified
            """#,
            causes: ["FieldValueRequired spec.validation.openAPIV3Schema.properties[a].items"]
        ),
        Refusal(
            "a map list without keys",
            Ship.definition(property: ["type": "array", "items": ["type": "object"], "x-kubernetes-list-type": "map"]),
            422,
            "Invalid",
            #"""
            CustomResourceDefinition.apiextensions.k8s.io "ships.{ns}.example.com" is invalid: \#
            spec.validation.openAPIV3Schema.properties[a].x-kubernetes-list-map-keys: Required value: must not \#
            be empty if x-kubernetes-list-type is map
            """#,
            causes: ["FieldValueRequired spec.validation.openAPIV3Schema.properties[a].x-kubernetes-list-map-keys"]
        ),
        Refusal(
            "a map list with a key that is not there",
            Ship.definition(property: [
                "type": "array", "items": ["type": "object", "properties": ["b": ["type": "string"]]],
                "x-kubernetes-list-type": "map", "x-kubernetes-list-map-keys": ["c"],
            ]),
            422,
            "Invalid",
            #"""
            CustomResourceDefinition.apiextensions.k8s.io "ships.{ns}.example.com" is invalid: \#
            spec.validation.openAPIV3Schema.properties[a].x-kubernetes-list-map-keys: Invalid value: ["c"]: \#
            entries must all be names of item properties
            """#,
            causes: ["FieldValueInvalid spec.validation.openAPIV3Schema.properties[a].x-kubernetes-list-map-keys"]
        ),
        Refusal(
            "a list type that is none",
            Ship.definition(property: ["type": "array", "items": ["type": "string"], "x-kubernetes-list-type": "bag"]),
            422,
            "Invalid",
            #"""
            CustomResourceDefinition.apiextensions.k8s.io "ships.{ns}.example.com" is invalid: \#
            spec.validation.openAPIV3Schema.properties[a].x-kubernetes-list-type: Unsupported value: "bag": \#
            supported values: "atomic", "set", "map"
            """#,
            causes: ["FieldValueNotSupported spec.validation.openAPIV3Schema.properties[a].x-kubernetes-list-type"]
        ),
        Refusal(
            "properties beside additional ones",
            Ship.definition(property: [
                "type": "object", "properties": ["b": ["type": "string"]], "additionalProperties": ["type": "string"],
            ]),
            422,
            "Invalid",
            #"""
            CustomResourceDefinition.apiextensions.k8s.io "ships.{ns}.example.com" is invalid: \#
            spec.validation.openAPIV3Schema.properties[a].additionalProperties: Forbidden: additionalProperties \#
            and properties are mutual exclusive
            """#,
            causes: ["FieldValueForbidden spec.validation.openAPIV3Schema.properties[a].additionalProperties"]
        ),
        Refusal(
            "unique items",
            Ship.definition(property: ["type": "array", "items": ["type": "string"], "uniqueItems": true]),
            422,
            "Invalid",
            #"""
            CustomResourceDefinition.apiextensions.k8s.io "ships.{ns}.example.com" is invalid: \#
            spec.validation.openAPIV3Schema.properties[a].uniqueItems: Forbidden: uniqueItems cannot be set to \#
            true since the runtime complexity becomes quadratic
            """#,
            causes: ["FieldValueForbidden spec.validation.openAPIV3Schema.properties[a].uniqueItems"]
        ),
        Refusal(
            "a rule that cannot be read",
            Ship.definition(property: ["type": "string", "x-kubernetes-validations": [["rule": "self =="]]]),
            422,
            "Invalid",
            #"""
            CustomResourceDefinition.apiextensions.k8s.io "ships.{ns}.example.com" is invalid: \#
            spec.validation.openAPIV3Schema.properties[a].x-kubernetes-validations[0].rule: Invalid value: \#
            {"Rule":"self \#
            ==","Message":"","MessageExpression":"","Reason":null,"FieldPath":"","OptionalOldSelf":null}: \#
            compilation failed: ERROR: <input>:1:8: Syntax error: mismatched input '<EOF>' expecting {'[', '{', \#
            '(', '.', '-', '!', 'true', 'false', 'null', NUM_FLOAT, NUM_INT, NUM_UINT, STRING, BYTES, \#
            IDENTIFIER}\#n | self ==\#n | .......^
            """#,
            causes: ["FieldValueInvalid spec.validation.openAPIV3Schema.properties[a].x-kubernetes-validations[0].rule"]
        ),
        Refusal(
            "a rule of other types",
            Ship.definition(property: ["type": "string", "x-kubernetes-validations": [["rule": "self + 1 == 2"]]]),
            422,
            "Invalid",
            #"""
            CustomResourceDefinition.apiextensions.k8s.io "ships.{ns}.example.com" is invalid: \#
            spec.validation.openAPIV3Schema.properties[a].x-kubernetes-validations[0].rule: Invalid value: \#
            {"Rule":"self + 1 == \#
            2","Message":"","MessageExpression":"","Reason":null,"FieldPath":"","OptionalOldSelf":null}: \#
            compilation failed: ERROR: <input>:1:6: found no matching overload for '_+_' applied to '(string, \#
            int)'\#n | self + 1 == 2\#n | .....^
            """#,
            causes: ["FieldValueInvalid spec.validation.openAPIV3Schema.properties[a].x-kubernetes-validations[0].rule"]
        ),
        Refusal(
            "a rule about a field that is not there",
            Ship.definition(schema: ["type": "object", "x-kubernetes-validations": [["rule": "self.nope == 1"]]]),
            422,
            "Invalid",
            #"""
            CustomResourceDefinition.apiextensions.k8s.io "ships.{ns}.example.com" is invalid: \#
            spec.validation.openAPIV3Schema.x-kubernetes-validations[0].rule: Invalid value: {"Rule":"self.nope \#
            == 1","Message":"","MessageExpression":"","Reason":null,"FieldPath":"","OptionalOldSelf":null}: \#
            compilation failed: ERROR: <input>:1:5: undefined field 'nope'\#n | self.nope == 1\#n | ....^
            """#,
            causes: ["FieldValueInvalid spec.validation.openAPIV3Schema.x-kubernetes-validations[0].rule"]
        ),
        Refusal(
            "a rule that is no condition",
            Ship.definition(property: ["type": "string", "x-kubernetes-validations": [["rule": "self"]]]),
            422,
            "Invalid",
            #"""
            CustomResourceDefinition.apiextensions.k8s.io "ships.{ns}.example.com" is invalid: \#
            spec.validation.openAPIV3Schema.properties[a].x-kubernetes-validations[0].rule: Invalid value: \#
            {"Rule":"self","Message":"","MessageExpression":"","Reason":null,"FieldPath":"","OptionalOldSelf":null}: \#
            cel expression must evaluate to a bool
            """#,
            causes: ["FieldValueInvalid spec.validation.openAPIV3Schema.properties[a].x-kubernetes-validations[0].rule"]
        ),
        Refusal(
            "an empty rule",
            Ship.definition(property: ["type": "string", "x-kubernetes-validations": [["rule": ""]]]),
            422,
            "Invalid",
            #"""
            CustomResourceDefinition.apiextensions.k8s.io "ships.{ns}.example.com" is invalid: \#
            spec.validation.openAPIV3Schema.properties[a].x-kubernetes-validations[0].rule: Required value: \#
            rule is not specified
            """#,
            causes: [
                "FieldValueRequired spec.validation.openAPIV3Schema.properties[a].x-kubernetes-validations[0].rule"
            ]
        ),
    ]
}
