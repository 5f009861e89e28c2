// SPDX-License-Identifier: Apache-2.0

import Basics
import KubeCore
import KubeRuntime
import PortolanAPI
import Testing

@testable import PortolanControllers

@Suite("What is said of a label")
struct LabelPlannerTests {
    /// What there is around a label, and the conditions that follow.
    struct Case: CustomTestStringConvertible {
        let testDescription: String
        var dataplanes: [ExecutionClusterLabel.Dataplane] = [Self.usable]
        var rival: String?
        var isForFlyte = false
        var launchPlan: String?
        var synced: Condition?
        let conditions: [String: String]

        static let usable = ExecutionClusterLabel.Dataplane("a", weight: 1, share: "1.00", schedulable: true)
        static let ill = ExecutionClusterLabel.Dataplane("b", weight: 1, share: "0.00", schedulable: false)
    }

    private static let cases = [
        Case(
            testDescription: "a dataplane takes its executions",
            dataplanes: [Case.usable, Case.ill],
            conditions: [
                "Resolved": "True DataplanesAvailable", "Unique": "True NoOther", "Ready": "True DataplanesAvailable",
            ]
        ),
        Case(
            testDescription: "no dataplane has the label",
            dataplanes: [],
            conditions: [
                "Resolved": "False NoDataplane", "Unique": "True NoOther", "Ready": "False NoDataplane",
                "Reconciling": "True NoDataplane",
            ]
        ),
        Case(
            testDescription: "all of them are ill",
            dataplanes: [Case.ill],
            conditions: [
                "Resolved": "False NoneSchedulable", "Unique": "True NoOther", "Ready": "False NoneSchedulable",
                "Reconciling": "True NoneSchedulable",
            ]
        ),
        Case(
            testDescription: "an older one is for the same executions: somebody has to decide",
            rival: "older",
            conditions: [
                "Resolved": "True DataplanesAvailable", "Unique": "False Conflict", "Ready": "False Conflict",
                "Stalled": "True Conflict",
            ]
        ),
        Case(
            testDescription: "flyteadmin has not been told yet",
            isForFlyte: true,
            conditions: [
                "Resolved": "True DataplanesAvailable", "Unique": "True NoOther", "Ready": "False Syncing",
                "Reconciling": "True Syncing",
            ]
        ),
        Case(
            testDescription: "flyteadmin is away: that hides nothing of what is known here",
            isForFlyte: true,
            synced: Condition("Synced", .no, reason: "Unreachable"),
            conditions: [
                "Resolved": "True DataplanesAvailable", "Unique": "True NoOther", "Ready": "False Unreachable",
                "Reconciling": "True Unreachable", "Synced": "False Unreachable",
            ]
        ),
        Case(
            testDescription: "flyteadmin has it",
            isForFlyte: true,
            synced: Condition("Synced", .yes, reason: "Synced"),
            conditions: [
                "Resolved": "True DataplanesAvailable", "Unique": "True NoOther", "Ready": "True DataplanesAvailable",
                "Synced": "True Synced",
            ]
        ),
        Case(
            testDescription: "flyteadmin cannot have it, and Portolan follows it all the same",
            isForFlyte: true,
            launchPlan: "lp",
            synced: Condition("Synced", .no, reason: "LaunchPlanNotSupported"),
            conditions: [
                "Resolved": "True DataplanesAvailable", "Unique": "True NoOther", "Ready": "True DataplanesAvailable",
                "Synced": "False LaunchPlanNotSupported",
            ]
        ),
    ]

    private static let now = Timestamp(secondsSinceEpoch: 1_767_225_600)

    private static func label() -> ExecutionClusterLabel {
        var label = ExecutionClusterLabel()
        label.metadata = ObjectMeta(name: "l", namespace: "flyte", uid: "1")
        label.metadata.generation = 3
        label.metadata.annotations = [PortolanNames.reconcileAt: "now"]
        label.spec.project = "p"
        label.spec.value = "x"
        return label
    }

    private static func words(_ conditions: [Condition]) -> [String: String] {
        Dictionary(uniqueKeysWithValues: conditions.map { ($0.type, "\($0.status.rawValue) \($0.reason)") })
    }

    @Test("follows from what there is around it, and saying it again changes nothing", arguments: cases)
    func conditions(_ row: Case) {
        var label = Self.label()
        label.spec.launchPlan = row.launchPlan
        label.status.conditions = row.synced.map { [$0] } ?? []
        func planner() -> LabelPlanner {
            LabelPlanner(label, rival: row.rival, dataplanes: row.dataplanes, isForFlyte: row.isForFlyte)
        }
        let status = planner().status(at: Self.now)
        #expect(Self.words(status.conditions) == row.conditions)
        let own = status.conditions.filter { $0.type != "Synced" }
        #expect(own.allSatisfy { $0.observedGeneration == 3 && $0.lastTransitionTime == Self.now })
        #expect(status.observedGeneration == 3 && status.lastHandledReconcileAt == "now")
        label.status = status
        #expect(planner().status(at: Self.now + .seconds(60)) == status)
    }

    @Test("is nothing while it is paused, and everything afterwards")
    func paused() {
        var label = Self.label()
        label.spec.paused = true
        func status() -> ExecutionClusterLabel.Status {
            LabelPlanner(label, rival: nil, dataplanes: [Case.usable], isForFlyte: false).status(at: Self.now)
        }
        label.status = status()
        #expect(Self.words(label.status.conditions) == ["Paused": "True Paused", "Ready": "Unknown Paused"])
        #expect(label.status.observedGeneration == nil && label.status.dataplanes.isEmpty)
        #expect(label.status.lastHandledReconcileAt == nil)
        label.spec.paused = false
        label.status = status()
        #expect(label.status.conditions["Paused"] == nil && label.status.conditions.isTrue("Ready"))
    }

    @Test("kstatus reads a conflict as failed, and the rest as on its way")
    func readiness() {
        let label = Self.label()
        func readiness(_ rival: String?, _ dataplanes: [ExecutionClusterLabel.Dataplane]) -> ObjectReadiness {
            let status = LabelPlanner(label, rival: rival, dataplanes: dataplanes, isForFlyte: false).status(
                at: Self.now
            )
            return ObjectReadiness(label.metadata, observedGeneration: status.observedGeneration, status.conditions)
        }
        #expect(readiness(nil, [Case.usable]) == .current)
        #expect(readiness(nil, []) == .inProgress("no dataplane has the label \"x\""))
        let conflict = "the older ExecutionClusterLabel \"a\" is for the same executions, and decides"
        #expect(readiness("a", [Case.usable]) == .failed(conflict))
    }

    @Test(
        "shares are hundredths",
        arguments: zip([0.5, 1.0, 0.333, 0.009, 0.0], ["0.50", "1.00", "0.33", "0.01", "0.00"])
    )
    func shares(share: Double, text: String) {
        #expect(DataplanePool.text(ofShare: share) == text)
    }
}
