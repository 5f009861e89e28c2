// SPDX-License-Identifier: Apache-2.0

internal import JSONKit
internal import KubeCore
internal import PortolanAPI

/// The objects that controllers are measured with: labels of executions, by number, as Portolan would have them.
enum FleetLabel {
    static let type = ExecutionClusterLabel.resourceType
    static let namespace = "default"

    /// Where the object of a number is.
    static func key(_ number: Int) -> ObjectKey {
        ObjectKey(namespace: namespace, name: "project-\(number / 8)-route-\(1_000_000 + number)")
    }

    /// The object of a number, as its user applies it.
    static func object(_ number: Int) -> DynamicObject {
        var object = DynamicObject(type, key(number))
        object.setMetadata("labels", ["app.kubernetes.io/managed-by": "Helm", "team": .string("team-\(number % 100)")])
        object["spec"] = [
            "project": .string("project-\(number / 8)"),
            "domain": .string(["development", "staging", "production"][number % 3]),
            "workflow": .string("pipelines.workflows.nightly_\(number)"),
            "value": .string("cluster-\(number % 7)"),
        ]
        return object
    }

    /// What a controller has to say of the object of a number; it differs from run to run.
    static func status(of number: Int, run: String) -> JSONObject {
        [
            "observedGeneration": 1,
            "lastHandledReconcileAt": .string(run),
            "conditions": [
                [
                    "type": .string(ExecutionClusterLabel.ConditionType.ready), "status": "True", "reason": "Routed",
                    "observedGeneration": 1,
                    "message": .string("executions go to 2 dataplanes of the label cluster-\(number % 7)"),
                    "lastTransitionTime": "2026-01-01T00:00:00Z",
                ]
            ],
            "dataplanes": [
                ["name": "dataplane-east", "weight": 3, "share": "0.75", "schedulable": true],
                ["name": "dataplane-west", "weight": 1, "share": "0.25", "schedulable": true],
            ],
        ]
    }

    /// The patch of a change that makes a new generation, each time another.
    static func change(_ number: Int, run: String) -> Patch {
        .merge(["spec": ["workflow": .string("pipelines.workflows.changed_\(number)_\(run)")]])
    }
}
