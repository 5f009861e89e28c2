// SPDX-License-Identifier: Apache-2.0

import HTTPCore
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
        Refusal(
            "a job whose pods never end",
            .post(
                "/apis/batch/v1/namespaces/{ns}/jobs",
                [
                    "metadata": ["name": "n"],
                    "spec": [
                        "template": [
                            "metadata": ["labels": ["a": "b"]], "spec": ["containers": [["name": "x", "image": "1"]]],
                        ]
                    ],
                ]
            ),
            422,
            "Invalid",
            #"""
            Job.batch "n" is invalid: spec.template.spec.restartPolicy: Required value: valid values: \#
            "OnFailure", "Never"
            """#
        ),
        Refusal(
            "a job below zero",
            .post(
                "/apis/batch/v1/namespaces/{ns}/jobs",
                [
                    "metadata": ["name": "n"],
                    "spec": [
                        "completions": -1,
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
            Job.batch "n" is invalid: spec.completions: Invalid value: -1: must be greater than or equal to 0
            """#
        ),
        Refusal(
            "a job whose template changes",
            .merge(
                "/apis/batch/v1/namespaces/{ns}/jobs/old",
                ["spec": ["template": ["spec": ["containers": [["name": "x", "image": "2"]]]]]]
            ),
            422,
            "Invalid",
            #"""
            Job.batch "old" is invalid: spec.template: Invalid value: \#
            {"labels":{"a":"b","batch.kubernetes.io/controller-uid":"babdd4ae-762d-4f48-82b9-9ca14801c3b0","batch.kubernetes.io/job-name":"old","controller-uid":"babdd4ae-762d-4f48-82b9-9ca14801c3b0","job-name":"old"},"Spec":{"Volumes":null,"InitContainers":null,"Containers":[{"Name":"x","Image":"2","Command":null,"Args":null,"WorkingDir":"","Ports":null,"EnvFrom":null,"Env":null,"Resources":{"Limits":null,"Requests":null,"Claims":null},"ResizePolicy":null,"RestartPolicy":null,"RestartPolicyRules":null,"VolumeMounts":null,"VolumeDevices":null,"LivenessProbe":null,"ReadinessProbe":null,"StartupProbe":null,"Lifecycle":null,"TerminationMessagePath":"/dev/termination-log","TerminationMessagePolicy":"File","ImagePullPolicy":"Always","SecurityContext":null,"Stdin":false,"StdinOnce":false,"TTY":false}],"EphemeralContainers":null,"RestartPolicy":"Never","TerminationGracePeriodSeconds":30,"ActiveDeadlineSeconds":null,"DNSPolicy":"ClusterFirst","NodeSelector":null,"ServiceAccountName":"","AutomountServiceAccountToken":null,"NodeName":"","SecurityContext":{"HostNetwork":false,"HostPID":false,"HostIPC":false,"ShareProcessNamespace":null,"HostUsers":null,"SELinuxOptions":null,"WindowsOptions":null,"RunAsUser":null,"RunAsGroup":null,"RunAsNonRoot":null,"SupplementalGroups":null,"SupplementalGroupsPolicy":null,"FSGroup":null,"FSGroupChangePolicy":null,"Sysctls":null,"SeccompProfile":null,"AppArmorProfile":null,"SELinuxChangePolicy":null},"ImagePullSecrets":null,"Hostname":"","Subdomain":"","SetHostnameAsFQDN":null,"Affinity":null,"SchedulerName":"default-scheduler","Tolerations":null,"HostAliases":null,"PriorityClassName":"","Priority":null,"PreemptionPolicy":null,"DNSConfig":null,"ReadinessGates":null,"RuntimeClassName":null,"Overhead":null,"EnableServiceLinks":null,"TopologySpreadConstraints":null,"OS":null,"SchedulingGates":null,"ResourceClaims":null,"Resources":null,"HostnameOverride":null,"SchedulingGroup":null}}: \#
            field is immutable
            """#
        ),
        Refusal(
            "a schedule that is none",
            .post(
                "/apis/batch/v1/namespaces/{ns}/cronjobs",
                [
                    "metadata": ["name": "n"],
                    "spec": [
                        "schedule": "x",
                        "jobTemplate": [
                            "spec": [
                                "template": [
                                    "metadata": ["labels": ["a": "b"]],
                                    "spec": ["containers": [["name": "x", "image": "1"]], "restartPolicy": "Never"],
                                ]
                            ]
                        ],
                    ],
                ]
            ),
            422,
            "Invalid",
            #"""
            CronJob.batch "n" is invalid: spec.schedule: Invalid value: "x": expected exactly 5 fields, found \#
            1: [x]
            """#
        ),
        Refusal(
            "a concurrency that is none",
            .post(
                "/apis/batch/v1/namespaces/{ns}/cronjobs",
                [
                    "metadata": ["name": "n"],
                    "spec": [
                        "schedule": "* * * * *", "concurrencyPolicy": "X",
                        "jobTemplate": [
                            "spec": [
                                "template": [
                                    "metadata": ["labels": ["a": "b"]],
                                    "spec": ["containers": [["name": "x", "image": "1"]], "restartPolicy": "Never"],
                                ]
                            ]
                        ],
                    ],
                ]
            ),
            422,
            "Invalid",
            #"""
            CronJob.batch "n" is invalid: spec.concurrencyPolicy: Unsupported value: "X": supported values: \#
            "Allow", "Forbid", "Replace"
            """#
        ),
        Refusal(
            "a long name for a schedule",
            .post(
                "/apis/batch/v1/namespaces/{ns}/cronjobs",
                [
                    "metadata": ["name": "nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn"],
                    "spec": [
                        "schedule": "* * * * *",
                        "jobTemplate": [
                            "spec": [
                                "template": [
                                    "metadata": ["labels": ["a": "b"]],
                                    "spec": ["containers": [["name": "x", "image": "1"]], "restartPolicy": "Never"],
                                ]
                            ]
                        ],
                    ],
                ]
            ),
            422,
            "Invalid",
            #"""
            CronJob.batch "nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn" is invalid: metadata.name: \#
            Invalid value: "nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn": must be no more than 52 \#
            characters
            """#
        ),
    ]
}
