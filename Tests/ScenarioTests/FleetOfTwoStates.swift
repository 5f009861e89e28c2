// SPDX-License-Identifier: Apache-2.0

import JSONKit
import KubeClient
import KubeCore
import PortolanAPI
import Synchronization

/// Labels and dataplanes that are of one of two states each, and say in every answer of which.
///
/// A dataplane serves the label of its state and no other, and its name in Flyte says which: an answer whose label and
/// whose name in Flyte disagree was made of two states.
enum FleetOfTwoStates {
    static let states = ["even", "odd"]
    /// Projects whose label changes.
    static let projects = 5
    /// Dataplanes that change; two more stay as they are, so that nobody is ever refused.
    static let dataplanes = 6

    /// Makes all of them, and lets them take work.
    static func make(_ client: KubeClient) async throws {
        for project in 0..<projects {
            let type = ExecutionClusterLabel.resourceType
            var label = DynamicObject(type, key("project-\(project)"))
            label["spec"] = ["project": .string("project-\(project)"), "value": "even"]
            try await client.create(type, namespace: RoutingStage.namespace, label)
        }
        for (number, state) in states.enumerated() { try await makeDataplane("anchor-\(number)", state, client) }
        for number in 0..<dataplanes { try await makeDataplane("dataplane-\(number)", "even", client) }
    }

    private static func makeDataplane(_ name: String, _ state: String, _ client: KubeClient) async throws {
        let type = DataplaneCluster.resourceType
        var dataplane = DynamicObject(type, key(name))
        var spec = self.spec(name, state)
        spec["clusterRef"] = ["name": .string(name)]
        dataplane["spec"] = spec
        try await client.create(type, namespace: RoutingStage.namespace, dataplane)
        let condition: JSONValue = [
            "type": "Schedulable", "status": "True", "reason": "Probed", "message": "",
            "lastTransitionTime": "2026-01-01T00:00:00Z",
        ]
        let status: Patch = .merge(["status": ["conditions": [condition]]])
        try await client.patch(type, key(name), status, subresource: .status, as: PartialObject.self)
    }

    static func key(_ name: String) -> ObjectKey { ObjectKey(namespace: RoutingStage.namespace, name: name) }

    /// What is different in the two states of a dataplane.
    static func spec(_ name: String, _ state: String) -> JSONValue {
        [
            "labels": [["name": .string(state), "weight": 5]],
            "flyte": ["clusterName": .string("\(name)-\(state)")],
        ]
    }
}

/// Changes a label and a dataplane ten times a second each.
final class Changes: Sendable {
    private let client: KubeClient
    private let made = Mutex(0)

    init(_ client: KubeClient) {
        self.client = client
    }

    /// How many were made.
    var count: Int { made.withLock { $0 } }

    func run(until end: ContinuousClock.Instant) async throws {
        var next = ContinuousClock.now
        for number in 1... {
            guard next < end else { return }
            // Each of them is of one state and then of the other.
            let project = "project-\(number % FleetOfTwoStates.projects)"
            let value = FleetOfTwoStates.states[(number / FleetOfTwoStates.projects + 1) % 2]
            try await patch(ExecutionClusterLabel.resourceType, project, ["value": .string(value)])
            let name = "dataplane-\(number % FleetOfTwoStates.dataplanes)"
            let state = FleetOfTwoStates.states[(number / FleetOfTwoStates.dataplanes + 1) % 2]
            try await patch(DataplaneCluster.resourceType, name, FleetOfTwoStates.spec(name, state))
            next += .milliseconds(100)
            try await Task.sleep(until: next, clock: .continuous)
        }
    }

    private func patch(_ type: ResourceType, _ name: String, _ spec: JSONValue) async throws {
        try await client.patch(type, FleetOfTwoStates.key(name), .merge(["spec": spec]), as: PartialObject.self)
        made.withLock { $0 += 1 }
    }
}
