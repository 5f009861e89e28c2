// SPDX-License-Identifier: Apache-2.0

/// Every constraint of a DataplaneCluster, from both sides.
enum DataplaneRows {
    static let all: [KindRow] = waysIn + labels + credentials + watching + contents + statuses

    private static let bootstrap = "bootstrap: {secretRef: {name: s}}"

    private static let waysIn: [KindRow] = [
        .dataplaneAlone("{clusterRef: {name: a}}"),
        .dataplaneAlone("{clusterRef: {name: a}, \(bootstrap)}"),
        .dataplaneAlone("{}", "spec"),
        .dataplaneAlone("{endpoint: 'https://a.example:6443', \(bootstrap)}"),
        .dataplaneAlone("{endpoint: 'https://a.example/k8s/clusters/c-1', \(bootstrap)}"),
        .dataplaneAlone("{endpoint: 'https://a', clusterRef: {name: a}, \(bootstrap)}", "spec"),
        .dataplaneAlone("{endpoint: 'https://a'}", "spec.bootstrap"),
        .dataplaneAlone("{endpoint: 'https://a', bootstrap: {}}", "spec.bootstrap.secretRef"),
        .dataplaneAlone("{endpoint: 'https://a', bootstrap: {secretRef: {}}}", "spec.bootstrap.secretRef.name"),
        .dataplaneAlone("{endpoint: 'https://', \(bootstrap)}", "spec.endpoint"),
        .dataplaneAlone("{endpoint: 'http://abc', \(bootstrap)}", "spec.endpoint"),
        .dataplaneAlone("{endpoint: 'https://a@b.example', \(bootstrap)}", "spec.endpoint"),
        .dataplaneAlone("{endpoint: 'https://a.example?x=1', \(bootstrap)}", "spec.endpoint"),
        .dataplaneAlone("{endpoint: 'https://a.example/#x', \(bootstrap)}", "spec.endpoint"),
        .dataplaneAlone("{endpoint: 'https://a example', \(bootstrap)}", "spec.endpoint"),
        .dataplaneAlone("{endpoint: 'https://\(KindRow.letters(2_040))', \(bootstrap)}"),
        .dataplaneAlone("{endpoint: 'https://\(KindRow.letters(2_041))', \(bootstrap)}", "spec.endpoint"),
        .dataplaneAlone("{clusterRef: {}}", "spec.clusterRef.name"),
        .dataplaneAlone("{clusterRef: {name: A}}", "spec.clusterRef.name"),
        .dataplaneAlone("{clusterRef: {name: a, namespace: b}}", "spec.clusterRef.namespace"),
        .dataplaneAlone("{clusterRef: {name: \(KindRow.letters(253))}}"),
        .dataplaneAlone("{clusterRef: {name: \(KindRow.letters(254))}}", "spec.clusterRef.name"),
        .dataplane("enabled: false, paused: true"),
        .dataplane("enabled: 1", "spec.enabled"),
    ]

    private static let labels: [KindRow] = [
        .dataplane("labels: []"),
        .dataplane("labels: [{name: a}, {name: b, weight: 0}, {name: c, weight: 1000000}]"),
        .dataplane("labels: {}", "spec.labels"),
        .dataplane("labels: [x]", "spec.labels[0]"),
        .dataplane("labels: [{weight: 1}]", "spec.labels[0].name"),
        .dataplane("labels: [{name: GPU}]", "spec.labels[0].name"),
        .dataplane("labels: [{name: x}, {name: x, weight: 2}]", "spec.labels[1]"),
        .dataplane("labels: [{name: x, weight: -1}]", "spec.labels[0].weight"),
        .dataplane("labels: [{name: x, weight: 1000001}]", "spec.labels[0].weight"),
        .dataplane("labels: [{name: x, weight: 0.5}]", "spec.labels[0].weight"),
        .dataplane("labels: [{name: x, weight: '1'}]", "spec.labels[0].weight"),
        .dataplane("labels: [\((0..<64).map { "{name: x\($0)}" }.joined(separator: ", "))]"),
        .dataplane("labels: [\((0..<65).map { "{name: x\($0)}" }.joined(separator: ", "))]", "spec.labels"),
    ]

