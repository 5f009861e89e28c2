// SPDX-License-Identifier: Apache-2.0

internal import Flyte
internal import KubeCore
internal import PortolanAPI
internal import PortolanRouting
internal import RoutingService

/// What the labels of a fleet want of flyteadmin, and what was written there for them.
struct LabelLedger: Sendable {
    /// What a label is to flyteadmin.
    enum Role: Sendable, Hashable {
        /// It decides about its scope.
        case wanted(AttributeRow)
        /// An older one does.
        case shadowed
        /// flyteadmin has no such rows.
        case impossible
        /// It is left alone.
        case paused
        /// It was asked to go.
        case leaving
    }

    /// The labels by their names, each with its role.
    let entries: [(label: ExecutionClusterLabel, role: Role)]
    /// What there should be.
    private(set) var wanted: [AttributeScope: String] = [:]
    /// What was written, or may have been, and is nobody's who is left alone.
    private(set) var owned: Set<AttributeScope> = []
    /// What went with rows that were deleted, and may not have been put back.
    private(set) var lost: [AttributeRow] = []

    init(_ labels: some Sequence<ExecutionClusterLabel>) {
        let labels = Array(labels)
        let fleet = Fleet(rules: labels.compactMap(LabelRule.init))
        entries = labels.map { ($0, Self.role(of: $0, in: fleet)) }
        var untouchable: Set<AttributeScope> = []
        for (label, role) in entries {
            if case .wanted(let row) = role { wanted[row.scope] = row.value }
            let record = label.status.flyte?.row.map(AttributeRow.init)
            if role == .paused {
                if let record { untouchable.insert(record.scope) }
                continue
            }
            if let record { owned.insert(record.scope) }
            lost += (label.status.flyte?.restoring ?? []).map(AttributeRow.init)
        }
        owned.subtract(untouchable)
    }

    private static func role(of label: ExecutionClusterLabel, in fleet: Fleet) -> Role {
        guard !label.isPaused else { return .paused }
        guard !label.metadata.isBeingDeleted, let rule = LabelRule(label) else { return .leaving }
        guard fleet.rules(of: rule.scope).first?.name == label.metadata.name else { return .shadowed }
        guard rule.scope.launchPlan == nil else { return .impossible }
        let scope = AttributeScope(
            project: rule.scope.project,
            domain: rule.scope.domain,
            workflow: rule.scope.workflow
        )
        return .wanted(AttributeRow(scope, label.spec.value))
    }

    /// The label that answers for a row that was written.
    func owner(of scope: AttributeScope) -> ExecutionClusterLabel? {
        entries.first { $0.role != .paused && $0.label.status.flyte?.row.map(AttributeRow.init)?.scope == scope }?.label
    }
}

extension AttributeRow {
    /// A row as a status has it.
    init(_ row: ExecutionClusterLabel.FlyteRow) {
        self.init(AttributeScope(project: row.project, domain: row.domain, workflow: row.workflow), row.value)
    }
}

extension ExecutionClusterLabel.FlyteRow {
    /// A row as a status has it.
    init(_ row: AttributeRow) {
        self.init(
            project: row.scope.project,
            domain: row.scope.domain,
            workflow: row.scope.workflow,
            value: row.value
        )
    }
}
