// SPDX-License-Identifier: Apache-2.0

import JSONKit
import Testing

extension Conformance {
    @Suite("Custom objects beyond limits", .timeLimit(.minutes(2)))
    struct CustomLimitRefusals {
        @Test("a value that the schema does not allow is refused in these words", arguments: rows)
        func refuses(_ row: Refusal) async throws {
            try await row.check(given: Boat.given)
        }
    }
}

extension Conformance.CustomLimitRefusals {
    static let rows: [Refusal] = [
        Refusal(
            "a text that is too short",
            Boat.make("b", ["name": "a"]),
            422,
            "Invalid",
            #"""
            Boat.{ns}.example.com "b" is invalid: spec.name: Invalid value: "a": spec.name in body should be at \#
            least 2 chars long
            """#,
            causes: ["FieldValueInvalid spec.name"]
        ),
        Refusal(
            "a text that is too long",
            Boat.make("b", ["name": "abcdefghijk"]),
            422,
            "Invalid",
            #"""
            Boat.{ns}.example.com "b" is invalid: [spec.name: Too long: may not be more than 10 bytes, \#
            \#(Wording.unchecked)]
            """#,
            causes: ["FieldValueTooLong spec.name", "FieldValueInvalid <nil>"]
        ),
        Refusal(
            "a text of another pattern",
            Boat.make("b", ["name": "AB"]),
            422,
            "Invalid",
            #"""
            Boat.{ns}.example.com "b" is invalid: spec.name: Invalid value: "AB": spec.name in body should \#
            match '^[a-z]+$'
            """#,
            causes: ["FieldValueInvalid spec.name"]
        ),
        Refusal(
            "a text that is not among those allowed",
            Boat.make("b", ["name": "ab", "kind": "row"]),
            422,
            "Invalid",
            #"""
            Boat.{ns}.example.com "b" is invalid: [spec.kind: Unsupported value: "row": supported values: \#
            "sail", "motor", \#(Wording.unchecked)]
            """#,
            causes: ["FieldValueNotSupported spec.kind", "FieldValueInvalid <nil>"]
        ),
        Refusal(
            "a number that is too small",
            Boat.make("b", ["name": "ab", "size": 0]),
            422,
            "Invalid",
            #"""
            Boat.{ns}.example.com "b" is invalid: spec.size: Invalid value: 0: spec.size in body should be \#
            greater than or equal to 1
            """#,
            causes: ["FieldValueInvalid spec.size"]
        ),
        Refusal(
            "a number that is too large",
            Boat.make("b", ["name": "ab", "size": 101]),
            422,
            "Invalid",
            #"""
            Boat.{ns}.example.com "b" is invalid: spec.size: Invalid value: 101: spec.size in body should be \#
            less than or equal to 100
            """#,
            causes: ["FieldValueInvalid spec.size"]
        ),
        Refusal(
            "a number that is no multiple",
            Boat.make("b", ["name": "ab", "load": 0.7]),
            422,
            "Invalid",
            #"""
            Boat.{ns}.example.com "b" is invalid: spec.load: Invalid value: 0.7: spec.load in body should be a \#
            multiple of 0.5
            """#,
            causes: ["FieldValueInvalid spec.load"]
        ),
        Refusal(
            "a time that is none",
            Boat.make("b", ["name": "ab", "since": "yesterday"]),
            422,
            "Invalid",
            #"""
            Boat.{ns}.example.com "b" is invalid: [spec.since: Invalid value: "yesterday": spec.since in body \#
            must be of type date-time: "yesterday", \#(Wording.unchecked)]
            """#,
            causes: ["FieldValueTypeInvalid spec.since", "FieldValueInvalid <nil>"]
        ),
        Refusal(
            "a list that is too long",
            Boat.make("b", ["name": "ab", "tags": ["1", "2", "3", "4"]]),
            422,
            "Invalid",
            #"""
            Boat.{ns}.example.com "b" is invalid: [spec.tags: Too many: 4: must have at most 3 items, \#
            \#(Wording.unchecked)]
            """#,
            causes: ["FieldValueTooMany spec.tags", "FieldValueInvalid <nil>"]
        ),
        Refusal(
            "an element of a set twice",
            Boat.make("b", ["name": "ab", "tags": ["1", "1"]]),
            422,
            "Invalid",
            #"Boat.{ns}.example.com "b" is invalid: spec.tags[1]: Duplicate value: "1""#,
            causes: ["FieldValueDuplicate spec.tags[1]"]
        ),
        Refusal(
            "an entry of a map list twice",
            Boat.make("b", ["name": "ab", "ports": [["number": 1], ["number": 1, "protocol": "tcp"]]]),
            422,
            "Invalid",
            #"""
            Boat.{ns}.example.com "b" is invalid: spec.ports[1]: Duplicate value: {"number":1,"protocol":"tcp"}
            """#,
            causes: ["FieldValueDuplicate spec.ports[1]"]
        ),
        Refusal(
            "an entry of a map list without its key",
            Boat.make("b", ["name": "ab", "ports": [[:]]]),
            422,
            "Invalid",
            #"""
            Boat.{ns}.example.com "b" is invalid: [spec.ports[0].number: Required value, \#(Wording.unchecked)]
            """#,
            causes: ["FieldValueRequired spec.ports[0].number", "FieldValueInvalid <nil>"]
        ),
        Refusal(
            "a rule that does not hold",
            Boat.make("b", ["name": "ab", "size": 9, "max": 8]),
            422,
            "Invalid",
            #"Boat.{ns}.example.com "b" is invalid: spec: Invalid value: size is above max"#,
            causes: ["FieldValueInvalid spec"]
        ),
        Refusal(
            "an object in the object without its kind",
            Boat.make("b", ["name": "ab", "template": ["a": 1]]),
            422,
            "Invalid",
            #"""
            Boat.{ns}.example.com "b" is invalid: [spec.template.apiVersion: Required value, \#
            spec.template.kind: Required value, \#(Wording.unchecked)]
            """#,
            causes: [
                "FieldValueRequired spec.template.apiVersion", "FieldValueRequired spec.template.kind",
                "FieldValueInvalid <nil>",
            ]
        ),
    ]
}
