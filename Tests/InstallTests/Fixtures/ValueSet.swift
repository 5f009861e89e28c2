// SPDX-License-Identifier: Apache-2.0

import JSONKit
import Testing

/// Values that somebody installs the chart with.
struct ValueSet: CustomTestStringConvertible, Sendable {
    let name: String
    let values: JSONValue

    var testDescription: String { name }

    /// The namespaces in which a test has a fleet each.
    var fleets: [String] {
        let watched = values["watchNamespaces"]?.array?.compactMap(\.string) ?? []
        return watched.isEmpty ? ["flyte"] : watched
    }

    static let usual = ValueSet(name: "nothing chosen", values: [:])
    /// Dataplanes on the machine of the test.
    private static let dataplanes: JSONValue = ["allowedAddresses": ["127.0.0.0/8"], "argoCDNamespace": "argocd"]
    /// On a busy machine a renewal may take long, and the Lease is not what these sets are for.
    private static let patient: JSONValue = ["leaseDuration": "10m", "renewDeadline": "9m"]
    static let everywhere = ValueSet(
        name: "dataplanes in all namespaces",
        values: ["leaderElection": patient, "dataplanes": dataplanes]
    )
    static let confined = ValueSet(
        name: "dataplanes in two namespaces, and Flyte in one of them",
        values: [
            "watchNamespaces": ["flyte", "team-b"], "leaderElection": patient, "dataplanes": dataplanes,
            "flyte": ["enabled": true, "admin": ["endpoint": .string(flyteAdmin)]],
        ]
    )
    static let twoNamespaces = ValueSet(
        name: "dataplanes in two namespaces",
        values: ["watchNamespaces": ["flyte", "team-b"], "leaderElection": patient, "dataplanes": dataplanes]
    )
    static let routing = ValueSet(
        name: "routing alone",
        values: ["leaderElection": patient, "dataplanes": ["enabled": false]]
    )
    /// Where the sets say that flyteadmin is.
    static let flyteAdmin = "http://flyteadmin.flyte:80"
    static let oneNamespace = ValueSet(name: "one namespace", values: ["watchNamespaces": ["flyte"]])
    static let certified = ValueSet(
        name: "a certificate of cert-manager",
        values: [
            "routing": [
                "tls": ["mode": "CertManager", "issuerRef": ["name": "ca"], "dnsNames": ["routes.example.com"]]
            ]
        ]
    )
    static let open = ValueSet(
        name: "one replica that everybody may ask",
        values: [
            "replicas": 1, "leaderElection": ["enabled": false], "routing": ["access": "Everybody"],
            "networkPolicy": ["enabled": false],
        ]
    )
    static let silent = ValueSet(
        name: "no routing, and what others have made",
        values: [
            "routing": ["enabled": false], "crds": ["install": false], "rbac": ["create": false, "aggregate": false],
            "serviceAccount": ["create": false, "name": "pilot"],
        ]
    )
    static let everything = ValueSet(
        name: "everything chosen",
        values: [
            "nameOverride": "pilot", "fullnameOverride": "harbour-pilot", "replicas": 3,
            "image": ["repository": "registry.example.com:5000/pilot", "digest": .string("sha256:" + digest)],
            "imagePullSecrets": [["name": "registry"]],
            "routing": [
                "strategy": "Flyte", "defaultLabel": "general", "fallbackLabels": ["spot", "any"],
                "onNoDataplane": "AnyDataplane", "tls": ["mode": "Secret", "secretName": "pilot-tls"],
                "service": ["type": "LoadBalancer", "port": 443, "annotations": ["lb": "internal"]],
            ],
            "leaderElection": ["leaseDuration": "1m", "renewDeadline": "40s", "retryPeriod": "5s"],
            "dataplanes": [
                "allowedAddresses": ["10.0.0.0/8"], "suspectShare": 0.75, "argoCDNamespace": "argocd",
                "deletionPatience": "1h30m", "repairInterval": "90s",
            ],
            "flyte": [
                "enabled": true, "namespace": "flows", "rollouts": ["admin"], "takeOver": true,
                "admin": ["endpoint": "https://admin.flows", "tokenSecret": ["name": "admin", "key": "secret"]],
            ],
            "metrics": ["debug": true], "logging": ["levels": "warning,routing=debug"], "bindHost": "[::]",
            "monitoring": [
                "serviceMonitor": ["enabled": true, "interval": "15s", "labels": ["release": "prometheus"]],
                "rules": ["enabled": true, "labels": ["release": "prometheus"]], "dashboard": ["enabled": true],
            ],
            "crds": ["keep": false], "serviceAccount": ["name": "pilot", "annotations": ["team": "platform"]],
            "podDisruptionBudget": ["maxUnavailable": "50%"],
            "networkPolicy": [
                "routingFrom": [["namespaceSelector": ["matchLabels": ["team": "flyte"]]]],
                "metricsFrom": [["podSelector": ["matchLabels": ["app": "prometheus"]]]],
            ],
            "resources": ["limits": ["cpu": "2"]], "env": [["name": "HTTPS_PROXY", "value": "http://proxy:3128"]],
            "podAnnotations": ["a": "1"], "podLabels": ["b": "2"], "priorityClassName": "system-cluster-critical",
            "nodeSelector": ["kubernetes.io/os": "linux"], "tolerations": [["operator": "Exists"]],
            "affinity": ["podAntiAffinity": [:]],
            "topologySpreadConstraints": [
                ["maxSkew": 1, "topologyKey": "zone", "whenUnsatisfiable": "DoNotSchedule", "labelSelector": [:]]
            ],
            // As on OpenShift, which chooses users itself.
            "podSecurityContext": ["runAsUser": .null, "runAsGroup": .null, "fsGroup": .null],
        ]
    )

