// SPDX-License-Identifier: Apache-2.0

import JSONKit
import Testing

extension Conformance {
    @Suite("Custom objects of other types", .timeLimit(.minutes(2)))
    struct CustomTypeRefusals {
        @Test("a value of another type is refused in these words", arguments: rows)
        func refuses(_ row: Refusal) async throws {
            try await row.check(given: Boat.given)
        }
    }
}

extension Conformance.CustomTypeRefusals {
    static let rows: [Refusal] = [
        Refusal(
            "a field that is required",
            Boat.make("b", [:]),
            422,
            "Invalid",
            #"Boat.{ns}.example.com "b" is invalid: [spec.name: Required value, \#(Wording.unchecked)]"#,
            causes: ["FieldValueRequired spec.name", "FieldValueInvalid <nil>"]
        ),
        Refusal(
            "null where a value is required",
            Boat.make("b", ["name": nil]),
            422,
            "Invalid",
            #"Boat.{ns}.example.com "b" is invalid: [spec.name: Required value, \#(Wording.unchecked)]"#,
            causes: ["FieldValueRequired spec.name", "FieldValueInvalid <nil>"]
        ),
        Refusal(
            "a string where an integer belongs",
            Boat.make("b", ["name": "ab", "size": "x"]),
            422,
            "Invalid",
            #"""
            Boat.{ns}.example.com "b" is invalid: [spec.size: Invalid value: "string": spec.size in body must \#
            be of type integer: "string", .spec.size: Invalid value: 0: .spec.size accessor error: x is of the \#
            type string, expected int64, \#(Wording.unchecked)]
            """#,
            causes: ["FieldValueTypeInvalid spec.size", "FieldValueInvalid .spec.size", "FieldValueInvalid <nil>"]
        ),
        Refusal(
            "an integer where a string belongs",
            Boat.make("b", ["name": 5]),
            422,
            "Invalid",
            #"""
            Boat.{ns}.example.com "b" is invalid: [spec.name: Invalid value: "integer": spec.name in body must \#
            be of type string: "integer", \#(Wording.unchecked)]
            """#,
            causes: ["FieldValueTypeInvalid spec.name", "FieldValueInvalid <nil>"]
        ),
        Refusal(
            "a fraction where an integer belongs",
            Boat.make("b", ["name": "ab", "size": 1.5]),
            422,
            "Invalid",
            #"""
            Boat.{ns}.example.com "b" is invalid: [spec.size: Invalid value: "number": spec.size in body must \#
            be of type integer: "number", <nil>: Invalid value: "": Checked value must be of type integer \#
            (default format) in spec.size, .spec.size: Invalid value: 0: .spec.size accessor error: 1.5 is of \#
            the type float64, expected int64, \#(Wording.unchecked)]
            """#,
            causes: [
                "FieldValueTypeInvalid spec.size", "FieldValueInvalid <nil>", "FieldValueInvalid .spec.size",
                "FieldValueInvalid <nil>",
            ]
        ),
        Refusal(
            "a string where a boolean belongs",
            Boat.make("b", ["name": "ab", "isFast": "x"]),
            422,
            "Invalid",
            #"""
            Boat.{ns}.example.com "b" is invalid: [spec.isFast: Invalid value: "string": spec.isFast in body \#
            must be of type boolean: "string", \#(Wording.unchecked)]
            """#,
            causes: ["FieldValueTypeInvalid spec.isFast", "FieldValueInvalid <nil>"]
        ),
        Refusal(
            "a string where a number belongs",
            Boat.make("b", ["name": "ab", "load": "x"]),
            422,
            "Invalid",
            #"""
            Boat.{ns}.example.com "b" is invalid: [spec.load: Invalid value: "string": spec.load in body must \#
            be of type number: "string", \#(Wording.unchecked)]
            """#,
            causes: ["FieldValueTypeInvalid spec.load", "FieldValueInvalid <nil>"]
        ),
        Refusal(
            "a string where a list belongs",
            Boat.make("b", ["name": "ab", "tags": "x"]),
            422,
            "Invalid",
            #"""
            Boat.{ns}.example.com "b" is invalid: [spec.tags: Invalid value: "string": spec.tags in body must \#
            be of type array: "string", \#(Wording.unchecked)]
            """#,
            causes: ["FieldValueTypeInvalid spec.tags", "FieldValueInvalid <nil>"]
        ),
        Refusal(
            "a string where an object belongs",
            Boat.make("b", ["name": "ab", "labels": "x"]),
            422,
            "Invalid",
            #"""
            Boat.{ns}.example.com "b" is invalid: [spec.labels: Invalid value: "string": spec.labels in body \#
            must be of type object: "string", \#(Wording.unchecked)]
            """#,
            causes: ["FieldValueTypeInvalid spec.labels", "FieldValueInvalid <nil>"]
        ),
        Refusal(
            "a number among strings by name",
            Boat.make("b", ["name": "ab", "labels": ["a": 1]]),
            422,
            "Invalid",
            #"""
            Boat.{ns}.example.com "b" is invalid: [spec.labels.a: Invalid value: "integer": spec.labels.a in \#
            body must be of type string: "integer", \#(Wording.unchecked)]
            """#,
            causes: ["FieldValueTypeInvalid spec.labels.a", "FieldValueInvalid <nil>"]
        ),
        Refusal(
            "an object where an integer or a string belongs",
            Boat.make("b", ["name": "ab", "target": [:]]),
            422,
            "Invalid",
            #"""
            Boat.{ns}.example.com "b" is invalid: [spec.target: Invalid value: "object": spec.target in body \#
            must be of type integer,string: "object", \#(Wording.unchecked)]
            """#,
            causes: ["FieldValueTypeInvalid spec.target", "FieldValueInvalid <nil>"]
        ),
    ]
}
