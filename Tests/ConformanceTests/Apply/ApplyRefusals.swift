// SPDX-License-Identifier: Apache-2.0

import HTTPCore
import JSONKit
import Testing

extension Conformance {
    @Suite("Intents that are refused", .timeLimit(.minutes(2)))
    struct ApplyRefusals {
        @Test("an intent that cannot be is refused in these words", arguments: rows)
        func refuses(_ row: Refusal) async throws {
            try await row.check(given: Self.given)
        }
    }
}

extension Conformance.ApplyRefusals {
    static let given: [Call] = [
        .apply(
            "configmaps/a?fieldManager=one",
            ["apiVersion": "v1", "kind": "ConfigMap", "metadata": ["name": "a"], "data": ["x": "1", "y": "1"]]
        ),
        .apply(
            "configmaps/a?fieldManager=three",
            ["apiVersion": "v1", "kind": "ConfigMap", "metadata": ["name": "a"], "data": ["x": "1", "z": "1"]]
        ),
        .merge("configmaps/a?fieldManager=writer", ["data": ["w": "1"]]),
    ]

    static let rows: [Refusal] = [
        Refusal(
            "no manager",
            .apply("configmaps/a", ["apiVersion": "v1", "kind": "ConfigMap", "metadata": ["name": "a"]]),
            422,
            "Invalid",
            #"""
            PatchOptions.meta.k8s.io "" is invalid: fieldManager: Required value: is required for apply patch
            """#,
            causes: ["FieldValueRequired fieldManager"]
        ),
        Refusal(
            "a field of another manager",
            .apply(
                "configmaps/a?fieldManager=two",
                ["apiVersion": "v1", "kind": "ConfigMap", "metadata": ["name": "a"], "data": ["x": "2"]]
            ),
            409,
            "Conflict",
            #"""
            Apply failed with 2 conflicts: conflicts with "one":\#n- .data.x\#nconflicts with "three":\#n- \#
            .data.x
            """#,
            causes: ["FieldManagerConflict .data.x", "FieldManagerConflict .data.x"]
        ),
        Refusal(
            "fields of several managers",
            .apply(
                "configmaps/a?fieldManager=four",
                [
                    "apiVersion": "v1", "kind": "ConfigMap", "metadata": ["name": "a"],
                    "data": ["x": "4", "y": "4", "z": "4"],
                ]
            ),
            409,
            "Conflict",
            #"""
            Apply failed with 4 conflicts: conflicts with "one":\#n- .data.x\#n- .data.y\#nconflicts with \#
            "three":\#n- .data.x\#n- .data.z
            """#
        ),
        Refusal(
            "a field that another manager wrote without applying",
            .apply(
                "configmaps/a?fieldManager=two",
                ["apiVersion": "v1", "kind": "ConfigMap", "metadata": ["name": "a"], "data": ["w": "2"]]
            ),
            409,
            "Conflict",
            #"Apply failed with 1 conflict: conflict with "writer" using v1: .data.w"#,
            causes: ["FieldManagerConflict .data.w"]
        ),
        Refusal(
            "the removal of a field of another manager",
            .apply(
                "configmaps/a?fieldManager=two",
                ["apiVersion": "v1", "kind": "ConfigMap", "metadata": ["name": "a"], "data": ["x": nil]]
            ),
            409,
            "Conflict",
            #"""
            Apply failed with 2 conflicts: conflicts with "one":\#n- .data.x\#nconflicts with "three":\#n- \#
            .data.x
            """#,
            causes: ["FieldManagerConflict .data.x", "FieldManagerConflict .data.x"]
        ),
        Refusal(
            "another name",
            .apply(
                "configmaps/a?fieldManager=two",
                ["apiVersion": "v1", "kind": "ConfigMap", "metadata": ["name": "b"]]
            ),
            400,
            "BadRequest",
            "the name of the object (b) does not match the name on the URL (a)"
        ),
        Refusal(
            "no kind",
            .apply("configmaps/a?fieldManager=two", ["metadata": ["name": "a"]]),
            400,
            "BadRequest",
            "invalid object type: /, Kind="
        ),
        Refusal(
            "another kind",
            .apply("configmaps/a?fieldManager=two", ["apiVersion": "v1", "kind": "Secret", "metadata": ["name": "a"]]),
            400,
            "BadRequest",
            "invalid object type: /v1, Kind=Secret"
        ),
        Refusal(
            "another version",
            .apply(
                "configmaps/a?fieldManager=two",
                ["apiVersion": "v9", "kind": "ConfigMap", "metadata": ["name": "a"]]
            ),
            400,
            "BadRequest",
            "invalid object type: /v9, Kind=ConfigMap"
        ),
        Refusal(
            "owners of fields in the intent",
            .apply(
                "configmaps/a?fieldManager=two",
                [
                    "apiVersion": "v1", "kind": "ConfigMap",
                    "metadata": ["name": "a", "managedFields": [["manager": "x", "operation": "Apply"]]],
                ]
            ),
            400,
            "BadRequest",
            "metadata.managedFields must be nil"
        ),
        Refusal(
            "an old version in the intent",
            .apply(
                "configmaps/a?fieldManager=two",
                ["apiVersion": "v1", "kind": "ConfigMap", "metadata": ["name": "a", "resourceVersion": "1"]]
            ),
            409,
            "Conflict",
            #"""
            Operation cannot be fulfilled on configmaps "a": the object has been modified; please apply your \#
            changes to the latest version and try again
            """#
        ),
        Refusal(
            "another uid",
            .apply(
                "configmaps/a?fieldManager=two",
                ["apiVersion": "v1", "kind": "ConfigMap", "metadata": ["name": "a", "uid": "abc"]]
            ),
            422,
            "Invalid",
            #"ConfigMap "a" is invalid: metadata.uid: Invalid value: "abc": field is immutable"#,
            causes: ["FieldValueInvalid metadata.uid", "FieldValueInvalid metadata.uid"]
        ),
        Refusal(
            "a uid of what is not there",
            .apply(
                "configmaps/new?fieldManager=two",
                ["apiVersion": "v1", "kind": "ConfigMap", "metadata": ["name": "new", "uid": "5"]]
            ),
            409,
            "Conflict",
            #"""
            Operation cannot be fulfilled on configmaps "new": uid mismatch: the provided object specified uid \#
            5, and no existing object was found
            """#
        ),
        Refusal(
            "a field that is not in the schema",
            .apply(
                "configmaps/a?fieldManager=two",
                ["apiVersion": "v1", "kind": "ConfigMap", "metadata": ["name": "a"], "foo": "bar"]
            ),
            500,
            "",
            """
            failed to create typed patch object (/a; /v1, Kind=ConfigMap): .foo: field not declared in schema
            """
        ),
        Refusal(
            "a number where a string belongs",
            .apply(
                "configmaps/a?fieldManager=two",
                ["apiVersion": "v1", "kind": "ConfigMap", "metadata": ["name": "a"], "data": ["q": 1]]
            ),
            500,
            "",
            """
            failed to create typed patch object (/a; /v1, Kind=ConfigMap): .data.q: expected string, got \
            &value.valueUnstructured{Value:1}
            """
        ),
        Refusal(
            "a status of what is not there",
            .apply(
                "/apis/apps/v1/namespaces/{ns}/deployments/none/status?fieldManager=two",
                [
                    "apiVersion": "apps/v1", "kind": "Deployment", "metadata": ["name": "none"],
                    "status": ["replicas": 1],
                ]
            ),
            404,
            "NotFound",
            #"deployments.apps "none" not found"#
        ),
        Refusal(
            "two entries of one key",
            .apply(
                "/apis/apps/v1/namespaces/{ns}/deployments/d?fieldManager=two",
                [
                    "apiVersion": "apps/v1", "kind": "Deployment", "metadata": ["name": "d"],
                    "spec": ["template": ["spec": ["containers": [["name": "x"], ["name": "x"]]]]],
                ]
            ),
            500,
            "",
            #"""
            failed to create typed patch object (/d; apps/v1, Kind=Deployment): .spec.template.spec.containers: \#
            duplicate entries for key [name="x"]
            """#
        ),
        Refusal(
            "a manager with a long name",
            .apply(
                "configmaps/a?fieldManager=mmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmm",
                ["apiVersion": "v1", "kind": "ConfigMap", "metadata": ["name": "a"]]
            ),
            422,
            "Invalid",
            #"PatchOptions.meta.k8s.io "" is invalid: fieldManager: Too long: may not be more than 128 bytes"#,
            causes: ["FieldValueTooLong fieldManager"]
        ),
        Refusal(
            "a manager with a tab in its name",
            .apply(
                "configmaps/a?fieldManager=a%09b",
                ["apiVersion": "v1", "kind": "ConfigMap", "metadata": ["name": "a"]]
            ),
            422,
            "Invalid",
            #"""
            PatchOptions.meta.k8s.io "" is invalid: fieldManager: Invalid value: "a\tb": invalid character \#
            U+0009 (at position 1)
            """#,
            causes: ["FieldValueInvalid fieldManager"]
        ),
        Refusal(
            "no YAML",
            .text(.patch, "configmaps/a?fieldManager=two", "a: [", "application/apply-patch+yaml"),
            400,
            "BadRequest",
            """
            error decoding YAML: error converting YAML to JSON: yaml: line 1: did not find expected node content
            """
        ),
        Refusal(
            "a key that is there twice",
            .text(
                .patch,
                "configmaps/a?fieldManager=two&fieldValidation=Strict",
                #"apiVersion: v1\#nkind: ConfigMap\#nmetadata: {name: a}\#ndata: {k: "1", k: "2"}"#,
                "application/apply-patch+yaml"
            ),
            400,
            "BadRequest",
            #"""
            error strict decoding YAML: error converting YAML to JSON: yaml: unmarshal errors:\#n  line 4: key \#
            "k" already set in map
            """#
        ),
        Refusal(
            "force where nothing is applied",
            .merge("configmaps/a?force=true", ["data": [:]]),
            422,
            "Invalid",
            #"""
            PatchOptions.meta.k8s.io "" is invalid: force: Forbidden: may not be specified for non-apply patch
            """#,
            causes: ["FieldValueForbidden force"]
        ),
    ]
}
