// SPDX-License-Identifier: Apache-2.0

import JSONKit
import Testing

extension Conformance {
    @Suite("Custom objects that are refused", .timeLimit(.minutes(2)))
    struct CustomObjectRefusals {
        @Test("a custom object that cannot be is refused in these words", arguments: rows)
        func refuses(_ row: Refusal) async throws {
            try await row.check(given: Boat.given)
        }
    }
}

extension Conformance.CustomObjectRefusals {
    static let rows: [Refusal] = [
        Refusal(
            "a rule about the past",
            .merge("\(Boat.path)/a", ["spec": ["name": "other"]]),
            422,
            "Invalid",
            #"Boat.{ns}.example.com "a" is invalid: spec: Invalid value: the name stays"#,
            causes: ["FieldValueInvalid spec"]
        ),
        Refusal(
            "a specification that is a text",
            Boat.make("b", "x"),
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
            .post(Boat.path, ["metadata": ["name": "b"]]),
            400,
            "BadRequest",
            #"""
            the object provided is unrecognized (must be of type Boat): Object 'Kind' is missing in \#
            '{"metadata":{"name":"b"}}' ({"metadata":{"name":"b"}})
            """#
        ),
        Refusal(
            "another kind",
            .post(
                Boat.path,
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
                Boat.path,
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
                Boat.path,
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
                Boat.path,
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
                "\(Boat.path)?fieldValidation=Strict",
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
            .strategic("\(Boat.path)/a", [:]),
            415,
            "UnsupportedMediaType",
            """
            the body of the request was in an unknown format - accepted media types include: \
            application/json-patch+json, application/merge-patch+json, application/apply-patch+yaml
            """
        ),
        Refusal(
            "a field that cannot be selected",
            .get("\(Boat.path)?fieldSelector=spec.size%3D5"),
            400,
            "BadRequest",
            "field label not supported: spec.size"
        ),
        Refusal(
            "an intent with a field that nobody knows",
            .apply(
                "\(Boat.path)/a?fieldManager=m",
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
            .merge("\(Boat.path)/a/scale", ["spec": ["replicas": -1]]),
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
            .merge(Boat.definitionPath, ["spec": ["scope": "Cluster"]]),
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
            .merge(Boat.definitionPath, ["spec": ["names": ["kind": "Ship"]]]),
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
