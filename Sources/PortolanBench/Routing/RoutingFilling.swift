// SPDX-License-Identifier: Apache-2.0

internal import Basics
internal import JSONKit
internal import KubeClient
internal import KubeCore
internal import PortolanAPI

/// Fills an API server with labels and with dataplanes that can take work, and lets somebody ask where executions go.
struct RoutingFilling: Sendable {
    private static let lanes = 32

    let client: KubeClient
    let scale: RoutingScale

    func run() async throws {
        try await FleetFilling(client: client, objects: scale.labels).run()
        try await FleetFilling.define(DataplaneCluster.definition, by: client)
        try await withThrowingTaskGroup { group in
            for lane in 0..<Self.lanes {
                group.addTask {
                    for number in stride(from: lane, to: scale.dataplanes, by: Self.lanes) { try await make(number) }
                }
            }
            try await group.waitForAll()
        }
    }

    private func make(_ number: Int) async throws {
        let type = DataplaneCluster.resourceType
        let key = ObjectKey(namespace: FleetLabel.namespace, name: "dataplane-\(number)")
        var object = DynamicObject(type, key)
        object["spec"] = [
            "clusterRef": ["name": .string("cluster-\(number)")],
            "labels": [["name": .string("cluster-\(number % 7)"), "weight": .number(JSONNumber(1 + number % 5))]],
        ]
        _ = try await client.create(type, namespace: FleetLabel.namespace, object, as: PartialObject.self)
        let condition: JSONValue = [
            "type": .string(DataplaneCluster.ConditionType.schedulable), "status": "True", "reason": "Probed",
            "message": "",
            "lastTransitionTime": "2026-01-01T00:00:00Z",
        ]
        let status: Patch = .merge(["status": ["conditions": [condition]]])
        try await client.patch(type, key, status, subresource: .status, as: PartialObject.self)
    }

    /// Gives the lease of the operator to somebody else, for an hour: what is measured is a replica that does not lead, and
    /// nobody finds out that there is nothing behind the dataplanes.
    static func lead(_ client: KubeClient) async throws {
        let lease: JSONValue = [
            "metadata": ["name": "portolan"],
            "spec": [
                "holderIdentity": "somebody-else", "leaseDurationSeconds": 3_600,
                "renewTime": .string("\(WallClock.system.now.description.prefix(19)).000000Z"),
            ],
        ]
        try await client.create(
            CoordinationV1.Lease.resourceType,
            namespace: FleetLabel.namespace,
            lease
        )
    }

    /// The token of a service account that may ask.
    static func token(_ client: KubeClient) async throws -> String {
        let name: JSONValue = ["name": "caller"]
        let account: JSONValue = ["metadata": name]
        try await client.create(CoreV1.ServiceAccount.resourceType, namespace: FleetLabel.namespace, account)
        let rule: JSONValue = [
            "apiGroups": ["portolan.dev"], "resources": ["workflowexecutions/route"], "verbs": ["create"],
        ]
        try await client.create(
            RBACV1.clusterRole,
            ["metadata": name, "rules": [rule]] as JSONValue
        )
        let subject: JSONValue = [
            "kind": "ServiceAccount", "name": "caller", "namespace": .string(FleetLabel.namespace),
        ]
        try await client.create(
            RBACV1.clusterRoleBinding,
            [
                "metadata": name, "subjects": [subject],
                "roleRef": ["apiGroup": .string(GroupVersion.rbac.group), "kind": "ClusterRole", "name": "caller"],
            ] as JSONValue
        )
        let place = ObjectKey(namespace: FleetLabel.namespace, name: "caller")
        return try await client.token(of: place).token.exposed
    }
}

extension FleetLabel {
    /// Where an execution of the object of a number goes.
    static func question(_ number: Int) -> JSONValue {
        var question = object(number)["spec"] ?? [:]
        question["value"] = nil
        question["namespace"] = .string(namespace)
        question["execution"] = .string(FreshNames.generated(number))
        return question
    }
}
