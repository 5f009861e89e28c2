// SPDX-License-Identifier: Apache-2.0

import JSONKit
import KubeCore
import Testing
import YAMLKit

@testable import PortolanAPI

/// A manifest, and what is wrong with it.
struct ManifestRow: CustomTestStringConvertible {
    let definition: KindDefinition
    let spec: String
    let problems: [String]

    var testDescription: String { "\(definition.type.kind) \(spec)" }

    var manifest: JSONValue {
        get throws {
            [
                "apiVersion": "portolan.dev/v1alpha1", "kind": .string(definition.type.kind),
                "metadata": ["name": "row", "namespace": "default"], "spec": try YAML.parse(Array(spec.utf8)),
            ]
        }
    }

    static func label(_ spec: String, _ problems: String...) -> Self {
        Self(definition: ExecutionClusterLabel.definition, spec: spec, problems: problems)
    }

    static func dataplane(_ spec: String, _ problems: String...) -> Self {
        Self(definition: DataplaneCluster.definition, spec: spec, problems: problems)
    }
}

enum ManifestRows {
    static let all = labels + dataplanes

    static let labels: [ManifestRow] = [
        .label("{project: p, value: x}"),
        .label("{project: p, domain: d, workflow: w.x_y, launchPlan: l, value: a-1, paused: true}"),
        .label("{value: x}", "spec.project: Required value"),
        .label("{project: p}", "spec.value: Required value"),
        .label(
            "{project: p, value: GPU}",
            "spec.value: Invalid value: \"GPU\": spec.value in body should match '^[a-z0-9]([a-z0-9-]*[a-z0-9])?$'"
        ),
        .label(
            "{project: p, value: a.b}",
            "spec.value: Invalid value: \"a.b\": spec.value in body should match '^[a-z0-9]([a-z0-9-]*[a-z0-9])?$'"
        ),
        .label("{project: p, workflow: w, value: x}", "spec.workflow: Invalid value: a workflow needs a domain"),
        .label(
            "{project: p, domain: d, launchPlan: l, value: x}",
            "spec.launchPlan: Invalid value: a launch plan needs a workflow"
        ),
        .label("{project: p, value: x, workfow: w}", "unknown field \"spec.workfow\""),
        .label(
            "{project: 5, value: x}",
            "spec.project: Invalid value: \"integer\": spec.project in body must be of type string: \"integer\""
        ),
    ]

    static let dataplanes: [ManifestRow] = [
        .dataplane("{clusterRef: {name: a}}"),
        .dataplane("{endpoint: 'https://a.example/k8s/clusters/c-1', bootstrap: {secretRef: {name: a}}}"),
        .dataplane(
            "{}",
            "spec: Invalid value: exactly one of endpoint and clusterRef must be given"
        ),
        .dataplane(
            "{endpoint: 'https://a', clusterRef: {name: a}, bootstrap: {secretRef: {name: a}}}",
            "spec: Invalid value: exactly one of endpoint and clusterRef must be given"
        ),
        .dataplane("{endpoint: 'https://a'}", "spec.bootstrap: Invalid value: an endpoint needs bootstrap"),
        .dataplane(
            "{endpoint: 'http://abc', bootstrap: {secretRef: {name: a}}}",
            "spec.endpoint: Invalid value: \"http://abc\": spec.endpoint in body should match "
                + "'^https://[^/?#@\\s]+(/[^?#\\s]*)?$'"
        ),
        .dataplane(
            "{clusterRef: {name: a}, labels: [{name: x}, {name: x}]}",
            "spec.labels[1]: Duplicate value: {\"name\":\"x\"}"
        ),
        .dataplane(
            "{clusterRef: {name: a}, labels: [{name: x, weight: -1}]}",
            "spec.labels[0].weight: Invalid value: -1: spec.labels[0].weight in body should be greater than or equal to 0"
        ),
        .dataplane(
            "{clusterRef: {name: a}, credentials: {mode: Token}}",
            "spec.credentials.mode: Unsupported value: \"Token\": supported values: \"TokenRequest\", \"ServiceAccountSecret\""
        ),
        .dataplane(
            "{clusterRef: {name: a}, probe: {interval: 5}}",
            "spec.probe.interval: Invalid value: \"integer\": spec.probe.interval in body must be of type string: \"integer\""
        ),
    ]

    static let wholeDataplane = """
        apiVersion: portolan.dev/v1alpha1
        kind: DataplaneCluster
        metadata: { name: dataplane-1, namespace: flyte }
        spec:
          enabled: false
          paused: true
          clusterRef: { name: byoc }
          labels: [ { name: label1, weight: 3 }, { name: label2, weight: 0 } ]
          credentials:
            mode: ServiceAccountSecret
            ttl: 1h30m
            serviceAccount: { namespace: other }
            rules: [ { apiGroups: [""], resources: [pods], resourceNames: [a], verbs: [get] } ]
            secretName: mine
          flyte: { clusterName: dataplane_1 }
          payloads: [ { kind: Pod }, { apiGroup: batch, kind: Job } ]
          probe: { interval: 10s, timeout: 1s, failureThreshold: 5, successThreshold: 1 }
          serviceAccounts: [ { namespace: a, name: default, roleARN: "arn:aws:iam::123456789012:role/x" } ]
          addons: [ { name: autoscaler, chart: oci://a/b, version: 1.2.3, namespace: kube-system, values: { a: { b: 1 } } } ]
        """
}
