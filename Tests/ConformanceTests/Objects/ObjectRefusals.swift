// SPDX-License-Identifier: Apache-2.0

import HTTPCore
import JSONKit
import Testing

extension Conformance {
    @Suite("Objects that are refused", .timeLimit(.minutes(2)))
    struct ObjectRefusals {
        @Test("an object that cannot be is refused in these words", arguments: rows)
        func refuses(_ row: Refusal) async throws {
            try await row.check(given: Self.given)
        }
    }
}

extension Conformance.ObjectRefusals {
    static let given: [Call] = [
        .post("configmaps", ["metadata": ["name": "a"]])
    ]

    static let rows: [Refusal] = [
        Refusal(
            "a name is taken",
            .post("configmaps", ["metadata": ["name": "a"]]),
            409,
            "AlreadyExists",
            #"configmaps "a" already exists"#
        ),
        Refusal(
            "a version on an object that is new",
            .post("configmaps", ["metadata": ["name": "b", "resourceVersion": "1"]]),
            500,
            "",
            "resourceVersion should not be set on objects to be created"
        ),
        Refusal(
            "a namespace other than that of the request",
            .post("configmaps", ["metadata": ["name": "b", "namespace": "other"]]),
            400,
            "BadRequest",
            "the namespace of the provided object does not match the namespace sent on the request"
        ),
        Refusal(
            "a namespace that is not there",
            .post("/api/v1/namespaces/{ns}-none/configmaps", ["metadata": ["name": "b"]]),
            404,
            "NotFound",
            #"namespaces "{ns}-none" not found"#
        ),
        Refusal(
            "no name",
            .post("configmaps", ["metadata": [:]]),
            422,
            "Invalid",
            #"ConfigMap "" is invalid: metadata.name: Required value: name or generateName is required"#,
            causes: ["FieldValueRequired metadata.name"]
        ),
        Refusal(
            "a name that is none",
            .post("configmaps", ["metadata": ["name": "A_b"]]),
            422,
            "Invalid",
            #"ConfigMap "A_b" is invalid: metadata.name: Invalid value: "A_b": \#(Wording.subdomain)"#,
            causes: ["FieldValueInvalid metadata.name"]
        ),
        Refusal(
            "a namespace with a dot",
            .post("/api/v1/namespaces", ["metadata": ["name": "a.b"]]),
            422,
            "Invalid",
            #"Namespace "a.b" is invalid: metadata.name: Invalid value: "a.b": must not contain dots"#,
            causes: ["FieldValueInvalid metadata.name"]
        ),
        Refusal(
            "another kind",
            .post("configmaps", ["apiVersion": "v1", "kind": "Secret", "metadata": ["name": "b"]]),
            400,
            "BadRequest",
            #"""
            Secret in version "v1" cannot be handled as a ConfigMap: converting (v1.Secret) to \#
            (core.ConfigMap): unknown conversion
            """#
        ),
        Refusal(
            "another version",
            .post("configmaps", ["apiVersion": "v2", "kind": "ConfigMap", "metadata": ["name": "b"]]),
            400,
            "BadRequest",
            #"""
            ConfigMap in version "v2" cannot be handled as a ConfigMap: no kind "ConfigMap" is registered for \#
            version "v2" in scheme "k8s.io/kubernetes/pkg/api/legacyscheme/scheme.go:30"
            """#
        ),
        Refusal(
            "an object that is not there",
            .get("configmaps/none"),
            404,
            "NotFound",
            #"configmaps "none" not found"#
        ),
        Refusal(
            "an object of a group that is not there",
            .get("/apis/apps/v1/namespaces/{ns}/deployments/none"),
            404,
            "NotFound",
            #"deployments.apps "none" not found"#
        ),
        Refusal(
            "half a document",
            .text(.post, "configmaps", #"{"metadata":"#),
            400,
            "BadRequest",
            #"""
            the object provided is unrecognized (must be of type ConfigMap): couldn't get version/kind; json \#
            parse error: unexpected end of JSON input ({"metadata":)
            """#
        ),
        Refusal(
            "an empty body",
            .text(.post, "configmaps", ""),
            400,
            "BadRequest",
            """
            the object provided is unrecognized (must be of type ConfigMap): couldn't get version/kind; json \
            parse error: unexpected end of JSON input (<empty>)
            """
        ),
        Refusal(
            "an array",
            .text(.post, "configmaps", "[]"),
            400,
            "BadRequest",
            #"""
            the object provided is unrecognized (must be of type ConfigMap): couldn't get version/kind; json \#
            parse error: json: cannot unmarshal array into Go value of type struct { APIVersion string \#
            "json:\"apiVersion,omitempty\""; Kind string "json:\"kind,omitempty\"" } (5b5d)
            """#
        ),
        Refusal(
            "a number where a string belongs",
            .post("configmaps", ["metadata": ["name": "b"], "data": ["x": 1]]),
            400,
            "BadRequest",
            #"""
            ConfigMap in version "v1" cannot be handled as a ConfigMap: json: cannot unmarshal number into Go \#
            struct field ConfigMap.data of type string
            """#
        ),
        Refusal(
            "an object where a list belongs",
            .post("pods", ["metadata": ["name": "b"], "spec": ["containers": [:]]]),
            400,
            "BadRequest",
            #"""
            Pod in version "v1" cannot be handled as a Pod: json: cannot unmarshal object into Go struct field \#
            PodSpec.spec.containers of type []v1.Container
            """#
        ),
        Refusal(
            "a media type that nobody reads",
            .text(.post, "configmaps", "x", "text/plain"),
            415,
            "UnsupportedMediaType",
            """
            the body of the request was in an unknown format - accepted media types include: application/json, \
            application/yaml, application/vnd.kubernetes.protobuf
            """
        ),
        Refusal(
            "a media type that nobody writes",
            .get("configmaps/a", accept: "text/html"),
            406,
            "NotAcceptable",
            #"""
            406: Not Acceptable\#n\#nAvailable representations: application/json, application/yaml, \#
            application/vnd.kubernetes.protobuf
            """#
        ),
        Refusal(
            "a replacement of another name",
            .put("configmaps/a", ["metadata": ["name": "b"]]),
            400,
            "BadRequest",
            "the name of the object (b) does not match the name on the URL (a)"
        ),
        Refusal(
            "a replacement without a name",
            .put("configmaps/a", ["data": [:]]),
            400,
            "BadRequest",
            "the name of the object (a based on URL) was undeterminable: name must be provided"
        ),
        Refusal(
            "a replacement of another namespace",
            .put("configmaps/a", ["metadata": ["name": "a", "namespace": "other"]]),
            400,
            "BadRequest",
            "the namespace of the provided object does not match the namespace sent on the request"
        ),
        Refusal(
            "a replacement of what is not there",
            .put("configmaps/none", ["metadata": ["name": "none"]]),
            404,
            "NotFound",
            #"configmaps "none" not found"#
        ),
        Refusal(
            "a replacement of an old version",
            .put("configmaps/a", ["metadata": ["name": "a", "resourceVersion": "1"]]),
            409,
            "Conflict",
            #"""
            Operation cannot be fulfilled on configmaps "a": the object has been modified; please apply your \#
            changes to the latest version and try again
            """#
        ),
        Refusal(
            "a replacement of a version that is none",
            .put("configmaps/a", ["metadata": ["name": "a", "resourceVersion": "abc"]]),
            500,
            "",
            #"strconv.ParseUint: parsing "abc": invalid syntax"#
        ),
        Refusal(
            "a label key that is none",
            .post("configmaps", ["metadata": ["name": "b", "labels": ["a b": "c"]]]),
            422,
            "Invalid",
            #"ConfigMap "b" is invalid: metadata.labels: Invalid value: "a b": \#(Wording.qualifiedName)"#,
            causes: ["FieldValueInvalid metadata.labels"]
        ),
        Refusal(
            "a label value that is none",
            .post("configmaps", ["metadata": ["name": "b", "labels": ["x": "!"]]]),
            422,
            "Invalid",
            #"ConfigMap "b" is invalid: metadata.labels: Invalid value: "!": \#(Wording.labelValue)"#,
            causes: ["FieldValueInvalid metadata.labels"]
        ),
        Refusal(
            "an annotation that is none",
            .post("configmaps", ["metadata": ["name": "b", "annotations": ["-": "x"]]]),
            422,
            "Invalid",
            #"ConfigMap "b" is invalid: metadata.annotations: Invalid value: "-": \#(Wording.qualifiedName)"#,
            causes: ["FieldValueInvalid metadata.annotations"]
        ),
        Refusal(
            "a finalizer without a domain",
            .post("configmaps", ["metadata": ["name": "b", "finalizers": ["bad"]]]),
            422,
            "Invalid",
            #"""
            ConfigMap "b" is invalid: metadata.finalizers[0]: Invalid value: "bad": name is neither a standard \#
            finalizer name nor is it fully qualified
            """#,
            causes: ["FieldValueInvalid metadata.finalizers[0]"]
        ),
        Refusal(
            "a generated name that cannot be",
            .post("configmaps", ["metadata": ["name": "b", "generateName": "A_"]]),
            422,
            "Invalid",
            #"ConfigMap "b" is invalid: metadata.generateName: Invalid value: "A_": \#(Wording.subdomain)"#
        ),
        Refusal(
            "an owner without a name",
            .post("configmaps", ["metadata": ["name": "b", "ownerReferences": [["apiVersion": "v1", "kind": "X"]]]]),
            422,
            "Invalid",
            #"""
            ConfigMap "b" is invalid: [metadata.ownerReferences.name: Invalid value: "": must not be empty, \#
            metadata.ownerReferences.uid: Invalid value: "": must not be empty]
            """#,
            causes: [
                "FieldValueInvalid metadata.ownerReferences.name", "FieldValueInvalid metadata.ownerReferences.uid",
            ]
        ),
        Refusal(
            "two owners that answer for it",
            .post(
                "configmaps",
                [
                    "metadata": [
                        "name": "b",
                        "ownerReferences": [
                            ["apiVersion": "v1", "kind": "X", "name": "a", "uid": "a", "controller": true],
                            ["apiVersion": "v1", "kind": "X", "name": "b", "uid": "b", "controller": true],
                        ],
                    ]
                ]
            ),
            422,
            "Invalid",
            #"""
            ConfigMap "b" is invalid: metadata.ownerReferences: Invalid value: \#
            [{"apiVersion":"v1","kind":"X","name":"a","uid":"a","controller":true},{"apiVersion":"v1","kind":"X","name":"b","uid":"b","controller":true}]: \#
            Only one reference can have Controller set to true. Found "true" in references for X/a and X/b
            """#,
            causes: ["FieldValueInvalid metadata.ownerReferences"]
        ),
        Refusal(
            "an owner of a kind that owns nothing",
            .post(
                "configmaps",
                [
                    "metadata": [
                        "name": "b",
                        "ownerReferences": [["apiVersion": "v1", "kind": "Event", "name": "a", "uid": "1"]],
                    ]
                ]
            ),
            422,
            "Invalid",
            #"""
            ConfigMap "b" is invalid: metadata.ownerReferences: Invalid value: \#
            {"apiVersion":"v1","kind":"Event","name":"a","uid":"1"}: /v1, Kind=Event is disallowed from being \#
            an owner
            """#,
            causes: ["FieldValueInvalid metadata.ownerReferences"]
        ),
        Refusal(
            "a manager with a long name",
            .post(
                "configmaps?fieldManager=mmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmm",
                ["metadata": ["name": "b"]]
            ),
            422,
            "Invalid",
            #"CreateOptions.meta.k8s.io "" is invalid: fieldManager: Too long: may not be more than 128 bytes"#,
            causes: ["FieldValueTooLong fieldManager"]
        ),
        Refusal(
            "POST to an object",
            .post("configmaps/a", ["metadata": ["name": "a"]]),
            405,
            "MethodNotAllowed",
            "the server does not allow this method on the requested resource"
        ),
        Refusal(
            "PUT to a collection",
            .put("configmaps", ["metadata": ["name": "a"]]),
            405,
            "MethodNotAllowed",
            "the server does not allow this method on the requested resource"
        ),
        Refusal(
            "PATCH of a collection",
            .merge("configmaps", ["metadata": ["name": "a"]]),
            405,
            "MethodNotAllowed",
            "the server does not allow this method on the requested resource"
        ),
        Refusal(
            "a deletion of all namespaces",
            .delete("/api/v1/namespaces"),
            405,
            "MethodNotAllowed",
            "the server does not allow this method on the requested resource"
        ),
        Refusal(
            "a resource that is not there",
            .get("nothings"),
            404,
            "NotFound",
            "the server could not find the requested resource"
        ),
        Refusal(
            "a version that is not there",
            .get("/apis/apps/v9/deployments"),
            404,
            "NotFound",
            "the server could not find the requested resource"
        ),
        Refusal(
            "a group that is not there",
            .get("/apis/none.example.com/v1/things"),
            404,
            "NotFound",
            "404 page not found"
        ),
        Refusal(
            "a path that is not there",
            .get("/nothing"),
            404,
            "NotFound",
            "404 page not found"
        ),
        Refusal(
            "a part that is not there",
            .get("configmaps/a/status"),
            404,
            "NotFound",
            "the server could not find the requested resource"
        ),
    ]
}
