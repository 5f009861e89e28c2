// SPDX-License-Identifier: Apache-2.0

import JSONKit
import Testing

extension Conformance {
    @Suite("Workloads that are refused", .timeLimit(.minutes(2)))
    struct WorkloadRefusals {
        @Test("a built-in object that cannot be is refused in these words", arguments: rows)
        func refuses(_ row: Refusal) async throws {
            try await row.check(given: Self.given)
        }
    }
}

extension Conformance.WorkloadRefusals {
    static let given: [Call] = [
        .post(
            "/apis/apps/v1/namespaces/{ns}/deployments",
            [
                "metadata": ["name": "old"],
                "spec": [
                    "selector": ["matchLabels": ["a": "b"]],
                    "template": [
                        "metadata": ["labels": ["a": "b"]], "spec": ["containers": [["name": "x", "image": "1"]]],
                    ],
                ],
            ]
        ),
        .post(
            "/apis/apps/v1/namespaces/{ns}/statefulsets",
            [
                "metadata": ["name": "old"],
                "spec": [
                    "selector": ["matchLabels": ["a": "b"]],
                    "template": [
                        "metadata": ["labels": ["a": "b"]], "spec": ["containers": [["name": "x", "image": "1"]]],
                    ], "serviceName": "s",
                ],
            ]
        ),
        .post(
            "/apis/batch/v1/namespaces/{ns}/jobs",
            [
                "metadata": ["name": "old"],
                "spec": [
                    "template": [
                        "metadata": ["labels": ["a": "b"]],
                        "spec": ["containers": [["name": "x", "image": "1"]], "restartPolicy": "Never"],
                    ]
                ],
            ]
        ),
    ]

