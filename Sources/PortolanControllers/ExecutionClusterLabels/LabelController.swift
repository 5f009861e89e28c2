// SPDX-License-Identifier: Apache-2.0

internal import JSONKit
internal import KubeCore
package import KubeRuntime
package import PortolanAPI
internal import PortolanRouting
internal import RoutingService
internal import Telemetry

/// Says of every ExecutionClusterLabel whether its executions have somewhere to go, and where.
///
/// It writes nothing but status, and that only when it changes: a fleet may have thousands of labels, and each change of
/// a dataplane concerns all that name its pool.
package struct LabelController: Sendable {
    private static let scopes = "scope"
    private static let values = "value"

    private let labels: ObjectStore<ExecutionClusterLabel>
    private let dataplanes: ObjectStore<DataplaneCluster>
    private let shares: LabelShares
    /// The fleet that Flyte is told of; nil where there is no Flyte.
    private let flyteNamespace: String?
    private let environment: RuntimeEnvironment
    private let gate: LeaderGate?

    /// A controller on two stores; `flyteNamespace` is the fleet that Flyte is told of.
    ///
    /// Without a gate the process is taken for the only one of its kind.
    package init(
        _ labels: ObjectStore<ExecutionClusterLabel>,
        _ dataplanes: ObjectStore<DataplaneCluster>,
        flyteNamespace: String? = nil,
        _ environment: RuntimeEnvironment,
        gate: LeaderGate? = nil
    ) {
        self.labels = labels
        self.dataplanes = dataplanes
        self.flyteNamespace = flyteNamespace
        self.environment = environment
        self.gate = gate
        shares = LabelShares(dataplanes)
        labels.addIndex(ObjectIndex(Self.scopes) { [Self.scope(of: $0)] })
        labels.addIndex(
            ObjectIndex(Self.values) { [DataplanePool.place($0.spec.value, in: $0.metadata.namespace)] }
        )
    }

    /// The controller.
    package func controller() -> Controller<ExecutionClusterLabel> {
        var settings = ControllerSettings()
        settings.fieldManager = PortolanNames.fieldManager
        return Controller(
            "execution-cluster-labels",
            of: labels,
            triggers: [rivals, pools],
            environment,
            settings: settings,
            gate: gate
        ) { pass in
            try await reconcile(pass)
        }
    }

    private func reconcile(_ pass: Pass<ExecutionClusterLabel>) async throws -> PassOutcome {
        guard let label = pass.object else { return .done }
        guard !label.metadata.isBeingDeleted else { return try await letGo(label, pass) }
        let planner = LabelPlanner(
            label,
            rival: rival(of: label, pass.snapshot),
            dataplanes: shares.dataplanes(of: label.spec.value, in: label.metadata.namespace ?? ""),
            isForFlyte: isForFlyte(label)
        )
        let status = planner.status(at: pass.now)
        if status != label.status { try await pass.writer.applyStatus(status.own) }
        if !isForFlyte(label), !label.isPaused { try await forgetFlyte(label, pass) }
        return .done
    }

    private func isForFlyte(_ label: ExecutionClusterLabel) -> Bool {
        flyteNamespace != nil && label.metadata.namespace == flyteNamespace
    }

    /// The label that counts in this one's place.
    private func rival(
        of label: ExecutionClusterLabel,
        _ snapshot: ObjectSnapshot<ExecutionClusterLabel>
    ) -> String? {
        let rules = snapshot.objects(by: Self.scopes, Self.scope(of: label)).compactMap(LabelRule.init)
        guard rules.count > 1 else { return nil }
        let winner = Fleet(rules: rules).rules(of: rules[0].scope).first?.name
        return winner == label.metadata.name ? nil : winner
    }

    private static func scope(of label: ExecutionClusterLabel) -> String {
        let spec = label.spec
        let parts = [spec.project, spec.domain, spec.workflow, spec.launchPlan].map { $0 ?? "" }
        // No part has a line break in it.
        return ([label.metadata.namespace ?? ""] + parts).joined(separator: "\n")
    }
}

// What else leads to a look at a label

extension LabelController {
    /// Others for the same executions: when the oldest goes, the next one counts.
    private var rivals: Trigger {
        .changes(of: labels, where: .generationChanged || .deletionBegun) { [labels] change in
            let snapshot = labels.snapshot
            return change.states.flatMap { snapshot.keys(by: Self.scopes, Self.scope(of: $0)) }
        }
    }

    /// The dataplanes of its pool, as far as routing sees them: most changes of a status mean nothing to it.
    private var pools: Trigger {
        let isNews = Predicate<DataplaneCluster>.updates { Dataplane($0) != Dataplane($1) }
        return .changes(of: dataplanes, where: isNews) { [labels] change in
            let snapshot = labels.snapshot
            let places = change.states.flatMap { DataplanePool.places(of: $0) }
            return Set(places).sorted().flatMap { snapshot.keys(by: Self.values, $0) }
        }
    }
}

// Where there is no Flyte any more

extension LabelController {
    /// Lets a label go that nobody cleans up for, because Flyte was switched off; what is in flyteadmin stays there.
    private func letGo(
        _ label: ExecutionClusterLabel,
        _ pass: Pass<ExecutionClusterLabel>
    ) async throws -> PassOutcome {
        guard !isForFlyte(label) else { return .done }
        if try await pass.writer.removeFinalizer(PortolanNames.finalizer), let row = label.status.flyte?.row {
            pass.logger.warning(
                "flyteadmin keeps a row, because Flyte is switched off",
                ["project": row.project, "label": row.value]
            )
        }
        return .done
    }

    /// Takes back what was said about Flyte.
    private func forgetFlyte(_ label: ExecutionClusterLabel, _ pass: Pass<ExecutionClusterLabel>) async throws {
        guard label.status.flyte != nil || label.status.conditions[ExecutionClusterLabel.ConditionType.synced] != nil
        else { return }
        _ = try await pass.writer.apply(
            ExecutionClusterLabel.resourceType,
            FlyteLabelController.intent(label, JSONObject()),
            subresource: .status,
            manager: FlyteLabelController.statusManager
        )
    }
}
