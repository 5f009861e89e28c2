// SPDX-License-Identifier: Apache-2.0

import HTTPCore
import JSONKit
import Testing

extension Conformance {
    @Suite("Patches that are refused", .timeLimit(.minutes(2)))
    struct PatchRefusals {
        @Test("a patch that cannot be is refused in these words", arguments: rows)
        func refuses(_ row: Refusal) async throws {
            try await row.check(given: Self.given)
        }
    }
}

extension Conformance.PatchRefusals {
    static let given: [Call] = [
        .post("configmaps", ["metadata": ["name": "a"], "data": ["x": "1"]]),
        .post("configmaps", ["metadata": ["name": "going", "finalizers": ["example.com/a"]]]),
        .delete("configmaps/going"),
        .post(
            "/apis/apps/v1/namespaces/{ns}/deployments",
            [
                "metadata": ["name": "d"],
                "spec": [
                    "selector": ["matchLabels": ["a": "b"]],
                    "template": [
                        "metadata": ["labels": ["a": "b"]],
                        "spec": ["containers": [["name": "x", "image": "1"], ["name": "y", "image": "2"]]],
                    ],
                ],
            ]
        ),
    ]

    static let rows: [Refusal] = [
        Refusal(
            "a test that fails",
            .operations("configmaps/a", [["op": "test", "path": "/data/x", "value": "9"]]),
            422,
            "Invalid",
            "the server rejected our request due to an error in our request"
        ),
        Refusal(
            "the removal of what is not there",
            .operations("configmaps/a", [["op": "remove", "path": "/data/none"]]),
            422,
            "Invalid",
            "the server rejected our request due to an error in our request"
        ),
        Refusal(
            "a member of what is not there",
            .operations("configmaps/a", [["op": "add", "path": "/foo/none", "value": "1"]]),
            422,
            "Invalid",
            "the server rejected our request due to an error in our request"
        ),
        Refusal(
            "an operation that is none",
            .operations("configmaps/a", [["op": "frob", "path": "/data/x"]]),
            422,
            "Invalid",
            "the server rejected our request due to an error in our request"
        ),
        Refusal(
            "null in the place of the object",
            .operations("configmaps/a", [["op": "replace", "path": "", "value": nil]]),
            422,
            "Invalid",
            "the server rejected our request due to an error in our request"
        ),
        Refusal(
            "an object that is no list of operations",
            .operations("configmaps/a", ["op": "x"]),
            400,
            "BadRequest",
            """
            error decoding patch: json: cannot unmarshal object into Go value of type []handlers.jsonPatchOp
            """
        ),
        Refusal(
            "half a list of operations",
            .text(.patch, "configmaps/a", "[{", "application/json-patch+json"),
            400,
            "BadRequest",
            "error decoding patch: unexpected end of JSON input"
        ),
        Refusal(
            "another name, by operations",
            .operations("configmaps/a", [["op": "replace", "path": "/metadata/name", "value": "b"]]),
            400,
            "BadRequest",
            "the name of the object (b) does not match the name on the URL (a)"
        ),
        Refusal(
            "another namespace, by operations",
            .operations("configmaps/a", [["op": "replace", "path": "/metadata/namespace", "value": "b"]]),
            400,
            "BadRequest",
            "the namespace of the provided object does not match the namespace sent on the request"
        ),
        Refusal(
            "another uid, by operations",
            .operations("configmaps/a", [["op": "replace", "path": "/metadata/uid", "value": "b"]]),
            422,
            "Invalid",
            #"ConfigMap "a" is invalid: metadata.uid: Invalid value: "b": field is immutable"#,
            causes: ["FieldValueInvalid metadata.uid", "FieldValueInvalid metadata.uid"]
        ),
        Refusal(
            "an old version, by operations",
            .operations("configmaps/a", [["op": "replace", "path": "/metadata/resourceVersion", "value": "1"]]),
            409,
            "Conflict",
            #"""
            Operation cannot be fulfilled on configmaps "a": the object has been modified; please apply your \#
            changes to the latest version and try again
            """#
        ),
        Refusal(
            "an old version",
            .merge("configmaps/a", ["metadata": ["resourceVersion": "1"]]),
            409,
            "Conflict",
            #"""
            Operation cannot be fulfilled on configmaps "a": the object has been modified; please apply your \#
            changes to the latest version and try again
            """#
        ),
        Refusal(
            "another name",
            .merge("configmaps/a", ["metadata": ["name": "b"]]),
            400,
            "BadRequest",
            "the name of the object (b) does not match the name on the URL (a)"
        ),
        Refusal(
            "another uid",
            .merge("configmaps/a", ["metadata": ["uid": "1"]]),
            422,
            "Invalid",
            #"ConfigMap "a" is invalid: metadata.uid: Invalid value: "1": field is immutable"#,
            causes: ["FieldValueInvalid metadata.uid", "FieldValueInvalid metadata.uid"]
        ),
        Refusal(
            "a list that is no object",
            .merge("configmaps/a", []),
            400,
            "BadRequest",
            """
            error decoding patch: json: cannot unmarshal array into Go value of type map[string]interface {}
            """
        ),
        Refusal(
            "half an object",
            .text(.patch, "configmaps/a", "{", "application/merge-patch+json"),
            400,
            "BadRequest",
            "error decoding patch: unexpected end of JSON input"
        ),
        Refusal(
            "what is not there",
            .merge("configmaps/none", [:]),
            404,
            "NotFound",
            #"configmaps "none" not found"#
        ),
        Refusal(
            "plain JSON",
            .text(.patch, "configmaps/a", "{}"),
            415,
            "UnsupportedMediaType",
            "415: Unsupported Media Type"
        ),
        Refusal(
            "a finalizer on what goes",
            .merge("configmaps/going", ["metadata": ["finalizers": ["example.com/a", "example.com/b"]]]),
            422,
            "Invalid",
            #"""
            ConfigMap "going" is invalid: metadata.finalizers: Forbidden: no new finalizers can be added if the \#
            object is being deleted, found new finalizers []string{"example.com/b"}
            """#,
            causes: ["FieldValueForbidden metadata.finalizers", "FieldValueForbidden metadata.finalizers"]
        ),
        Refusal(
            "an order that is not that of the patch",
            .strategic(
                "/apis/apps/v1/namespaces/{ns}/deployments/d",
                [
                    "spec": [
                        "template": [
                            "spec": [
                                "containers": [["name": "x"], ["name": "y"]],
                                "$setElementOrder/containers": [["name": "y"], ["name": "x"]],
                            ]
                        ]
                    ]
                ]
            ),
            500,
            "",
            #"""
            The order in patch list:\#n[map[name:x] map[name:y]]\#n doesn't match $setElementOrder \#
            list:\#n[map[name:y] map[name:x]]\#n
            """#
        ),
        Refusal(
            "an element without its key",
            .strategic(
                "/apis/apps/v1/namespaces/{ns}/deployments/d",
                ["spec": ["template": ["spec": ["containers": [["image": "x"]]]]]]
            ),
            500,
            "",
            "map: map[image:x] does not contain declared merge key: name"
        ),
        Refusal(
            "a directive that is none",
            .strategic("/apis/apps/v1/namespaces/{ns}/deployments/d", ["spec": ["$patch": "frob"]]),
            500,
            "",
            "unknown patch type: frob in map: map[$patch:frob]"
        ),
        Refusal(
            "a string where an object belongs",
            .strategic("/apis/apps/v1/namespaces/{ns}/deployments/d", ["spec": "x"]),
            422,
            "Invalid",
            #" "" is invalid: patch: Invalid value: "map[spec:x]": cannot restore struct from: string"#,
            causes: ["FieldValueInvalid patch"]
        ),
        Refusal(
            "a volume of two types",
            .strategic(
                "/apis/apps/v1/namespaces/{ns}/deployments/d",
                [
                    "spec": [
                        "template": ["spec": ["volumes": [["name": "v", "emptyDir": [:], "configMap": ["name": "x"]]]]]
                    ]
                ]
            ),
            422,
            "Invalid",
            #"""
            Deployment.apps "d" is invalid: spec.template.spec.volumes[0].configMap: Forbidden: may not specify \#
            more than 1 volume type
            """#,
            causes: ["FieldValueForbidden spec.template.spec.volumes[0].configMap"]
        ),
    ]
}
