// SPDX-License-Identifier: Apache-2.0

import HTTPCore
import JSONKit
import Testing

extension Conformance {
    @Suite("Custom objects that are refused", .timeLimit(.minutes(2)))
    struct CustomObjectRefusals {
        @Test("a custom object that its schema does not allow is refused in these words", arguments: rows)
        func refuses(_ row: Refusal) async throws {
            try await row.check(given: Self.given)
        }
    }
}

extension Conformance.CustomObjectRefusals {
    static let given: [Call] = [
        .post(
            "/apis/apiextensions.k8s.io/v1/customresourcedefinitions",
            [
                "metadata": ["name": "boats.{ns}.example.com"],
                "spec": [
                    "group": "{ns}.example.com", "scope": "Namespaced", "names": ["plural": "boats", "kind": "Boat"],
                    "versions": [
                        [
                            "name": "v1", "served": true, "storage": true,
                            "schema": [
                                "openAPIV3Schema": [
                                    "type": "object",
                                    "properties": [
                                        "spec": [
                                            "type": "object", "required": ["name"],
                                            "x-kubernetes-validations": [
                                                [
                                                    "rule": "!has(self.max) || self.size <= self.max",
                                                    "message": "size is above max",
                                                ], ["rule": "self.name == oldSelf.name", "message": "the name stays"],
                                            ],
                                            "properties": [
                                                "name": [
                                                    "type": "string", "minLength": 2, "maxLength": 10,
                                                    "pattern": "^[a-z]+$",
                                                ],
                                                "size": [
                                                    "type": "integer", "minimum": 1, "maximum": 100, "default": 5,
                                                ], "max": ["type": "integer"],
                                                "kind": [
                                                    "type": "string", "enum": ["sail", "motor"], "default": "sail",
                                                ],
                                                "tags": [
                                                    "type": "array", "items": ["type": "string"],
                                                    "x-kubernetes-list-type": "set", "maxItems": 3,
                                                ],
                                                "ports": [
                                                    "type": "array",
                                                    "items": [
                                                        "type": "object", "required": ["number"],
                                                        "properties": [
                                                            "number": ["type": "integer"],
                                                            "protocol": ["type": "string", "default": "tcp"],
                                                        ],
                                                    ], "x-kubernetes-list-type": "map",
                                                    "x-kubernetes-list-map-keys": ["number", "protocol"],
                                                ], "target": ["x-kubernetes-int-or-string": true],
                                                "labels": [
                                                    "type": "object", "additionalProperties": ["type": "string"],
                                                ], "since": ["type": "string", "format": "date-time"],
                                                "load": ["type": "number", "multipleOf": 0.5],
                                                "isFast": ["type": "boolean"],
                                                "template": [
                                                    "type": "object", "x-kubernetes-embedded-resource": true,
                                                    "x-kubernetes-preserve-unknown-fields": true,
                                                ],
                                            ],
                                        ]
                                    ],
                                ]
                            ],
                            "subresources": [
                                "status": [:],
                                "scale": ["specReplicasPath": ".spec.size", "statusReplicasPath": ".status.ready"],
                            ],
                        ]
                    ],
                ],
            ]
        )
    ]

