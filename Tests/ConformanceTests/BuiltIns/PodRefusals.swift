// SPDX-License-Identifier: Apache-2.0

import HTTPCore
import JSONKit
import Testing

extension Conformance {
    @Suite("Pods that are refused", .timeLimit(.minutes(2)))
    struct PodRefusals {
        @Test("a built-in object that cannot be is refused in these words", arguments: rows)
        func refuses(_ row: Refusal) async throws {
            try await row.check(given: Self.given)
        }
    }
}

extension Conformance.PodRefusals {
    static let given: [Call] = [
        .post("pods", ["metadata": ["name": "old"], "spec": ["containers": [["name": "x", "image": "1"]]]])
    ]

    static let rows: [Refusal] = [
        Refusal(
            "a pod without containers",
            .post("pods", ["metadata": ["name": "n"], "spec": ["containers": []]]),
            422,
            "Invalid",
            #"Pod "n" is invalid: spec.containers: Required value"#
        ),
        Refusal(
            "a container without an image",
            .post("pods", ["metadata": ["name": "n"], "spec": ["containers": [["name": "x"]]]]),
            422,
            "Invalid",
            #"Pod "n" is invalid: spec.containers[0].image: Required value"#
        ),
        Refusal(
            "two containers of one name",
            .post(
                "pods",
                [
                    "metadata": ["name": "n"],
                    "spec": ["containers": [["name": "x", "image": "1"], ["name": "x", "image": "1"]]],
                ]
            ),
            422,
            "Invalid",
            #"Pod "n" is invalid: spec.containers[1].name: Duplicate value: "x""#
        ),
        Refusal(
            "a container name that is none",
            .post("pods", ["metadata": ["name": "n"], "spec": ["containers": [["name": "X_", "image": "1"]]]]),
            422,
            "Invalid",
            #"Pod "n" is invalid: spec.containers[0].name: Invalid value: "X_": \#(Wording.label)"#
        ),
        Refusal(
            "a port beyond all",
            .post(
                "pods",
                [
                    "metadata": ["name": "n"],
                    "spec": ["containers": [["name": "x", "image": "1", "ports": [["containerPort": 70000]]]]],
                ]
            ),
            422,
            "Invalid",
            #"""
            Pod "n" is invalid: spec.containers[0].ports[0].containerPort: Invalid value: 70000: must be \#
            between 1 and 65535, inclusive
            """#
        ),
        Refusal(
            "a port of a protocol that is none",
            .post(
                "pods",
                [
                    "metadata": ["name": "n"],
                    "spec": [
                        "containers": [["name": "x", "image": "1", "ports": [["containerPort": 1, "protocol": "X"]]]]
                    ],
                ]
            ),
            422,
            "Invalid",
            #"""
            Pod "n" is invalid: spec.containers[0].ports[0].protocol: Unsupported value: "X": supported values: \#
            "SCTP", "TCP", "UDP"
            """#
        ),
        Refusal(
            "two ports of one name",
            .post(
                "pods",
                [
                    "metadata": ["name": "n"],
                    "spec": [
                        "containers": [
                            [
                                "name": "x", "image": "1",
                                "ports": [["containerPort": 1, "name": "a"], ["containerPort": 2, "name": "a"]],
                            ]
                        ]
                    ],
                ]
            ),
            422,
            "Invalid",
            #"Pod "n" is invalid: spec.containers[0].ports[1].name: Duplicate value: "a""#
        ),
        Refusal(
            "a variable without a name",
            .post(
                "pods",
                [
                    "metadata": ["name": "n"],
                    "spec": ["containers": [["name": "x", "image": "1", "env": [["name": "", "value": "a"]]]]],
                ]
            ),
            422,
            "Invalid",
            #"Pod "n" is invalid: spec.containers[0].env[0].name: Required value"#
        ),
        Refusal(
            "a variable with two sources",
            .post(
                "pods",
                [
                    "metadata": ["name": "n"],
                    "spec": [
                        "containers": [
                            [
                                "name": "x", "image": "1",
                                "env": [
                                    [
                                        "name": "A", "value": "a",
                                        "valueFrom": ["fieldRef": ["fieldPath": "metadata.name"]],
                                    ]
                                ],
                            ]
                        ]
                    ],
                ]
            ),
            422,
            "Invalid",
            #"""
            Pod "n" is invalid: spec.containers[0].env[0].valueFrom: Invalid value: "": may not be specified \#
            when `value` is not empty
            """#
        ),
        Refusal(
            "a mount of what is not there",
            .post(
                "pods",
                [
                    "metadata": ["name": "n"],
                    "spec": [
                        "containers": [
                            ["name": "x", "image": "1", "volumeMounts": [["name": "v", "mountPath": "/v"]]]
                        ]
                    ],
                ]
            ),
            422,
            "Invalid",
            #"Pod "n" is invalid: spec.containers[0].volumeMounts[0].name: Not found: "v""#
        ),
        Refusal(
            "a quantity that is none",
            .post(
                "pods",
                [
                    "metadata": ["name": "n"],
                    "spec": ["containers": [["name": "x", "image": "1", "resources": ["requests": ["cpu": "x"]]]]],
                ]
            ),
            400,
            "BadRequest",
            #"""
            Pod in version "v1" cannot be handled as a Pod: quantities must match the regular expression \#
            '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'
            """#
        ),
        Refusal(
            "a request above its limit",
            .post(
                "pods",
                [
                    "metadata": ["name": "n"],
                    "spec": [
                        "containers": [
                            [
                                "name": "x", "image": "1",
                                "resources": ["requests": ["cpu": "2"], "limits": ["cpu": "1"]],
                            ]
                        ]
                    ],
                ]
            ),
            422,
            "Invalid",
            #"""
            Pod "n" is invalid: spec.containers[0].resources.requests: Invalid value: "2": must be less than or \#
            equal to cpu limit of 1
            """#
        ),
        Refusal(
            "a quantity below zero",
            .post(
                "pods",
                [
                    "metadata": ["name": "n"],
                    "spec": ["containers": [["name": "x", "image": "1", "resources": ["requests": ["memory": "-1"]]]]],
                ]
            ),
            422,
            "Invalid",
            #"""
            Pod "n" is invalid: spec.containers[0].resources.requests[memory]: Invalid value: "-1": must be \#
            greater than or equal to 0
            """#
        ),
        Refusal(
            "a restart policy that is none",
            .post(
                "pods",
                [
                    "metadata": ["name": "n"],
                    "spec": ["containers": [["name": "x", "image": "1"]], "restartPolicy": "X"],
                ]
            ),
            422,
            "Invalid",
            #"""
            Pod "n" is invalid: spec.restartPolicy: Unsupported value: "X": supported values: "Always", \#
            "OnFailure", "Never"
            """#
        ),
        Refusal(
            "a pull policy that is none",
            .post(
                "pods",
                [
                    "metadata": ["name": "n"],
                    "spec": ["containers": [["name": "x", "image": "1", "imagePullPolicy": "X"]]],
                ]
            ),
            422,
            "Invalid",
            #"""
            Pod "n" is invalid: spec.containers[0].imagePullPolicy: Unsupported value: "X": supported values: \#
            "Always", "IfNotPresent", "Never"
            """#
        ),
        Refusal(
            "a probe of two kinds",
            .post(
                "pods",
                [
                    "metadata": ["name": "n"],
                    "spec": [
                        "containers": [
                            [
                                "name": "x", "image": "1",
                                "livenessProbe": ["httpGet": ["path": "/", "port": 1], "exec": ["command": ["a"]]],
                            ]
                        ]
                    ],
                ]
            ),
            422,
            "Invalid",
            #"""
            Pod "n" is invalid: spec.containers[0].livenessProbe.httpGet: Forbidden: may not specify more than \#
            1 handler type
            """#
        ),
        Refusal(
            "a probe of nothing",
            .post(
                "pods",
                [
                    "metadata": ["name": "n"],
                    "spec": ["containers": [["name": "x", "image": "1", "livenessProbe": ["periodSeconds": 1]]]],
                ]
            ),
            422,
            "Invalid",
            #"""
            Pod "n" is invalid: spec.containers[0].livenessProbe: Required value: must specify a handler type
            """#
        ),
        Refusal(
            "a volume of no kind that is there twice",
            .post(
                "pods",
                [
                    "metadata": ["name": "n"],
                    "spec": ["containers": [["name": "x", "image": "1"]], "volumes": [["name": "v"], ["name": "v"]]],
                ]
            ),
            422,
            "Invalid",
            #"Pod "n" is invalid: spec.volumes[1].name: Duplicate value: "v""#
        ),
        Refusal(
            "a toleration that is none",
            .post(
                "pods",
                [
                    "metadata": ["name": "n"],
                    "spec": [
                        "containers": [["name": "x", "image": "1"]], "tolerations": [["operator": "X", "key": "a"]],
                    ],
                ]
            ),
            422,
            "Invalid",
            #"""
            Pod "n" is invalid: spec.tolerations[0].operator: Unsupported value: "X": supported values: \#
            "Equal", "Exists"
            """#
        ),
        Refusal(
            "a pod whose container changes",
            .merge("pods/old", ["spec": ["containers": [["name": "x", "image": "1", "command": ["a"]]]]]),
            422,
            "Invalid",
            #"""
            Pod "old" is invalid: spec: Forbidden: pod updates may not change fields other than \#
            `spec.containers[*].image`,`spec.initContainers[*].image`,`spec.activeDeadlineSeconds`,`spec.tolerations` \#
            (only additions to existing tolerations),`spec.terminationGracePeriodSeconds` (allow it to be set \#
            to 1 if it was previously negative)…
            """#
        ),
    ]
}
