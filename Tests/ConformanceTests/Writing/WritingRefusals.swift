// SPDX-License-Identifier: Apache-2.0

import HTTPCore
import JSONKit
import Testing

extension Conformance {
    @Suite("Ways to write that are refused", .timeLimit(.minutes(2)))
    struct WritingRefusals {
        @Test("a way to write that cannot be is refused in these words", arguments: rows)
        func refuses(_ row: Refusal) async throws {
            try await row.check(given: Self.given)
        }
    }
}

extension Conformance.WritingRefusals {
    static let given: [Call] = [
        .post("configmaps", ["metadata": ["name": "a"]])
    ]

    static let rows: [Refusal] = [
        Refusal(
            "a dry run that is none",
            .post("configmaps?dryRun=Some", ["metadata": ["name": "b"]]),
            422,
            "Invalid",
            #"""
            CreateOptions.meta.k8s.io "" is invalid: dryRun: Unsupported value: ["Some"]: supported values: \#
            "All"
            """#
        ),
        Refusal(
            "an empty dry run",
            .post("configmaps?dryRun=", ["metadata": ["name": "b"]]),
            422,
            "Invalid",
            #"""
            CreateOptions.meta.k8s.io "" is invalid: dryRun: Unsupported value: [""]: supported values: "All"
            """#
        ),
        Refusal(
            "a dry run of a name that is taken",
            .post("configmaps?dryRun=All", ["metadata": ["name": "a"]]),
            409,
            "AlreadyExists",
            #"configmaps "a" already exists"#
        ),
        Refusal(
            "a validation that is none",
            .post("configmaps?fieldValidation=Foo", ["metadata": ["name": "b"]]),
            422,
            "Invalid",
            #"""
            CreateOptions.meta.k8s.io "" is invalid: fieldValidation: Unsupported value: "Foo": supported \#
            values: "", "Ignore", "Strict", "Warn"
            """#
        ),
        Refusal(
            "fields that nobody knows",
            .post("configmaps?fieldValidation=Strict", ["metadata": ["name": "b", "foo": "1"], "bar": ["a": 1]]),
            400,
            "BadRequest",
            #"""
            ConfigMap in version "v1" cannot be handled as a ConfigMap: strict decoding error: unknown field \#
            "metadata.foo", unknown field "bar"
            """#
        ),
        Refusal(
            "fields that nobody knows, below",
            .post(
                "/apis/apps/v1/namespaces/{ns}/deployments?fieldValidation=Strict",
                [
                    "metadata": ["name": "d"],
                    "spec": [
                        "replica": 1, "selector": ["matchLabels": ["a": "b"]],
                        "template": [
                            "metadata": ["labels": ["a": "b"]],
                            "spec": ["containers": [["name": "x", "image": "1", "prots": []]]],
                        ],
                    ],
                ]
            ),
            400,
            "BadRequest",
            #"""
            Deployment in version "v1" cannot be handled as a Deployment: strict decoding error: unknown field \#
            "spec.replica", unknown field "spec.template.spec.containers[0].prots"
            """#
        ),
        Refusal(
            "a field in another case",
            .post("configmaps?fieldValidation=Strict", ["metadata": ["name": "b"], "Data": ["x": "1"]]),
            400,
            "BadRequest",
            #"""
            ConfigMap in version "v1" cannot be handled as a ConfigMap: strict decoding error: unknown field \#
            "Data"
            """#
        ),
        Refusal(
            "fields that are there twice",
            .text(
                .post,
                "configmaps?fieldValidation=Strict",
                #"{"metadata":{"name":"b"},"data":{"x":"1","x":"2"},"data":{"y":"1"}}"#
            ),
            400,
            "BadRequest",
            #"""
            ConfigMap in version "v1" cannot be handled as a ConfigMap: strict decoding error: duplicate field \#
            "data.x", duplicate field "data"
            """#
        ),
        Refusal(
            "a replacement with a field that nobody knows",
            .put("configmaps/a?fieldValidation=Strict", ["metadata": ["name": "a"], "bar": 1]),
            400,
            "BadRequest",
            #"""
            ConfigMap in version "v1" cannot be handled as a ConfigMap: strict decoding error: unknown field \#
            "bar"
            """#
        ),
    ]
}
