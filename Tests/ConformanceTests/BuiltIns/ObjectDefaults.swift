// SPDX-License-Identifier: Apache-2.0

import JSONKit
import Testing

extension Conformance {
    @Suite("What objects are by default", .timeLimit(.minutes(2)))
    struct ObjectDefaults {
        @Test("what is not said is filled in", arguments: rows)
        func defaults(_ row: DefaultsRow) async throws {
            try await row.check()
        }
    }
}

extension Conformance.ObjectDefaults {
    static let rows: [DefaultsRow] = [
        DefaultsRow(
            "a service without an address",
            "/api/v1/namespaces/{ns}/services",
            ["metadata": ["name": "n"], "spec": ["clusterIP": "None", "ports": [["port": 80]]]],
            [
                "kind": "Service", "apiVersion": "v1", "metadata": ["name": "n", "namespace": "{ns}"],
                "spec": [
                    "ports": [["protocol": "TCP", "port": 80, "targetPort": 80]], "clusterIP": "None",
                    "clusterIPs": ["None"], "type": "ClusterIP", "sessionAffinity": "None",
                    "ipFamilies": ["IPv4", "IPv6"], "ipFamilyPolicy": "RequireDualStack",
                    "internalTrafficPolicy": "Cluster",
                ], "status": ["loadBalancer": [:]],
            ]
        ),
        DefaultsRow(
            "a service that is elsewhere",
            "/api/v1/namespaces/{ns}/services",
            ["metadata": ["name": "n"], "spec": ["type": "ExternalName", "externalName": "a.example.com"]],
            [
                "kind": "Service", "apiVersion": "v1", "metadata": ["name": "n", "namespace": "{ns}"],
                "spec": ["type": "ExternalName", "sessionAffinity": "None", "externalName": "a.example.com"],
                "status": ["loadBalancer": [:]],
            ]
        ),
        DefaultsRow(
            "a secret with texts",
            "/api/v1/namespaces/{ns}/secrets",
            ["metadata": ["name": "n"], "stringData": ["a": "b"], "data": ["a": "YQ==", "c": "YQ=="]],
            [
                "kind": "Secret", "apiVersion": "v1", "metadata": ["name": "n", "namespace": "{ns}"],
                "data": ["a": "Yg==", "c": "YQ=="], "type": "Opaque",
            ]
        ),
        DefaultsRow(
            "a disruption budget",
            "/apis/policy/v1/namespaces/{ns}/poddisruptionbudgets",
            ["metadata": ["name": "n"], "spec": ["minAvailable": 1, "selector": [:]]],
            [
                "kind": "PodDisruptionBudget", "apiVersion": "policy/v1",
                "metadata": ["name": "n", "namespace": "{ns}", "generation": 1],
                "spec": ["minAvailable": 1, "selector": [:]],
                "status": ["disruptionsAllowed": 0, "currentHealthy": 0, "desiredHealthy": 0, "expectedPods": 0],
            ]
        ),
        DefaultsRow(
            "a network policy with a way out",
            "/apis/networking.k8s.io/v1/namespaces/{ns}/networkpolicies",
            ["metadata": ["name": "n"], "spec": ["podSelector": [:], "egress": [["ports": [["port": 1]]]]]],
            [
                "kind": "NetworkPolicy", "apiVersion": "networking.k8s.io/v1",
                "metadata": ["name": "n", "namespace": "{ns}", "generation": 1],
                "spec": [
                    "podSelector": [:], "egress": [["ports": [["protocol": "TCP", "port": 1]]]],
                    "policyTypes": ["Ingress", "Egress"],
                ],
            ]
        ),
        DefaultsRow(
            "an ingress",
            "/apis/networking.k8s.io/v1/namespaces/{ns}/ingresses",
            [
                "metadata": ["name": "n"],
                "spec": ["defaultBackend": ["service": ["name": "s", "port": ["number": 80]]]],
            ],
            [
                "kind": "Ingress", "apiVersion": "networking.k8s.io/v1",
                "metadata": ["name": "n", "namespace": "{ns}", "generation": 1],
                "spec": ["defaultBackend": ["service": ["name": "s", "port": ["number": 80]]]],
                "status": ["loadBalancer": [:]],
            ]
        ),
        DefaultsRow(
            "a scaler",
            "/apis/autoscaling/v2/namespaces/{ns}/horizontalpodautoscalers",
            [
                "metadata": ["name": "n"],
                "spec": [
                    "maxReplicas": 2, "scaleTargetRef": ["kind": "Deployment", "name": "d", "apiVersion": "apps/v1"],
                ],
            ],
            [
                "kind": "HorizontalPodAutoscaler", "apiVersion": "autoscaling/v2",
                "metadata": ["name": "n", "namespace": "{ns}"],
                "spec": [
                    "scaleTargetRef": ["kind": "Deployment", "name": "d", "apiVersion": "apps/v1"], "minReplicas": 1,
                    "maxReplicas": 2,
                    "metrics": [
                        [
                            "type": "Resource",
                            "resource": ["name": "cpu", "target": ["type": "Utilization", "averageUtilization": 80]],
                        ]
                    ],
                ], "status": ["desiredReplicas": 0, "currentMetrics": nil],
            ]
        ),
        DefaultsRow(
            "a claim",
            "/api/v1/namespaces/{ns}/persistentvolumeclaims",
            [
                "metadata": ["name": "n"],
                "spec": ["accessModes": ["ReadWriteOnce"], "resources": ["requests": ["storage": "1Gi"]]],
            ],
            [
                "kind": "PersistentVolumeClaim", "apiVersion": "v1",
                "metadata": ["name": "n", "namespace": "{ns}"],
                "spec": [
                    "accessModes": ["ReadWriteOnce"], "resources": ["requests": ["storage": "1Gi"]],
                    "volumeMode": "Filesystem",
                ], "status": ["phase": "Pending"],
            ]
        ),
        DefaultsRow(
            "a role binding",
            "/apis/rbac.authorization.k8s.io/v1/namespaces/{ns}/rolebindings",
            [
                "metadata": ["name": "n"], "roleRef": ["kind": "Role", "name": "r"],
                "subjects": [["kind": "User", "name": "u"]],
            ],
            [
                "kind": "RoleBinding", "apiVersion": "rbac.authorization.k8s.io/v1",
                "metadata": ["name": "n", "namespace": "{ns}"],
                "subjects": [["kind": "User", "apiGroup": "rbac.authorization.k8s.io", "name": "u"]],
                "roleRef": ["apiGroup": "rbac.authorization.k8s.io", "kind": "Role", "name": "r"],
            ]
        ),
        DefaultsRow(
            "a lease",
            "/apis/coordination.k8s.io/v1/namespaces/{ns}/leases",
            ["metadata": ["name": "n"], "spec": ["renewTime": "2026-01-01T00:00:00.000000Z"]],
            [
                "kind": "Lease", "apiVersion": "coordination.k8s.io/v1",
                "metadata": ["name": "n", "namespace": "{ns}"], "spec": ["renewTime": "2026-01-01T00:00:00.000000Z"],
            ]
        ),
        DefaultsRow(
            "an event",
            "/api/v1/namespaces/{ns}/events",
            ["metadata": ["name": "n"], "involvedObject": ["kind": "Pod", "name": "p", "namespace": "{ns}"]],
            [
                "kind": "Event", "apiVersion": "v1", "metadata": ["name": "n", "namespace": "{ns}"],
                "involvedObject": ["kind": "Pod", "namespace": "{ns}", "name": "p"], "source": [:],
                "firstTimestamp": nil, "lastTimestamp": nil, "eventTime": nil, "reportingComponent": "",
                "reportingInstance": "",
            ]
        ),
        DefaultsRow(
            "a role without rules",
            "/apis/rbac.authorization.k8s.io/v1/namespaces/{ns}/roles",
            ["metadata": ["name": "n"]],
            [
                "kind": "Role", "apiVersion": "rbac.authorization.k8s.io/v1",
                "metadata": ["name": "n", "namespace": "{ns}"], "rules": nil,
            ]
        ),
        DefaultsRow(
            "a config map with empty values",
            "/api/v1/namespaces/{ns}/configmaps",
            ["metadata": ["name": "n", "labels": [:], "finalizers": []], "data": [:], "immutable": false],
            [
                "kind": "ConfigMap", "apiVersion": "v1", "metadata": ["name": "n", "namespace": "{ns}"],
                "immutable": false,
            ]
        ),
        DefaultsRow(
            "an object of the cluster that says a namespace",
            "/apis/rbac.authorization.k8s.io/v1/clusterroles",
            ["metadata": ["name": "n", "namespace": "other"], "rules": []],
            [
                "kind": "ClusterRole", "apiVersion": "rbac.authorization.k8s.io/v1", "metadata": ["name": "n"],
                "rules": nil,
            ]
        ),
        DefaultsRow(
            "a service account",
            "/api/v1/namespaces/{ns}/serviceaccounts",
            ["metadata": ["name": "n"]],
            ["kind": "ServiceAccount", "apiVersion": "v1", "metadata": ["name": "n", "namespace": "{ns}"]]
        ),
        DefaultsRow(
            "a definition",
            "/apis/apiextensions.k8s.io/v1/customresourcedefinitions",
            [
                "metadata": ["name": "ships.{ns}.example.com"],
                "spec": [
                    "group": "{ns}.example.com", "scope": "Cluster", "names": ["plural": "ships", "kind": "Ship"],
                    "versions": [
                        [
                            "name": "v1", "served": true, "storage": true,
                            "schema": ["openAPIV3Schema": ["type": "object"]],
                        ]
                    ],
                ],
            ],
            [
                "kind": "CustomResourceDefinition", "apiVersion": "apiextensions.k8s.io/v1",
                "metadata": ["name": "ships.{ns}.example.com", "generation": 1],
                "spec": [
                    "group": "{ns}.example.com",
                    "names": ["plural": "ships", "singular": "ship", "kind": "Ship", "listKind": "ShipList"],
                    "scope": "Cluster",
                    "versions": [
                        [
                            "name": "v1", "served": true, "storage": true,
                            "schema": ["openAPIV3Schema": ["type": "object"]],
                        ]
                    ], "conversion": ["strategy": "None"],
                ],
                "status": ["conditions": nil, "acceptedNames": ["plural": "", "kind": ""], "storedVersions": ["v1"]],
            ]
        ),
    ]
}
