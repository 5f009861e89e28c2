// SPDX-License-Identifier: Apache-2.0

import JSONKit
import Testing

extension Conformance {
    @Suite("What pods and workloads are by default", .timeLimit(.minutes(2)))
    struct PodDefaults {
        @Test("what is not said is filled in", arguments: rows)
        func defaults(_ row: DefaultsRow) async throws {
            try await row.check()
        }
    }
}

extension Conformance.PodDefaults {
    static let rows: [DefaultsRow] = [
        DefaultsRow(
            "a deployment",
            "/apis/apps/v1/namespaces/{ns}/deployments",
            [
                "metadata": ["name": "n"],
                "spec": [
                    "selector": ["matchLabels": ["a": "b"]],
                    "template": [
                        "metadata": ["labels": ["a": "b"]], "spec": ["containers": [["name": "x", "image": "i:1"]]],
                    ],
                ],
            ],
            [
                "kind": "Deployment", "apiVersion": "apps/v1",
                "metadata": ["name": "n", "namespace": "{ns}", "generation": 1],
                "spec": [
                    "replicas": 1, "selector": ["matchLabels": ["a": "b"]],
                    "template": [
                        "metadata": ["labels": ["a": "b"]],
                        "spec": [
                            "containers": [
                                [
                                    "name": "x", "image": "i:1", "resources": [:],
                                    "terminationMessagePath": "/dev/termination-log",
                                    "terminationMessagePolicy": "File", "imagePullPolicy": "IfNotPresent",
                                ]
                            ], "restartPolicy": "Always", "terminationGracePeriodSeconds": 30,
                            "dnsPolicy": "ClusterFirst", "securityContext": [:], "schedulerName": "default-scheduler",
                        ],
                    ],
                    "strategy": [
                        "type": "RollingUpdate", "rollingUpdate": ["maxUnavailable": "25%", "maxSurge": "25%"],
                    ], "revisionHistoryLimit": 10, "progressDeadlineSeconds": 600,
                ], "status": [:],
            ]
        ),
        DefaultsRow(
            "a replica set",
            "/apis/apps/v1/namespaces/{ns}/replicasets",
            [
                "metadata": ["name": "n"],
                "spec": [
                    "selector": ["matchLabels": ["a": "b"]],
                    "template": [
                        "metadata": ["labels": ["a": "b"]], "spec": ["containers": [["name": "x", "image": "i:1"]]],
                    ],
                ],
            ],
            [
                "kind": "ReplicaSet", "apiVersion": "apps/v1",
                "metadata": ["name": "n", "namespace": "{ns}", "generation": 1],
                "spec": [
                    "replicas": 1, "selector": ["matchLabels": ["a": "b"]],
                    "template": [
                        "metadata": ["labels": ["a": "b"]],
                        "spec": [
                            "containers": [
                                [
                                    "name": "x", "image": "i:1", "resources": [:],
                                    "terminationMessagePath": "/dev/termination-log",
                                    "terminationMessagePolicy": "File", "imagePullPolicy": "IfNotPresent",
                                ]
                            ], "restartPolicy": "Always", "terminationGracePeriodSeconds": 30,
                            "dnsPolicy": "ClusterFirst", "securityContext": [:], "schedulerName": "default-scheduler",
                        ],
                    ],
                ], "status": ["replicas": 0],
            ]
        ),
        DefaultsRow(
            "a stateful set",
            "/apis/apps/v1/namespaces/{ns}/statefulsets",
            [
                "metadata": ["name": "n"],
                "spec": [
                    "selector": ["matchLabels": ["a": "b"]],
                    "template": [
                        "metadata": ["labels": ["a": "b"]], "spec": ["containers": [["name": "x", "image": "i:1"]]],
                    ],
                ],
            ],
            [
                "kind": "StatefulSet", "apiVersion": "apps/v1",
                "metadata": ["name": "n", "namespace": "{ns}", "generation": 1],
                "spec": [
                    "replicas": 1, "selector": ["matchLabels": ["a": "b"]],
                    "template": [
                        "metadata": ["labels": ["a": "b"]],
                        "spec": [
                            "containers": [
                                [
                                    "name": "x", "image": "i:1", "resources": [:],
                                    "terminationMessagePath": "/dev/termination-log",
                                    "terminationMessagePolicy": "File", "imagePullPolicy": "IfNotPresent",
                                ]
                            ], "restartPolicy": "Always", "terminationGracePeriodSeconds": 30,
                            "dnsPolicy": "ClusterFirst", "securityContext": [:], "schedulerName": "default-scheduler",
                        ],
                    ], "serviceName": "", "podManagementPolicy": "OrderedReady",
                    "updateStrategy": ["type": "RollingUpdate", "rollingUpdate": ["partition": 0]],
                    "revisionHistoryLimit": 10,
                    "persistentVolumeClaimRetentionPolicy": ["whenDeleted": "Retain", "whenScaled": "Retain"],
                ], "status": ["replicas": 0, "availableReplicas": 0],
            ]
        ),
        DefaultsRow(
            "a daemon set",
            "/apis/apps/v1/namespaces/{ns}/daemonsets",
            [
                "metadata": ["name": "n"],
                "spec": [
                    "selector": ["matchLabels": ["a": "b"]],
                    "template": [
                        "metadata": ["labels": ["a": "b"]], "spec": ["containers": [["name": "x", "image": "i:1"]]],
                    ],
                ],
            ],
            [
                "kind": "DaemonSet", "apiVersion": "apps/v1",
                "metadata": [
                    "name": "n", "namespace": "{ns}", "generation": 1,
                    "annotations": ["deprecated.daemonset.template.generation": "1"],
                ],
                "spec": [
                    "selector": ["matchLabels": ["a": "b"]],
                    "template": [
                        "metadata": ["labels": ["a": "b"]],
                        "spec": [
                            "containers": [
                                [
                                    "name": "x", "image": "i:1", "resources": [:],
                                    "terminationMessagePath": "/dev/termination-log",
                                    "terminationMessagePolicy": "File", "imagePullPolicy": "IfNotPresent",
                                ]
                            ], "restartPolicy": "Always", "terminationGracePeriodSeconds": 30,
                            "dnsPolicy": "ClusterFirst", "securityContext": [:], "schedulerName": "default-scheduler",
                        ],
                    ],
                    "updateStrategy": [
                        "type": "RollingUpdate", "rollingUpdate": ["maxUnavailable": 1, "maxSurge": 0],
                    ], "revisionHistoryLimit": 10,
                ],
                "status": [
                    "currentNumberScheduled": 0, "numberMisscheduled": 0, "desiredNumberScheduled": 0, "numberReady": 0,
                ],
            ]
        ),
        DefaultsRow(
            "a pod",
            "/api/v1/namespaces/{ns}/pods",
            ["metadata": ["name": "n"], "spec": ["containers": [["name": "x", "image": "i:1"]]]],
            [
                "kind": "Pod", "apiVersion": "v1", "metadata": ["name": "n", "namespace": "{ns}", "generation": 1],
                "spec": [
                    "containers": [
                        [
                            "name": "x", "image": "i:1", "resources": [:],
                            "terminationMessagePath": "/dev/termination-log", "terminationMessagePolicy": "File",
                            "imagePullPolicy": "IfNotPresent",
                        ]
                    ], "restartPolicy": "Always", "terminationGracePeriodSeconds": 30, "dnsPolicy": "ClusterFirst",
                    "securityContext": [:], "schedulerName": "default-scheduler",
                    "tolerations": [
                        [
                            "key": "node.kubernetes.io/not-ready", "operator": "Exists", "effect": "NoExecute",
                            "tolerationSeconds": 300,
                        ],
                        [
                            "key": "node.kubernetes.io/unreachable", "operator": "Exists", "effect": "NoExecute",
                            "tolerationSeconds": 300,
                        ],
                    ], "priority": 0, "enableServiceLinks": true, "preemptionPolicy": "PreemptLowerPriority",
                ], "status": ["phase": "Pending", "qosClass": "BestEffort"],
            ]
        ),
        DefaultsRow(
            "a pod with volumes, ports and probes",
            "/api/v1/namespaces/{ns}/pods",
            [
                "metadata": ["name": "n"],
                "spec": [
                    "volumes": [["name": "s", "secret": ["secretName": "s"]], ["name": "e"]],
                    "containers": [
                        [
                            "name": "x", "image": "i:latest", "ports": [["containerPort": 1]],
                            "livenessProbe": ["httpGet": ["port": 1]],
                            "resources": ["limits": ["cpu": "1000m", "memory": "1024Mi"]],
                            "env": [["name": "A", "valueFrom": ["fieldRef": ["fieldPath": "metadata.name"]]]],
                        ]
                    ],
                ],
            ],
            [
                "kind": "Pod", "apiVersion": "v1", "metadata": ["name": "n", "namespace": "{ns}", "generation": 1],
                "spec": [
                    "volumes": [
                        ["name": "s", "secret": ["secretName": "s", "defaultMode": 420]],
                        ["name": "e", "emptyDir": [:]],
                    ],
                    "containers": [
                        [
                            "name": "x", "image": "i:latest", "ports": [["containerPort": 1, "protocol": "TCP"]],
                            "env": [
                                [
                                    "name": "A",
                                    "valueFrom": ["fieldRef": ["apiVersion": "v1", "fieldPath": "metadata.name"]],
                                ]
                            ],
                            "resources": [
                                "limits": ["cpu": "1", "memory": "1Gi"], "requests": ["cpu": "1", "memory": "1Gi"],
                            ],
                            "livenessProbe": [
                                "httpGet": ["path": "/", "port": 1, "scheme": "HTTP"], "timeoutSeconds": 1,
                                "periodSeconds": 10, "successThreshold": 1, "failureThreshold": 3,
                            ], "terminationMessagePath": "/dev/termination-log", "terminationMessagePolicy": "File",
                            "imagePullPolicy": "Always",
                        ]
                    ], "restartPolicy": "Always", "terminationGracePeriodSeconds": 30, "dnsPolicy": "ClusterFirst",
                    "securityContext": [:], "schedulerName": "default-scheduler",
                    "tolerations": [
                        [
                            "key": "node.kubernetes.io/not-ready", "operator": "Exists", "effect": "NoExecute",
                            "tolerationSeconds": 300,
                        ],
                        [
                            "key": "node.kubernetes.io/unreachable", "operator": "Exists", "effect": "NoExecute",
                            "tolerationSeconds": 300,
                        ],
                    ], "priority": 0, "enableServiceLinks": true, "preemptionPolicy": "PreemptLowerPriority",
                ], "status": ["phase": "Pending", "qosClass": "Guaranteed"],
            ]
        ),
        DefaultsRow(
            "a schedule",
            "/apis/batch/v1/namespaces/{ns}/cronjobs",
            [
                "metadata": ["name": "n"],
                "spec": [
                    "schedule": "* * * * *",
                    "jobTemplate": [
                        "spec": [
                            "template": [
                                "spec": ["restartPolicy": "Never", "containers": [["name": "x", "image": "i:1"]]]
                            ]
                        ]
                    ],
                ],
            ],
            [
                "kind": "CronJob", "apiVersion": "batch/v1",
                "metadata": ["name": "n", "namespace": "{ns}", "generation": 1],
                "spec": [
                    "schedule": "* * * * *", "concurrencyPolicy": "Allow", "suspend": false,
                    "jobTemplate": [
                        "metadata": [:],
                        "spec": [
                            "template": [
                                "metadata": [:],
                                "spec": [
                                    "containers": [
                                        [
                                            "name": "x", "image": "i:1", "resources": [:],
                                            "terminationMessagePath": "/dev/termination-log",
                                            "terminationMessagePolicy": "File", "imagePullPolicy": "IfNotPresent",
                                        ]
                                    ], "restartPolicy": "Never", "terminationGracePeriodSeconds": 30,
                                    "dnsPolicy": "ClusterFirst", "securityContext": [:],
                                    "schedulerName": "default-scheduler",
                                ],
                            ]
                        ],
                    ], "successfulJobsHistoryLimit": 3, "failedJobsHistoryLimit": 1,
                ], "status": [:],
            ]
        ),
    ]
}
