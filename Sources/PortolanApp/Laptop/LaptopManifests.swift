// SPDX-License-Identifier: Apache-2.0

internal import Basics
internal import JSONKit
internal import KubeServer
internal import PortolanAPI

/// The example fleet: what a newcomer finds in a control plane on a laptop.
enum LaptopManifests {
    /// The namespace of the fleet.
    static let namespace = "flyte"
    /// The annotation by which somebody ends an embedded dataplane, or lets it run again.
    static let outage = "laptop.portolan.dev/outage"

    /// What the control plane has to be taught, and where the fleet is.
    static var controlPlane: [JSONObject] {
        KindDefinition.all.compactMap(\.manifest.object) + [namespaceManifest]
    }

    /// What a dataplane has: the kind of object that Flyte's executions are.
    static let dataplane: [JSONObject] = [
        [
            "apiVersion": "apiextensions.k8s.io/v1",
            "kind": "CustomResourceDefinition",
            "metadata": ["name": "flyteworkflows.flyte.lyft.com"],
            "spec": [
                "group": "flyte.lyft.com",
                "names": [
                    "kind": "FlyteWorkflow", "listKind": "FlyteWorkflowList", "plural": "flyteworkflows",
                    "singular": "flyteworkflow", "shortNames": ["fly"],
                ],
                "scope": "Namespaced",
                "versions": [
                    [
                        "name": "v1alpha1", "served": true, "storage": true,
                        "schema": [
                            "openAPIV3Schema": ["type": "object", "x-kubernetes-preserve-unknown-fields": true]
                        ],
                    ]
                ],
            ],
        ]
    ]

    private static var namespaceManifest: JSONObject {
        ["apiVersion": "v1", "kind": "Namespace", "metadata": ["name": .string(namespace)]]
    }

    /// How Portolan gets into a dataplane, as its administrator hands it over.
    static func bootstrap(_ name: String, _ access: ControlPlaneAccess) throws -> JSONObject {
        let kubeconfig = try access.kubeconfig(named: name).exposed
        return [
            "apiVersion": "v1",
            "kind": "Secret",
            "metadata": ["name": .string("\(name)-bootstrap"), "namespace": .string(namespace)],
            "data": ["kubeconfig": .string(Base64.standard.encode(kubeconfig.serialized()))],
        ]
    }

    /// Where a dataplane is, which may be elsewhere than the last time.
    static func location(_ name: String, _ access: ControlPlaneAccess) -> JSONObject {
        resource(
            "DataplaneCluster",
            name,
            ["endpoint": .string(access.server), "bootstrap": ["secretRef": ["name": .string("\(name)-bootstrap")]]]
        )
    }

    /// What the dataplanes serve, and who goes where; applied once, and the user's from then on.
    static func fleet(_ dataplanes: [String]) -> [JSONObject] {
        let clusters = dataplanes.enumerated().map { index, name in
            var labels: [JSONValue] = [["name": "general", "weight": 1]]
            if index == dataplanes.count - 1 { labels.append(["name": "gpu", "weight": 1]) }
            return resource("DataplaneCluster", name, ["labels": .array(labels)])
        }
        return clusters + [
            resource("ExecutionClusterLabel", "team1", ["project": "team1", "value": "general"]),
            resource(
                "ExecutionClusterLabel",
                "team1-training",
                ["project": "team1", "domain": "production", "workflow": "models.training", "value": "gpu"]
            ),
        ]
    }

    private static func resource(_ kind: String, _ name: String, _ spec: JSONObject) -> JSONObject {
        [
            "apiVersion": "portolan.dev/v1alpha1",
            "kind": .string(kind),
            "metadata": ["name": .string(name), "namespace": .string(namespace)],
            "spec": .object(spec),
        ]
    }
}