    static let rows: [Refusal] = [
        Refusal(
            "a field that is required",
            .post(
                "/apis/{ns}.example.com/v1/namespaces/{ns}/boats",
                ["apiVersion": "{ns}.example.com/v1", "kind": "Boat", "metadata": ["name": "b"], "spec": [:]]
            ),
            422,
            "Invalid",
            #"Boat.{ns}.example.com "b" is invalid: [spec.name: Required value, \#(Wording.unchecked)]"#,
            causes: ["FieldValueRequired spec.name", "FieldValueInvalid <nil>"]
        ),
        Refusal(
            "null where a value is required",
            .post(
                "/apis/{ns}.example.com/v1/namespaces/{ns}/boats",
                ["apiVersion": "{ns}.example.com/v1", "kind": "Boat", "metadata": ["name": "b"], "spec": ["name": nil]]
            ),
            422,
            "Invalid",
            #"Boat.{ns}.example.com "b" is invalid: [spec.name: Required value, \#(Wording.unchecked)]"#,
            causes: ["FieldValueRequired spec.name", "FieldValueInvalid <nil>"]
        ),
        Refusal(
            "a string where an integer belongs",
            .post(
                "/apis/{ns}.example.com/v1/namespaces/{ns}/boats",
                [
                    "apiVersion": "{ns}.example.com/v1", "kind": "Boat", "metadata": ["name": "b"],
                    "spec": ["name": "ab", "size": "x"],
                ]
            ),
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
            .post(
                "/apis/{ns}.example.com/v1/namespaces/{ns}/boats",
                ["apiVersion": "{ns}.example.com/v1", "kind": "Boat", "metadata": ["name": "b"], "spec": ["name": 5]]
            ),
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
            .post(
                "/apis/{ns}.example.com/v1/namespaces/{ns}/boats",
                [
                    "apiVersion": "{ns}.example.com/v1", "kind": "Boat", "metadata": ["name": "b"],
                    "spec": ["name": "ab", "size": 1.5],
                ]
            ),
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
            .post(
                "/apis/{ns}.example.com/v1/namespaces/{ns}/boats",
                [
                    "apiVersion": "{ns}.example.com/v1", "kind": "Boat", "metadata": ["name": "b"],
                    "spec": ["name": "ab", "isFast": "x"],
                ]
            ),
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
            .post(
                "/apis/{ns}.example.com/v1/namespaces/{ns}/boats",
                [
                    "apiVersion": "{ns}.example.com/v1", "kind": "Boat", "metadata": ["name": "b"],
                    "spec": ["name": "ab", "load": "x"],
                ]
            ),
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
            .post(
                "/apis/{ns}.example.com/v1/namespaces/{ns}/boats",
                [
                    "apiVersion": "{ns}.example.com/v1", "kind": "Boat", "metadata": ["name": "b"],
                    "spec": ["name": "ab", "tags": "x"],
                ]
            ),
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
            .post(
                "/apis/{ns}.example.com/v1/namespaces/{ns}/boats",
                [
                    "apiVersion": "{ns}.example.com/v1", "kind": "Boat", "metadata": ["name": "b"],
                    "spec": ["name": "ab", "labels": "x"],
                ]
            ),
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
            .post(
                "/apis/{ns}.example.com/v1/namespaces/{ns}/boats",
                [
                    "apiVersion": "{ns}.example.com/v1", "kind": "Boat", "metadata": ["name": "b"],
                    "spec": ["name": "ab", "labels": ["a": 1]],
                ]
            ),
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
            .post(
                "/apis/{ns}.example.com/v1/namespaces/{ns}/boats",
                [
                    "apiVersion": "{ns}.example.com/v1", "kind": "Boat", "metadata": ["name": "b"],
                    "spec": ["name": "ab", "target": [:]],
                ]
            ),
            422,
            "Invalid",
            #"""
            Boat.{ns}.example.com "b" is invalid: [spec.target: Invalid value: "object": spec.target in body \#
            must be of type integer,string: "object", \#(Wording.unchecked)]
            """#,
            causes: ["FieldValueTypeInvalid spec.target", "FieldValueInvalid <nil>"]
        ),
        Refusal(
            "a text that is too short",
            .post(
                "/apis/{ns}.example.com/v1/namespaces/{ns}/boats",
                ["apiVersion": "{ns}.example.com/v1", "kind": "Boat", "metadata": ["name": "b"], "spec": ["name": "a"]]
            ),
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
            .post(
                "/apis/{ns}.example.com/v1/namespaces/{ns}/boats",
                [
                    "apiVersion": "{ns}.example.com/v1", "kind": "Boat", "metadata": ["name": "b"],
                    "spec": ["name": "abcdefghijk"],
                ]
            ),
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
            .post(
                "/apis/{ns}.example.com/v1/namespaces/{ns}/boats",
                [
                    "apiVersion": "{ns}.example.com/v1", "kind": "Boat", "metadata": ["name": "b"],
                    "spec": ["name": "AB"],
                ]
            ),
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
            .post(
                "/apis/{ns}.example.com/v1/namespaces/{ns}/boats",
                [
                    "apiVersion": "{ns}.example.com/v1", "kind": "Boat", "metadata": ["name": "b"],
                    "spec": ["name": "ab", "kind": "row"],
                ]
            ),
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
            .post(
                "/apis/{ns}.example.com/v1/namespaces/{ns}/boats",
                [
                    "apiVersion": "{ns}.example.com/v1", "kind": "Boat", "metadata": ["name": "b"],
                    "spec": ["name": "ab", "size": 0],
                ]
            ),
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
            .post(
                "/apis/{ns}.example.com/v1/namespaces/{ns}/boats",
                [
                    "apiVersion": "{ns}.example.com/v1", "kind": "Boat", "metadata": ["name": "b"],
                    "spec": ["name": "ab", "size": 101],
                ]
            ),
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
            .post(
                "/apis/{ns}.example.com/v1/namespaces/{ns}/boats",
                [
                    "apiVersion": "{ns}.example.com/v1", "kind": "Boat", "metadata": ["name": "b"],
                    "spec": ["name": "ab", "load": 0.7],
                ]
            ),
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
            .post(
                "/apis/{ns}.example.com/v1/namespaces/{ns}/boats",
                [
                    "apiVersion": "{ns}.example.com/v1", "kind": "Boat", "metadata": ["name": "b"],
                    "spec": ["name": "ab", "since": "yesterday"],
                ]
            ),
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
            .post(
                "/apis/{ns}.example.com/v1/namespaces/{ns}/boats",
                [
                    "apiVersion": "{ns}.example.com/v1", "kind": "Boat", "metadata": ["name": "b"],
                    "spec": ["name": "ab", "tags": ["1", "2", "3", "4"]],
                ]
            ),
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
            .post(
                "/apis/{ns}.example.com/v1/namespaces/{ns}/boats",
                [
                    "apiVersion": "{ns}.example.com/v1", "kind": "Boat", "metadata": ["name": "b"],
                    "spec": ["name": "ab", "tags": ["1", "1"]],
                ]
            ),
            422,
            "Invalid",
            #"Boat.{ns}.example.com "b" is invalid: spec.tags[1]: Duplicate value: "1""#,
            causes: ["FieldValueDuplicate spec.tags[1]"]
        ),
        Refusal(
            "an entry of a map list twice",
            .post(
                "/apis/{ns}.example.com/v1/namespaces/{ns}/boats",
                [
                    "apiVersion": "{ns}.example.com/v1", "kind": "Boat", "metadata": ["name": "b"],
                    "spec": ["name": "ab", "ports": [["number": 1], ["number": 1, "protocol": "tcp"]]],
                ]
            ),
            422,
            "Invalid",
            #"""
            Boat.{ns}.example.com "b" is invalid: spec.ports[1]: Duplicate value: {"number":1,"protocol":"tcp"}
            """#,
            causes: ["FieldValueDuplicate spec.ports[1]"]
        ),
        Refusal(
            "an entry of a map list without its key",
            .post(
                "/apis/{ns}.example.com/v1/namespaces/{ns}/boats",
                [
                    "apiVersion": "{ns}.example.com/v1", "kind": "Boat", "metadata": ["name": "b"],
                    "spec": ["name": "ab", "ports": [[:]]],
                ]
            ),
            422,
            "Invalid",
            #"""
            Boat.{ns}.example.com "b" is invalid: [spec.ports[0].number: Required value, \#(Wording.unchecked)]
            """#,
            causes: ["FieldValueRequired spec.ports[0].number", "FieldValueInvalid <nil>"]
        ),
        Refusal(
            "a rule that does not hold",
            .post(
                "/apis/{ns}.example.com/v1/namespaces/{ns}/boats",
                [
                    "apiVersion": "{ns}.example.com/v1", "kind": "Boat", "metadata": ["name": "b"],
                    "spec": ["name": "ab", "size": 9, "max": 8],
                ]
            ),
            422,
            "Invalid",
            #"Boat.{ns}.example.com "b" is invalid: spec: Invalid value: size is above max"#,
            causes: ["FieldValueInvalid spec"]
        ),
        Refusal(
            "an object in the object without its kind",
            .post(
                "/apis/{ns}.example.com/v1/namespaces/{ns}/boats",
                [
                    "apiVersion": "{ns}.example.com/v1", "kind": "Boat", "metadata": ["name": "b"],
                    "spec": ["name": "ab", "template": ["a": 1]],
                ]
            ),
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
        Refusal(
            "several mistakes",
            .post(
                "/apis/{ns}.example.com/v1/namespaces/{ns}/boats",
                [
                    "apiVersion": "{ns}.example.com/v1", "kind": "Boat", "metadata": ["name": "b"],
                    "spec": ["name": "A", "size": 0, "kind": "row"],
                ]
            ),
            422,
            "Invalid",
            #"""
            Boat.{ns}.example.com "b" is invalid: [spec.name: Invalid value: "A": spec.name in body should be \#
            at least 2 chars long, spec.size: Invalid value: 0: spec.size in body should be greater than or \#
            equal to 1, spec.kind: Unsupported value: "row": supported values: "sail", "motor", \#
            \#(Wording.unchecked)]
            """#,
            causes: [
                "FieldValueInvalid spec.name", "FieldValueInvalid spec.size", "FieldValueNotSupported spec.kind",
                "FieldValueInvalid <nil>",
            ]
        ),
        Refusal(
            "a rule about the past",
            .merge("/apis/{ns}.example.com/v1/namespaces/{ns}/boats/a", ["spec": ["name": "other"]]),
            422,
            "Invalid",
            #"Boat.{ns}.example.com "a" is invalid: spec: Invalid value: the name stays"#,
            causes: ["FieldValueInvalid spec"]
        ),
        Refusal(
            "a specification that is a text",
            .post(
                "/apis/{ns}.example.com/v1/namespaces/{ns}/boats",
                ["apiVersion": "{ns}.example.com/v1", "kind": "Boat", "metadata": ["name": "b"], "spec": "x"]
            ),
            422,
            "Invalid",
            #"""
            Boat.{ns}.example.com "b" is invalid: [spec: Invalid value: "string": spec in body must be of type \#
            object: "string", .spec.size: Invalid value: 0: .spec.size accessor error: x is of the type string, \#
            expected map[string]interface{}, \#(Wording.unchecked)]
            """#,
            causes: ["FieldValueTypeInvalid spec", "FieldValueInvalid .spec.size", "FieldValueInvalid <nil>"]
        ),
        Refusal(
            "no kind",
            .post("/apis/{ns}.example.com/v1/namespaces/{ns}/boats", ["metadata": ["name": "b"]]),
            400,
            "BadRequest",
            #"""
            the object provided is unrecognized (must be of type Boat): Object 'Kind' is missing in \#
            '{"metadata": {"name": "b"}}' ({"metadata": {"name": "b"}})
            """#
        ),
        Refusal(
            "another kind",
            .post(
                "/apis/{ns}.example.com/v1/namespaces/{ns}/boats",
                [
                    "apiVersion": "{ns}.example.com/v1", "kind": "Ship", "metadata": ["name": "b"],
                    "spec": ["name": "ab"],
                ]
            ),
            422,
            "Invalid",
            #"Ship.{ns}.example.com "b" is invalid: kind: Invalid value: "Ship": must be Boat"#,
            causes: ["FieldValueInvalid kind"]
        ),
        Refusal(
            "another version",
            .post(
                "/apis/{ns}.example.com/v1/namespaces/{ns}/boats",
                [
                    "apiVersion": "{ns}.example.com/v2", "kind": "Boat", "metadata": ["name": "b"],
                    "spec": ["name": "ab"],
                ]
            ),
            400,
            "BadRequest",
            """
            the API version in the data ({ns}.example.com/v2) does not match the expected API version \
            ({ns}.example.com/v1)
            """
        ),
        Refusal(
            "a name that is none",
            .post(
                "/apis/{ns}.example.com/v1/namespaces/{ns}/boats",
                [
                    "apiVersion": "{ns}.example.com/v1", "kind": "Boat", "metadata": ["name": "A_"],
                    "spec": ["name": "ab"],
                ]
            ),
            422,
            "Invalid",
            #"""
            Boat.{ns}.example.com "A_" is invalid: metadata.name: Invalid value: "A_": \#(Wording.subdomain)
            """#,
            causes: ["FieldValueInvalid metadata.name"]
        ),
        Refusal(
            "a label of another type",
            .post(
                "/apis/{ns}.example.com/v1/namespaces/{ns}/boats",
                [
                    "apiVersion": "{ns}.example.com/v1", "kind": "Boat", "metadata": ["name": "b", "labels": ["a": 1]],
                    "spec": ["name": "ab"],
                ]
            ),
            400,
            "BadRequest",
            #"""
            Boat in version "v1" cannot be handled as a Boat: json: cannot unmarshal number into Go struct \#
            field ObjectMeta.labels of type string
            """#
        ),
        Refusal(
            "a field that nobody knows, strictly",
            .post(
                "/apis/{ns}.example.com/v1/namespaces/{ns}/boats?fieldValidation=Strict",
                [
                    "apiVersion": "{ns}.example.com/v1", "kind": "Boat", "metadata": ["name": "b"],
                    "spec": ["name": "ab", "x": 1], "y": 1,
                ]
            ),
            400,
            "BadRequest",
            #"""
            Boat in version "v1" cannot be handled as a Boat: strict decoding error: unknown field "spec.x", \#
            unknown field "y"
            """#
        ),
        Refusal(
            "a strategic patch",
            .strategic("/apis/{ns}.example.com/v1/namespaces/{ns}/boats/a", [:]),
            415,
            "UnsupportedMediaType",
            """
            the body of the request was in an unknown format - accepted media types include: \
            application/json-patch+json, application/merge-patch+json, application/apply-patch+yaml
            """
        ),
        Refusal(
            "a field that cannot be selected",
            .get("/apis/{ns}.example.com/v1/namespaces/{ns}/boats?fieldSelector=spec.size%3D5"),
            400,
            "BadRequest",
            "field label not supported: spec.size"
        ),
        Refusal(
            "an intent with a field that nobody knows",
            .apply(
                "/apis/{ns}.example.com/v1/namespaces/{ns}/boats/a?fieldManager=m",
                ["apiVersion": "{ns}.example.com/v1", "kind": "Boat", "metadata": ["name": "a"], "spec": ["x": 1]]
            ),
            500,
            "",
            """
            failed to create typed patch object (/a; {ns}.example.com/v1, Kind=Boat): .spec.x: field not \
            declared in schema
            """
        ),
        Refusal(
            "a scale below zero",
            .merge("/apis/{ns}.example.com/v1/namespaces/{ns}/boats/a/scale", ["spec": ["replicas": -1]]),
            422,
            "Invalid",
            #"""
            Boat.{ns}.example.com "a" is invalid: [spec.size: Invalid value: -1: spec.size in body should be \#
            greater than or equal to 1, .spec.size: Invalid value: -1: should be a non-negative integer]
            """#,
            causes: ["FieldValueInvalid spec.size", "FieldValueInvalid .spec.size"]
        ),
        Refusal(
            "another scope",
            .merge(
                "/apis/apiextensions.k8s.io/v1/customresourcedefinitions/boats.{ns}.example.com",
                ["spec": ["scope": "Cluster"]]
            ),
            422,
            "Invalid",
            #"""
            CustomResourceDefinition.apiextensions.k8s.io "boats.{ns}.example.com" is invalid: spec.scope: \#
            Invalid value: "Cluster": field is immutable
            """#,
            causes: ["FieldValueInvalid spec.scope"]
        ),
        Refusal(
            "another kind of the same resource",
            .merge(
                "/apis/apiextensions.k8s.io/v1/customresourcedefinitions/boats.{ns}.example.com",
                ["spec": ["names": ["kind": "Ship"]]]
            ),
            422,
            "Invalid",
            #"""
            CustomResourceDefinition.apiextensions.k8s.io "boats.{ns}.example.com" is invalid: spec.names.kind: \#
            Invalid value: "Ship": field is immutable
            """#,
            causes: ["FieldValueInvalid spec.names.kind"]
        ),
    ]
}
