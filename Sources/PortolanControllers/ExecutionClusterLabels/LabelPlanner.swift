// SPDX-License-Identifier: Apache-2.0

package import Basics
internal import KubeCore
internal import KubeRuntime
package import PortolanAPI

/// Decides what the status of a label says, from the label and from what there is around it.
package struct LabelPlanner: Sendable {
    private typealias ConditionType = ExecutionClusterLabel.ConditionType

    /// The label as it is.
    package let label: ExecutionClusterLabel
    /// The older label for the same executions; nil when this one counts.
    package let rival: String?
    /// The dataplanes of the label.
    package let dataplanes: [ExecutionClusterLabel.Dataplane]
    /// Whether Flyte is told of it.
    package let isForFlyte: Bool

    /// A planner for a label.
    package init(
        _ label: ExecutionClusterLabel,
        rival: String?,
        dataplanes: [ExecutionClusterLabel.Dataplane],
        isForFlyte: Bool
    ) {
        self.label = label
        self.rival = rival
        self.dataplanes = dataplanes
        self.isForFlyte = isForFlyte
    }

    /// The status with everything that this controller says; what another one says is as it was.
    package func status(at now: Timestamp) -> ExecutionClusterLabel.Status {
        var status = label.status
        guard !label.isPaused else {
            pause(&status.conditions, at: now)
            return status
        }
        status.conditions.removeCondition(ConditionType.paused)
        status.observedGeneration = label.metadata.generation
        status.lastHandledReconcileAt = label.metadata.annotations[PortolanNames.reconcileAt]
        status.dataplanes = dataplanes
        let (resolved, unique) = (resolved, unique)
        for condition in [resolved, unique] { status.conditions.setCondition(condition, at: now) }
        let (verdict, cause) = verdict(resolved, unique)
        status.conditions.setReadiness(
            verdict,
            reason: cause.reason,
            message: cause.message,
            generation: label.metadata.generation,
            at: now
        )
        return status
    }

    private func verdict(_ resolved: Condition, _ unique: Condition) -> (ReadinessVerdict, Condition) {
        guard unique.status == .yes else { return (.stalled, unique) }
        guard resolved.status == .yes else { return (.reconciling, resolved) }
        guard isForFlyte, label.spec.launchPlan == nil else { return (.ready, resolved) }
        guard let synced = label.status.conditions[ConditionType.synced] else {
            return (
                .reconciling,
                Condition(ConditionType.synced, .unknown, reason: "Syncing", message: "Flyte is told of it")
            )
        }
        return synced.status == .yes ? (.ready, resolved) : (.reconciling, synced)
    }

    private var resolved: Condition {
        let usable = dataplanes.count(where: \.schedulable)
        let place = "the label \"\(label.spec.value)\""
        if dataplanes.isEmpty {
            return condition(ConditionType.resolved, .no, "NoDataplane", "no dataplane has \(place)")
        }
        guard usable > 0 else {
            let message = "none of the \(dataplanes.count) dataplanes of \(place) takes executions now"
            return condition(ConditionType.resolved, .no, "NoneSchedulable", message)
        }
        let message = "\(usable) of \(dataplanes.count) dataplanes of \(place) take executions"
        return condition(ConditionType.resolved, .yes, "DataplanesAvailable", message)
    }

    private var unique: Condition {
        guard let rival else {
            return condition(ConditionType.unique, .yes, "NoOther", "no other label is for the same executions")
        }
        let message = "the older ExecutionClusterLabel \"\(rival)\" is for the same executions, and decides"
        return condition(ConditionType.unique, .no, "Conflict", message)
    }

    private func condition(
        _ type: String,
        _ status: Condition.Status,
        _ reason: String,
        _ message: String
    ) -> Condition {
        Condition(type, status, reason: reason, message: message, observedGeneration: label.metadata.generation)
    }

    /// Says that the label is left alone, and nothing of what would be found out.
    private func pause(_ conditions: inout [Condition], at now: Timestamp) {
        let message = "the annotation \(PortolanNames.paused) or spec.paused says so"
        conditions.setCondition(condition(ConditionType.paused, .yes, "Paused", message), at: now)
        conditions.removeCondition(ObjectReadiness.reconciling)
        conditions.removeCondition(ObjectReadiness.stalled)
        // An object without Ready reads as one that is fine.
        guard conditions[ObjectReadiness.ready] == nil else { return }
        conditions.setCondition(condition(ObjectReadiness.ready, .unknown, "Paused", message), at: now)
    }
}
