// SPDX-License-Identifier: Apache-2.0

import JSONKit

extension Conformance.TableTests {
    static let rows = [
        Row(
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
            ["Name/name", "Ready", "Up-to-date", "Available", "Age", "Containers*", "Images*", "Selector*"],
            ["n", "0/1", 0, 0, "{age}", "x", "i:1", "a=b"]
        ),
        Row(
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
                "Name/name", "Desired:integer", "Current:integer", "Ready:integer", "Age", "Containers*", "Images*",
                "Selector*",
            ],
            ["n", 1, 0, 0, "{age}", "x", "i:1", "a=b"]
        ),
        Row(
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
            ["Name/name", "Ready", "Age", "Containers*", "Images*"],
            ["n", "0/1", "{age}", "x", "i:1"]
        ),
        Row(
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
                "Name/name", "Desired:integer", "Current:integer", "Ready:integer", "Up-to-date:integer",
                "Available:integer", "Node Selector", "Age", "Containers*", "Images*", "Selector*",
            ],
            ["n", 0, 0, 0, 0, 0, "<none>", "{age}", "x", "i:1", "a=b"]
        ),
        Row(
            "a pod",
            "/api/v1/namespaces/{ns}/pods",
            ["metadata": ["name": "n"], "spec": ["containers": [["name": "x", "image": "i:1"]]]],
            ["Name/name", "Ready", "Status", "Restarts", "Age", "IP*", "Node*", "Nominated Node*", "Readiness Gates*"],
            ["n", "0/1", "Pending", "0", "{age}", "<none>", "<none>", "<none>", "<none>"]
        ),
        Row(
            "a service without an address",
            "/api/v1/namespaces/{ns}/services",
            ["metadata": ["name": "n"], "spec": ["clusterIP": "None", "ports": [["port": 80]]]],
            ["Name/name", "Type", "Cluster-IP", "External-IP", "Port(s)", "Age", "Selector*"],
            ["n", "ClusterIP", "None", "<none>", "80/TCP", "{age}", "<none>"]
        ),
        Row(
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
                "Name/name", "Schedule", "Timezone", "Suspend:boolean", "Active:integer", "Last Schedule", "Age",
                "Containers*", "Images*", "Selector*",
            ],
            ["n", "* * * * *", "<none>", "False", 0, "<none>", "{age}", "x", "i:1", "<none>"]
        ),
        Row(
            "a secret with texts",
            "/api/v1/namespaces/{ns}/secrets",
            ["metadata": ["name": "n"], "stringData": ["a": "b"], "data": ["a": "YQ==", "c": "YQ=="]],
            ["Name/name", "Type", "Data", "Age"],
            ["n", "Opaque", 2, "{age}"]
        ),
        Row(
            "a disruption budget",
            "/apis/policy/v1/namespaces/{ns}/poddisruptionbudgets",
            ["metadata": ["name": "n"], "spec": ["minAvailable": 1, "selector": [:]]],
            ["Name/name", "Min Available", "Max Unavailable", "Allowed Disruptions:integer", "Age"],
            ["n", "1", "N/A", 0, "{age}"]
        ),
        Row(
            "a network policy with a way out",
            "/apis/networking.k8s.io/v1/namespaces/{ns}/networkpolicies",
            ["metadata": ["name": "n"], "spec": ["podSelector": [:], "egress": [["ports": [["port": 1]]]]]],
            ["Name/name", "Pod-Selector", "Age"],
            ["n", "<none>", "{age}"]
        ),
        Row(
            "an ingress",
            "/apis/networking.k8s.io/v1/namespaces/{ns}/ingresses",
            [
                "metadata": ["name": "n"],
                "spec": ["defaultBackend": ["service": ["name": "s", "port": ["number": 80]]]],
            ],
            ["Name/name", "Class", "Hosts", "Address", "Ports", "Age"],
            ["n", "<none>", "*", "", "80", "{age}"]
        ),
        Row(
            "a scaler",
            "/apis/autoscaling/v2/namespaces/{ns}/horizontalpodautoscalers",
            [
                "metadata": ["name": "n"],
                "spec": [
                    "maxReplicas": 2, "scaleTargetRef": ["kind": "Deployment", "name": "d", "apiVersion": "apps/v1"],
                ],
            ],
            ["Name/name", "Reference", "Targets", "MinPods", "MaxPods", "Replicas", "Age"],
            ["n", "Deployment/d", "cpu: <unknown>/80%", "1", 2, 0, "{age}"]
        ),
        Row(
            "a claim",
            "/api/v1/namespaces/{ns}/persistentvolumeclaims",
            [
                "metadata": ["name": "n"],
                "spec": ["accessModes": ["ReadWriteOnce"], "resources": ["requests": ["storage": "1Gi"]]],
            ],
            [
                "Name/name", "Status", "Volume", "Capacity", "Access Modes", "StorageClass", "VolumeAttributesClass",
                "Age", "VolumeMode*",
            ],
            ["n", "Pending", "", "", "", "", "<unset>", "{age}", "Filesystem"]
        ),
        Row(
            "a role binding",
            "/apis/rbac.authorization.k8s.io/v1/namespaces/{ns}/rolebindings",
            [
                "metadata": ["name": "n"], "roleRef": ["kind": "Role", "name": "r"],
                "subjects": [["kind": "User", "name": "u"]],
            ],
            ["Name/name", "Role", "Age", "Users*", "Groups*", "ServiceAccounts*"],
            ["n", "Role/r", "{age}", "u", "", ""]
        ),
        Row(
            "a lease",
            "/apis/coordination.k8s.io/v1/namespaces/{ns}/leases",
            ["metadata": ["name": "n"], "spec": ["renewTime": "2026-01-01T00:00:00.000000Z"]],
            ["Name/name", "Holder", "Age"],
            ["n", "", "{age}"]
        ),
        Row(
            "an event",
            "/api/v1/namespaces/{ns}/events",
            ["metadata": ["name": "n"], "involvedObject": ["kind": "Pod", "name": "p", "namespace": "{ns}"]],
            [
                "Last Seen", "Type", "Reason", "Object", "Subobject*", "Source*", "Message", "First Seen*", "Count*",
                "Name/name*",
            ],
            ["<unknown>", "", "", "pod/p", "", "", "", "<unknown>", 1, "n"]
        ),
        Row(
            "a role",
            "/apis/rbac.authorization.k8s.io/v1/namespaces/{ns}/roles",
            ["metadata": ["name": "n"], "rules": []],
            ["Name/name", "Created At:date"],
            ["n", "{age}"]
        ),
        Row(
            "a quota",
            "/api/v1/namespaces/{ns}/resourcequotas",
            ["metadata": ["name": "n"], "spec": ["hard": ["pods": "1"]]],
            ["Name/name", "Request", "Limit", "Age"],
            ["n", "", "", "{age}"]
        ),
        Row(
            "a config map",
            "/api/v1/namespaces/{ns}/configmaps",
            ["metadata": ["name": "n"], "data": ["a": "1", "b": "2"]],
            ["Name/name", "Data", "Age"],
            ["n", 2, "{age}"]
        ),
        Row(
            "a service account",
            "/api/v1/namespaces/{ns}/serviceaccounts",
            ["metadata": ["name": "n"]],
            ["Name/name", "Age"],
            ["n", "{age}"]
        ),
        Row(
            "a job",
            "/apis/batch/v1/namespaces/{ns}/jobs",
            [
                "metadata": ["name": "n"],
                "spec": [
                    "template": ["spec": ["restartPolicy": "Never", "containers": [["name": "x", "image": "i:1"]]]]
                ],
            ],
            ["Name/name", "Status", "Completions", "Duration", "Age", "Containers*", "Images*", "Selector*"],
            ["n", "Running", "0/1", "", "{age}", "x", "i:1", "{any}"]
        ),
    ]
}
