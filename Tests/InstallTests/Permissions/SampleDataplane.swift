// SPDX-License-Identifier: Apache-2.0

import Basics
import JSONKit
import KubeClient
import KubeCore
import KubeServer
import PortolanAPI
import TestSupport
import Testing

/// A dataplane that a person registers, watches and takes away.
struct SampleDataplane: Sendable {
    private let key: ObjectKey
    private let stage: Stage
    private let access: ControlPlaneAccess

    /// The dataplane of a fleet; nil where nobody looks after dataplanes.
    init?(_ stage: Stage, in namespace: String) {
        guard let access = stage.dataplane else { return nil }
        key = ObjectKey(namespace: namespace, name: "dataplane-1")
        self.stage = stage
        self.access = access
    }

    private var namespace: JSONValue { .string(key.namespace ?? "") }

    func register() async throws {
        let kubeconfig = String(decoding: try access.kubeconfig().exposed.serialized(), as: UTF8.self)
        try await stage.chart.apply([
            [
                "apiVersion": "v1", "kind": "Secret", "metadata": ["name": "bootstrap", "namespace": namespace],
                "stringData": ["kubeconfig": .string(kubeconfig)],
            ],
            [
                "apiVersion": "portolan.dev/v1alpha1", "kind": "DataplaneCluster",
                "metadata": ["name": .string(key.name), "namespace": namespace],
                "spec": [
                    "endpoint": .string(access.server), "labels": [["name": "general"]],
                    "bootstrap": ["secretRef": ["name": "bootstrap"]],
                    // Each fleet has an account of its own there.
                    "credentials": ["serviceAccount": ["namespace": namespace, "name": "flyteadmin"]],
                    "payloads": [["apiGroup": "batch", "kind": "Job"]],
                    "probe": ["interval": "500ms", "timeout": "5s", "successThreshold": 1],
                ],
            ],
        ])
    }

    func enable(_ isEnabled: Bool) async throws {
        let patch = Patch.merge(["spec": ["enabled": .bool(isEnabled)]])
        try await stage.chart.admin.patch(DataplaneCluster.resourceType, key, patch)
    }

    func waitUntil(schedulable status: Condition.Status) async throws {
        try await eventually("the dataplane is schedulable: \(status)", within: .seconds(120)) {
            let present = try await stage.chart.admin.get(DataplaneCluster.self, key)
            return present.status.conditions["Schedulable"]?.status == status
        }
    }

    func delete() async throws {
        try await stage.chart.admin.delete(DataplaneCluster.resourceType, key)
        try await eventually("the dataplane is gone", within: .seconds(120)) {
            try await stage.chart.admin.find(DataplaneCluster.self, key) == nil
        }
    }
}
