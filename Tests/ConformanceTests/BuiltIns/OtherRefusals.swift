// SPDX-License-Identifier: Apache-2.0

import HTTPCore
import JSONKit
import Testing

extension Conformance {
    @Suite("Other built-in objects that are refused", .timeLimit(.minutes(2)))
    struct OtherRefusals {
        @Test("a built-in object that cannot be is refused in these words", arguments: rows)
        func refuses(_ row: Refusal) async throws {
            try await row.check(given: Self.given)
        }
    }
}

extension Conformance.OtherRefusals {
    static let given: [Call] = [
        .post(
            "persistentvolumeclaims",
            [
                "metadata": ["name": "old"],
                "spec": ["accessModes": ["ReadWriteOnce"], "resources": ["requests": ["storage": "1Gi"]]],
            ]
        )
    ]

    static let rows: [Refusal] = [
        Refusal(
            "a service without ports",
            .post("services", ["metadata": ["name": "n"], "spec": ["ports": []]]),
            422,
            "Invalid",
            #"Service "n" is invalid: spec.ports: Required value"#
        ),
        Refusal(
            "a service port beyond all",
            .post("services", ["metadata": ["name": "n"], "spec": ["ports": [["port": 70000]]]]),
            422,
            "Invalid",
            #"""
            Service "n" is invalid: [spec.ports[0].port: Invalid value: 70000: must be between 1 and 65535, \#
            inclusive, spec.ports[0].targetPort: Invalid value: 70000: must be between 1 and 65535, inclusive]
            """#
        ),
        Refusal(
            "two service ports without names",
            .post("services", ["metadata": ["name": "n"], "spec": ["ports": [["port": 1], ["port": 2]]]]),
            422,
            "Invalid",
            #"""
            Service "n" is invalid: [spec.ports[0].name: Required value, spec.ports[1].name: Required value]
            """#
        ),
        Refusal(
            "a service of a type that is none",
            .post("services", ["metadata": ["name": "n"], "spec": ["ports": [["port": 80]], "type": "X"]]),
            422,
            "Invalid",
            #"""
            Service "n" is invalid: spec.type: Unsupported value: "X": supported values: "ClusterIP", \#
            "ExternalName", "LoadBalancer", "NodePort"
            """#
        ),
        Refusal(
            "an address that is none",
            .post("services", ["metadata": ["name": "n"], "spec": ["ports": [["port": 80]], "clusterIP": "x"]]),
            422,
            "Invalid",
            #"""
            Service "n" is invalid: spec.clusterIPs[0]: Invalid value: "x": must be a valid IP address, (e.g. \#
            10.9.8.7 or 2001:db8::ffff)
            """#
        ),
        Refusal(
            "a node port without a type for it",
            .post("services", ["metadata": ["name": "n"], "spec": ["ports": [["port": 80, "nodePort": 30000]]]]),
            422,
            "Invalid",
            #"""
            Service "n" is invalid: spec.ports[0].nodePort: Forbidden: may not be used when `type` is \#
            'ClusterIP'
            """#
        ),
        Refusal(
            "an external name with an address",
            .post(
                "services",
                [
                    "metadata": ["name": "n"],
                    "spec": [
                        "ports": [["port": 80]], "type": "ExternalName", "externalName": "a.b", "clusterIP": "None",
                    ],
                ]
            ),
            422,
            "Invalid",
            #"Service "n" is invalid: spec.clusterIPs: Forbidden: may not be set for ExternalName services"#
        ),
        Refusal(
            "a budget with both numbers",
            .post(
                "/apis/policy/v1/namespaces/{ns}/poddisruptionbudgets",
                ["metadata": ["name": "n"], "spec": ["minAvailable": 1, "maxUnavailable": 1]]
            ),
            422,
            "Invalid",
            #"""
            PodDisruptionBudget.policy "n" is invalid: spec: Invalid value: \#
            {"MinAvailable":1,"Selector":null,"MaxUnavailable":1,"UnhealthyPodEvictionPolicy":null}: \#
            minAvailable and maxUnavailable cannot be both set
            """#
        ),
        Refusal(
            "a budget with a number that is none",
            .post(
                "/apis/policy/v1/namespaces/{ns}/poddisruptionbudgets",
                ["metadata": ["name": "n"], "spec": ["minAvailable": "x"]]
            ),
            422,
            "Invalid",
            #"""
            PodDisruptionBudget.policy "n" is invalid: spec.minAvailable: Invalid value: "x": a valid percent \#
            string must be a numeric string followed by an ending '%' (e.g. '1%',  or '93%', regex used for \#
            validation is '[0-9]+%')
            """#
        ),
        Refusal(
            "a network policy with a type that is none",
            .post(
                "/apis/networking.k8s.io/v1/namespaces/{ns}/networkpolicies",
                ["metadata": ["name": "n"], "spec": ["podSelector": [:], "policyTypes": ["X"]]]
            ),
            422,
            "Invalid",
            #"""
            NetworkPolicy.networking.k8s.io "n" is invalid: spec.policyTypes[0]: Unsupported value: "X": \#
            supported values: "Ingress", "Egress"
            """#
        ),
        Refusal(
            "a network policy with a block that is none",
            .post(
                "/apis/networking.k8s.io/v1/namespaces/{ns}/networkpolicies",
                [
                    "metadata": ["name": "n"],
                    "spec": ["podSelector": [:], "ingress": [["from": [["ipBlock": ["cidr": "x"]]]]]],
                ]
            ),
            422,
            "Invalid",
            #"""
            NetworkPolicy.networking.k8s.io "n" is invalid: spec.ingress[0].from[0].ipBlock.cidr: Invalid \#
            value: "x": must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)
            """#
        ),
        Refusal(
            "a network policy with zeros before its numbers",
            .post(
                "/apis/networking.k8s.io/v1/namespaces/{ns}/networkpolicies",
                [
                    "metadata": ["name": "n"],
                    "spec": ["podSelector": [:], "egress": [["to": [["ipBlock": ["cidr": "010.0.0.0/08"]]]]]],
                ]
            ),
            422,
            "Invalid",
            #"""
            NetworkPolicy.networking.k8s.io "n" is invalid: spec.egress[0].to[0].ipBlock.cidr: Invalid \#
            value: "010.0.0.0/08": must not have leading 0s in IP or prefix length
            """#
        ),
        Refusal(
            "a network policy with an address of IPv4 in the form of IPv6",
            .post(
                "/apis/networking.k8s.io/v1/namespaces/{ns}/networkpolicies",
                [
                    "metadata": ["name": "n"],
                    "spec": ["podSelector": [:], "egress": [["to": [["ipBlock": ["cidr": "::ffff:10.0.0.0/104"]]]]]],
                ]
            ),
            422,
            "Invalid",
            #"""
            NetworkPolicy.networking.k8s.io "n" is invalid: spec.egress[0].to[0].ipBlock.cidr: Invalid \#
            value: "::ffff:10.0.0.0/104": must not have an IPv4-mapped IPv6 address
            """#
        ),
        Refusal(
            "a network policy with exceptions that are none",
            .post(
                "/apis/networking.k8s.io/v1/namespaces/{ns}/networkpolicies",
                [
                    "metadata": ["name": "n"],
                    "spec": [
                        "podSelector": [:],
                        "egress": [
                            ["to": [["ipBlock": ["cidr": "10.0.0.1/8", "except": ["11.0.0.0/16", "10.0.0.0/+9"]]]]]
                        ],
                    ],
                ]
            ),
            422,
            "Invalid",
            #"""
            NetworkPolicy.networking.k8s.io "n" is invalid: [spec.egress[0].to[0].ipBlock.cidr: \#
            Invalid value: "10.0.0.1/8": must not have bits set beyond the prefix length, \#
            spec.egress[0].to[0].ipBlock.except[0]: Invalid value: "11.0.0.0/16": must be a strict subset of `cidr`, \#
            spec.egress[0].to[0].ipBlock.except[1]: Invalid value: "10.0.0.0/+9": must be a valid CIDR value, \#
            (e.g. 10.9.8.0/24 or 2001:db8::/64)]
            """#
        ),
        Refusal(
            "an ingress of nothing",
            .post("/apis/networking.k8s.io/v1/namespaces/{ns}/ingresses", ["metadata": ["name": "n"], "spec": [:]]),
            422,
            "Invalid",
            #"""
            Ingress.networking.k8s.io "n" is invalid: spec: Invalid value: null: either `defaultBackend` or \#
            `rules` must be specified
            """#
        ),
        Refusal(
            "an ingress path without its type",
            .post(
                "/apis/networking.k8s.io/v1/namespaces/{ns}/ingresses",
                [
                    "metadata": ["name": "n"],
                    "spec": [
                        "rules": [
                            [
                                "http": [
                                    "paths": [
                                        ["path": "/", "backend": ["service": ["name": "s", "port": ["number": 80]]]]
                                    ]
                                ]
                            ]
                        ]
                    ],
                ]
            ),
            422,
            "Invalid",
            #"""
            Ingress.networking.k8s.io "n" is invalid: spec.rules[0].http.paths[0].pathType: Required value: \#
            pathType must be specified
            """#
        ),
        Refusal(
            "a lease that lasts less than nothing",
            .post(
                "/apis/coordination.k8s.io/v1/namespaces/{ns}/leases",
                ["metadata": ["name": "n"], "spec": ["leaseDurationSeconds": 0, "leaseTransitions": -1]]
            ),
            422,
            "Invalid",
            #"""
            Lease.coordination.k8s.io "n" is invalid: [spec.leaseDurationSeconds: Invalid value: 0: must be \#
            greater than 0, spec.leaseTransitions: Invalid value: -1: must be greater than or equal to 0]
            """#
        ),
        Refusal(
            "an event of another namespace",
            .post(
                "events",
                ["metadata": ["name": "n"], "involvedObject": ["kind": "Pod", "namespace": "other", "name": "p"]]
            ),
            422,
            "Invalid",
            #"""
            Event "n" is invalid: involvedObject.namespace: Invalid value: "other": does not match \#
            event.namespace
            """#
        ),
        Refusal(
            "an event of the new kind without what it needs",
            .post(
                "/apis/events.k8s.io/v1/namespaces/{ns}/events",
                ["metadata": ["name": "n"], "regarding": ["kind": "Pod", "namespace": "{ns}", "name": "p"]]
            ),
            422,
            "Invalid",
            #"Event "n" is invalid: [eventTime: Required value, type: Invalid value: "": has invalid value: ]"#
        ),
        Refusal(
            "a scaler without a target",
            .post(
                "/apis/autoscaling/v2/namespaces/{ns}/horizontalpodautoscalers",
                ["metadata": ["name": "n"], "spec": ["maxReplicas": 0]]
            ),
            422,
            "Invalid",
            #"""
            HorizontalPodAutoscaler.autoscaling "n" is invalid: [spec.maxReplicas: Required value: must be set \#
            and greater than 0, spec.maxReplicas: Invalid value: 0: must be greater than or equal to \#
            `minReplicas`, spec.scaleTargetRef.kind: Required value, spec.scaleTargetRef.name: Required value, \#
            spec.scaleTargetRef.apiVersion: Invalid value: "": apiVersion must specify API group]
            """#
        ),
        Refusal(
            "a scaler with less than it has to have",
            .post(
                "/apis/autoscaling/v2/namespaces/{ns}/horizontalpodautoscalers",
                [
                    "metadata": ["name": "n"],
                    "spec": [
                        "minReplicas": 3, "maxReplicas": 2, "scaleTargetRef": ["kind": "Deployment", "name": "d"],
                    ],
                ]
            ),
            422,
            "Invalid",
            #"""
            HorizontalPodAutoscaler.autoscaling "n" is invalid: [spec.maxReplicas: Invalid value: 2: must be \#
            greater than or equal to `minReplicas`, spec.scaleTargetRef.apiVersion: Invalid value: "": \#
            apiVersion must specify API group]
            """#
        ),
        Refusal(
            "a claim without a size",
            .post("persistentvolumeclaims", ["metadata": ["name": "n"], "spec": ["accessModes": ["ReadWriteOnce"]]]),
            422,
            "Invalid",
            #"PersistentVolumeClaim "n" is invalid: spec.resources[storage]: Required value"#
        ),
        Refusal(
            "a claim in a way that is none",
            .post(
                "persistentvolumeclaims",
                [
                    "metadata": ["name": "n"],
                    "spec": ["accessModes": ["X"], "resources": ["requests": ["storage": "1Gi"]]],
                ]
            ),
            422,
            "Invalid",
            #"""
            PersistentVolumeClaim "n" is invalid: spec.accessModes: Unsupported value: "X": supported values: \#
            "ReadOnlyMany", "ReadWriteMany", "ReadWriteOnce", "ReadWriteOncePod"
            """#
        ),
        Refusal(
            "a claim that changes",
            .merge("persistentvolumeclaims/old", ["spec": ["accessModes": ["ReadOnlyMany"]]]),
            422,
            "Invalid",
            #"""
            PersistentVolumeClaim "old" is invalid: spec: Forbidden: spec is immutable after creation except \#
            resources.requests and volumeAttributesClassName for bound claims…
            """#
        ),
        Refusal(
            "a quota that is none",
            .post("resourcequotas", ["metadata": ["name": "n"], "spec": ["hard": ["cpu": "-1"]]]),
            422,
            "Invalid",
            #"""
            ResourceQuota "n" is invalid: spec.hard[cpu]: Invalid value: "-1": must be greater than or equal to \#
            0
            """#
        ),
        Refusal(
            "a node with a taint that is none",
            .post("/api/v1/nodes", ["metadata": ["name": "{ns}"], "spec": ["taints": [["key": "a", "effect": "X"]]]]),
            422,
            "Invalid",
            #"""
            Node "{ns}" is invalid: metadata.taints[0].effect: Unsupported value: "X": supported values: \#
            "NoSchedule", "PreferNoSchedule", "NoExecute"
            """#
        ),
    ]
}
