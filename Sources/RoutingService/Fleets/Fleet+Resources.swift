// SPDX-License-Identifier: Apache-2.0

internal import Basics
internal import KubeCore
package import PortolanAPI
package import PortolanRouting

extension LabelRule {
    /// The rule that an object says; nil for one that is going.
    package convenience init?(_ label: ExecutionClusterLabel) {
        guard !label.metadata.isBeingDeleted else { return nil }
        let scope = Scope(
            project: label.spec.project,
            domain: label.spec.domain,
            workflow: label.spec.workflow,
            launchPlan: label.spec.launchPlan
        )
        self.init(
            label.metadata.name,
            scope,
            label: label.spec.value,
            createdAt: label.metadata.creationTimestamp?.secondsSinceEpoch ?? 0
        )
    }
}

extension Dataplane {
    /// What routing knows of a dataplane.
    ///
    /// Nothing but its own condition says that it can take work, unless it is assumed, as where nobody looks after it.
    package init(_ cluster: DataplaneCluster, assumingHealth: Bool = false) {
        self.init(
            cluster.metadata.name,
            labels: cluster.spec.labels.map { Label($0.name, weight: $0.weight) },
            flyteName: cluster.flyteName
        )
        isEnabled = cluster.spec.enabled
        obstacle = cluster.obstacle(assumingHealth: assumingHealth)
    }
}

extension DataplaneCluster {
    /// Why it takes no new work although it is enabled; nil when it does.
    fileprivate func obstacle(assumingHealth: Bool) -> String? {
        if metadata.isBeingDeleted { return "it is being deleted" }
        if isPaused { return "it is paused" }
        guard !assumingHealth else { return nil }
        guard let condition = status.conditions[DataplaneCluster.ConditionType.schedulable] else {
            return "nobody has looked at its health yet"
        }
        guard condition.status != .yes else { return nil }
        return condition.message.isEmpty ? condition.reason : "\(condition.reason): \(condition.message)"
    }
}