    private static let credentials: [KindRow] = [
        .dataplane("credentials: {mode: ServiceAccountSecret, ttl: 1h30m, secretName: mine}"),
        .dataplane("credentials: {mode: Token}", "spec.credentials.mode"),
        .dataplane("credentials: {ttl: 600}", "spec.credentials.ttl"),
        .dataplane("credentials: {ttl: '10'}", "spec.credentials.ttl"),
        .dataplane("credentials: {ttl: 1d}", "spec.credentials.ttl"),
        .dataplane("credentials: {ttl: -1h}", "spec.credentials.ttl"),
        .dataplane("credentials: {ttl: \(String(repeating: "1h", count: 17))}", "spec.credentials.ttl"),
        .dataplane("credentials: {secretName: Mine}", "spec.credentials.secretName"),
        .dataplane("credentials: {serviceAccount: {namespace: a.b}}", "spec.credentials.serviceAccount.namespace"),
        .dataplane("credentials: {serviceAccount: {name: a.b}}"),
        .dataplane("credentials: {serviceAccount: {name: ''}}", "spec.credentials.serviceAccount.name"),
        .dataplane("credentials: {rules: [{apiGroups: [''], resources: [pods], verbs: [get]}]}"),
        .dataplane("credentials: {rules: [{resources: [pods]}]}", "spec.credentials.rules[0].verbs"),
        .dataplane("credentials: {rules: [{verbs: get}]}", "spec.credentials.rules[0].verbs"),
    ]

    private static let watching: [KindRow] = [
        .dataplane("probe: {interval: 500ms, timeout: 1s, failureThreshold: 1, successThreshold: 100}"),
        .dataplane("probe: {interval: 5}", "spec.probe.interval"),
        .dataplane("probe: {timeout: five}", "spec.probe.timeout"),
        .dataplane("probe: {failureThreshold: 0}", "spec.probe.failureThreshold"),
        .dataplane("probe: {successThreshold: 101}", "spec.probe.successThreshold"),
        .dataplane("probe: {retries: 3}", "spec.probe.retries"),
    ]

    private static let contents: [KindRow] = [
        .dataplane("flyte: {clusterName: dataplane_1}"),
        .dataplane("flyte: {clusterName: ''}", "spec.flyte.clusterName"),
        .dataplane("flyte: {clusterName: \(KindRow.letters(254))}", "spec.flyte.clusterName"),
        .dataplane("payloads: [{kind: Pod}, {apiGroup: batch, kind: Job}, {apiGroup: x, kind: Job}]"),
        .dataplane("payloads: [{apiGroup: batch}]", "spec.payloads[0].kind"),
        .dataplane("payloads: [{kind: pod}]", "spec.payloads[0].kind"),
        .dataplane("payloads: [{kind: Pod}, {apiGroup: '', kind: Pod}]", "spec.payloads[1]"),
        .dataplane("serviceAccounts: [{namespace: a, name: b, roleARN: \(KindRow.letters(20))}]"),
        .dataplane(
            "serviceAccounts: [{namespace: a, name: b, roleARN: \(KindRow.letters(19))}]",
            "spec.serviceAccounts[0].roleARN"
        ),
        .dataplane("serviceAccounts: [{name: b}]", "spec.serviceAccounts[0].namespace"),
        .dataplane("addons: [{name: a, chart: oci://b, version: 1.2.3, values: {any: {thing: [1]}}}]"),
        .dataplane("addons: [{name: a, chart: oci://b}]", "spec.addons[0].version"),
        .dataplane("addons: [{name: a, chart: '', version: '1'}]", "spec.addons[0].chart"),
        .dataplane("addons: [{name: a, chart: b, version: '1', values: text}]", "spec.addons[0].values"),
    ]

    private static let statuses: [KindRow] = [
        .dataplaneStatus(
            "{kubernetesVersion: v1.36.2, clusterUID: u, executions: {active: 3}, probe: {latency: 12ms}}"
        ),
        .dataplaneStatus("{executions: {active: -1}}", "status.executions.active"),
        .dataplaneStatus("{labels: [{name: x, weight: 1, share: '0.50'}]}"),
        .dataplaneStatus("{labels: [{name: x, share: '0.500000000'}]}", "status.labels[0].share"),
        .dataplaneStatus("{credentials: {expiresAt: '2026-01-01T00:00:00Z'}}"),
        .dataplaneStatus("{credentials: {expiresAt: tomorrow}}", "status.credentials.expiresAt"),
        .dataplaneStatus("{probe: {consecutiveFailures: 1.5}}", "status.probe.consecutiveFailures"),
    ]
}