    static let rows: [Refusal] = [
        Refusal(
            "a deployment without a selector",
            .post(
                "/apis/apps/v1/namespaces/{ns}/deployments",
                [
                    "metadata": ["name": "n"],
                    "spec": [
                        "selector": nil,
                        "template": [
                            "metadata": ["labels": ["a": "b"]], "spec": ["containers": [["name": "x", "image": "1"]]],
                        ],
                    ],
                ]
            ),
            422,
            "Invalid",
            #"""
            Deployment.apps "n" is invalid: [spec.selector: Required value, spec.template.metadata.labels: \#
            Invalid value: {"a":"b"}: `selector` does not match template `labels`]
            """#
        ),
        Refusal(
            "a deployment that does not select its pods",
            .post(
                "/apis/apps/v1/namespaces/{ns}/deployments",
                [
                    "metadata": ["name": "n"],
                    "spec": [
                        "selector": ["matchLabels": ["a": "b"]],
                        "template": [
                            "metadata": ["labels": ["a": "c"]], "spec": ["containers": [["name": "x", "image": "1"]]],
                        ],
                    ],
                ]
            ),
            422,
            "Invalid",
            #"""
            Deployment.apps "n" is invalid: spec.template.metadata.labels: Invalid value: {"a":"c"}: `selector` \#
            does not match template `labels`
            """#
        ),
        Refusal(
            "a deployment below zero",
            .post(
                "/apis/apps/v1/namespaces/{ns}/deployments",
                [
                    "metadata": ["name": "n"],
                    "spec": [
                        "selector": ["matchLabels": ["a": "b"]],
                        "template": [
                            "metadata": ["labels": ["a": "b"]], "spec": ["containers": [["name": "x", "image": "1"]]],
                        ], "replicas": -1,
                    ],
                ]
            ),
            422,
            "Invalid",
            #"""
            Deployment.apps "n" is invalid: spec.replicas: Invalid value: -1: must be greater than or equal to 0
            """#
        ),
        Refusal(
            "a deployment with a strategy that is none",
            .post(
                "/apis/apps/v1/namespaces/{ns}/deployments",
                [
                    "metadata": ["name": "n"],
                    "spec": [
                        "selector": ["matchLabels": ["a": "b"]],
                        "template": [
                            "metadata": ["labels": ["a": "b"]], "spec": ["containers": [["name": "x", "image": "1"]]],
                        ], "strategy": ["type": "X"],
                    ],
                ]
            ),
            422,
            "Invalid",
            #"""
            Deployment.apps "n" is invalid: spec.strategy: Unsupported value: \#
            {"Type":"X","RollingUpdate":null}: supported values: "Recreate", "RollingUpdate"
            """#
        ),
        Refusal(
            "a deployment that recreates and rolls",
            .post(
                "/apis/apps/v1/namespaces/{ns}/deployments",
                [
                    "metadata": ["name": "n"],
                    "spec": [
                        "selector": ["matchLabels": ["a": "b"]],
                        "template": [
                            "metadata": ["labels": ["a": "b"]], "spec": ["containers": [["name": "x", "image": "1"]]],
                        ], "strategy": ["type": "Recreate", "rollingUpdate": [:]],
                    ],
                ]
            ),
            422,
            "Invalid",
            #"""
            Deployment.apps "n" is invalid: spec.strategy.rollingUpdate: Forbidden: may not be specified when \#
            strategy `type` is 'Recreate'
            """#
        ),
        Refusal(
            "a deployment that may neither grow nor shrink",
            .post(
                "/apis/apps/v1/namespaces/{ns}/deployments",
                [
                    "metadata": ["name": "n"],
                    "spec": [
                        "selector": ["matchLabels": ["a": "b"]],
                        "template": [
                            "metadata": ["labels": ["a": "b"]], "spec": ["containers": [["name": "x", "image": "1"]]],
                        ], "strategy": ["rollingUpdate": ["maxSurge": 0, "maxUnavailable": 0]],
                    ],
                ]
            ),
            422,
            "Invalid",
            #"""
            Deployment.apps "n" is invalid: spec.strategy.rollingUpdate.maxUnavailable: Invalid value: 0: may \#
            not be 0 when `maxSurge` is 0
            """#
        ),
        Refusal(
            "a deployment whose selector changes",
            .put(
                "/apis/apps/v1/namespaces/{ns}/deployments/old",
                [
                    "metadata": ["name": "old"],
                    "spec": [
                        "selector": ["matchLabels": ["a": "c"]],
                        "template": [
                            "metadata": ["labels": ["a": "c"]], "spec": ["containers": [["name": "x", "image": "1"]]],
                        ],
                    ],
                ]
            ),
            422,
            "Invalid",
            #"""
            Deployment.apps "old" is invalid: spec.selector: Invalid value: {"matchLabels":{"a":"c"}}: field is \#
            immutable
            """#
        ),
        Refusal(
            "a deployment whose pods end",
            .post(
                "/apis/apps/v1/namespaces/{ns}/deployments",
                [
                    "metadata": ["name": "n"],
                    "spec": [
                        "selector": ["matchLabels": ["a": "b"]],
                        "template": [
                            "metadata": ["labels": ["a": "b"]],
                            "spec": ["containers": [["name": "x", "image": "1"]], "restartPolicy": "Never"],
                        ],
                    ],
                ]
            ),
            422,
            "Invalid",
            #"""
            Deployment.apps "n" is invalid: spec.template.spec.restartPolicy: Unsupported value: "Never": \#
            supported values: "Always"
            """#
        ),
        Refusal(
            "a stateful set whose service changes",
            .merge("/apis/apps/v1/namespaces/{ns}/statefulsets/old", ["spec": ["serviceName": "other"]]),
            422,
            "Invalid",
            #"""
            StatefulSet.apps "old" is invalid: spec: Forbidden: updates to statefulset spec for fields other \#
            than 'replicas', 'ordinals', 'template', 'updateStrategy', 'revisionHistoryLimit', \#
            'persistentVolumeClaimRetentionPolicy' and 'minReadySeconds' are forbidden
            """#
        ),
        Refusal(
            "a replica set without containers",
            .post(
                "/apis/apps/v1/namespaces/{ns}/replicasets",
                [
                    "metadata": ["name": "n"],
                    "spec": [
                        "selector": ["matchLabels": ["a": "b"]],
                        "template": ["metadata": ["labels": ["a": "b"]], "spec": ["containers": []]],
                    ],
                ]
            ),
            422,
            "Invalid",
            #"ReplicaSet.apps "n" is invalid: spec.template.spec.containers: Required value"#
        ),
        Refusal(
            "a daemon set with replicas below zero seconds",
            .post(
                "/apis/apps/v1/namespaces/{ns}/daemonsets",
                [
                    "metadata": ["name": "n"],
                    "spec": [
                        "selector": ["matchLabels": ["a": "b"]],
                        "template": [
                            "metadata": ["labels": ["a": "b"]], "spec": ["containers": [["name": "x", "image": "1"]]],
                        ], "minReadySeconds": -1,
                    ],
                ]
            ),
            422,
            "Invalid",
            #"""
            DaemonSet.apps "n" is invalid: spec.minReadySeconds: Invalid value: -1: must be greater than or \#
            equal to 0
            """#
        ),
    ]
}
