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
    private static let key = ObjectKey(namespace: "flyte", name: "dataplane-1")
    private let stage: Stage
    private let access: ControlPlaneAccess

    /// Nil where nobody looks after dataplanes.
    init?(_ stage: Stage) {
        guard let access = stage.dataplane else { return nil }
        self.stage = stage
        self.access = access
    }

    func register() async throws {
        let kubeconfig = String(decoding: try access.kubeconfig().exposed.serialized(), as: UTF8.self)
        try await stage.chart.apply([
            [
                "apiVersion": "v1", "kind": "Secret", "metadata": ["name": "bootstrap", "namespace": "flyte"],
                "stringData": ["kubeconfig": .string(kubeconfig)],
            ],
            [
                "apiVersion": "portolan.dev/v1alpha1", "kind": "DataplaneCluster",
                "metadata": ["name": .string(Self.key.name), "namespace": "flyte"],
                "spec": [
                    "endpoint": .string(access.server), "labels": [["name": "general"]],
                    "bootstrap": ["secretRef": ["name": "bootstrap"]],
                    "payloads": [["apiGroup": "batch", "kind": "Job"]],
                    "probe": ["interval": "500ms", "timeout": "5s", "successThreshold": 1],
                ],
            ],
        ])
    }

    func enable(_ isEnabled: Bool) async throws {
        let patch = Patch.merge(["spec": ["enabled": .bool(isEnabled)]])
        try await stage.chart.admin.patch(DataplaneCluster.resourceType, Self.key, patch)
    }

    func waitUntil(schedulable status: Condition.Status) async throws {
        try await eventually("the dataplane is schedulable: \(status)", within: .seconds(120)) {
            let present = try await stage.chart.admin.get(DataplaneCluster.self, Self.key)
            return present.status.conditions["Schedulable"]?.status == status
        }
    }

    func delete() async throws {
        try await stage.chart.admin.delete(DataplaneCluster.resourceType, Self.key)
        try await eventually("the dataplane is gone", within: .seconds(120)) {
            try await stage.chart.admin.find(DataplaneCluster.self, Self.key) == nil
        }
    }
}