    static let operating = [everywhere, confined, routing]
    static let all = operating + [usual, oneNamespace, twoNamespaces, certified, open, silent, everything]

    private static let digest = String(repeating: "0123456789abcdef", count: 4)
}

/// Values that the chart refuses, and what it says.
struct Refusal: CustomTestStringConvertible, Sendable {
    let values: JSONValue
    let message: String

    var testDescription: String { message }

    init(_ values: JSONValue, _ message: String) {
        self.values = values
        self.message = message
    }

    static let all = [
        Refusal(["rooting": [:]], "additional properties 'rooting' not allowed"),
        Refusal(["routing": ["tls": ["secret": "x"]]], "at '/routing/tls': additional properties 'secret' not allowed"),
        Refusal(["replicas": "2"], "at '/replicas': got string, want integer"),
        Refusal(["replicas": -1], "at '/replicas': minimum: got -1, want 0"),
        Refusal(
            ["routing": ["strategy": "Random"]],
            "at '/routing/strategy': value must be one of 'Rendezvous', 'Flyte'"
        ),
        Refusal(["dataplanes": ["suspectShare": 2]], "at '/dataplanes/suspectShare': maximum: got 2, want 1"),
        Refusal(["dataplanes": ["repairInterval": "often"]], "at '/dataplanes/repairInterval': 'often' does not match"),
        Refusal(
            ["watchNamespaces": ["a"], "flyte": ["enabled": true]],
            "flyte.namespace: the fleet of Flyte is not looked after"
        ),
        Refusal(["watchNamespaces": ["a", "b", "a"]], "at '/watchNamespaces': items at 0 and 2 are equal"),
        Refusal(["watchNamespaces": ["Flyte"]], "at '/watchNamespaces/0': 'Flyte' does not match pattern"),
        Refusal(["image": ["repository": ""]], "at '/image/repository': minLength: got 0, want 1"),
        Refusal(["image": ["repository": "portolan:1.0"]], "at '/image/repository': 'portolan:1.0' does not match"),
        Refusal(["image": ["digest": "abc"]], "at '/image/digest': 'abc' does not match pattern"),
        Refusal(["crds": ["install": "yes"]], "at '/crds/install': got string, want boolean"),
        Refusal(["podDisruptionBudget": ["maxUnavailable": "half"]], "at '/podDisruptionBudget/maxUnavailable'"),
        Refusal(
            ["monitoring": ["serviceMonitor": ["interval": "30"]]],
            "at '/monitoring/serviceMonitor/interval': '30' does not match pattern"
        ),
        Refusal(["leaderElection": ["enabled": false]], "leaderElection.enabled: without it replicas has to be 1"),
        Refusal(
            ["routing": ["tls": ["mode": "Secret"]]],
            "routing.tls.secretName: with routing.tls.mode Secret it has to name a Secret of type kubernetes.io/tls"
        ),
        Refusal(
            ["routing": ["tls": ["mode": "CertManager"]]],
            "routing.tls.issuerRef.name: with routing.tls.mode CertManager it has to name who signs"
        ),
        Refusal(
            ["serviceAccount": ["create": false]],
            "serviceAccount.name: with serviceAccount.create false it has to name a service account that is there"
        ),
    ]
}
