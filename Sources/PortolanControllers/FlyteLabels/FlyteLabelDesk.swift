// SPDX-License-Identifier: Apache-2.0

internal import Flyte
internal import JSONKit
internal import KubeCore
internal import KubeRuntime
internal import PortolanAPI
internal import Telemetry

/// Carries out what one look at a fleet's labels leads to.
///
/// What is about to be done outside is written down first: a process that ends in the middle knows what it owns, and what
/// it has to put back.
struct FlyteLabelDesk: Sendable {
    private typealias ConditionType = ExecutionClusterLabel.ConditionType

    private let controller: FlyteLabelController
    private let ledger: LabelLedger
    private let pass: Pass<CoreV1.Namespace>
    /// What this pass has written down so far, which no store shows yet.
    private var written: [ObjectKey: Record] = [:]

    /// What a label's status says of flyteadmin.
    private struct Record: Hashable {
        var flyte: ExecutionClusterLabel.Flyte?
        var synced: Condition?
    }

    init(_ controller: FlyteLabelController, _ ledger: LabelLedger, _ pass: Pass<CoreV1.Namespace>) {
        self.controller = controller
        self.ledger = ledger
        self.pass = pass
    }

    // What goes

    /// Deletes the rows that are owned and not wanted any more, puts back what went with them, and lets go of the labels.
    mutating func clean(_ listing: AttributeListing) async throws {
        let plan = AttributePlan(wanted: ledger.wanted, owned: ledger.owned, listed: listing, lost: ledger.lost)
        for action in plan.actions {
            switch action {
            case .put(let row) where ledger.wanted[row.scope] == nil: try await restore(row)
            // Those are written when that is written down.
            case .put: break
            case .delete(let scope, let restored): try await delete(scope, restoring: restored)
            case .keep(let scope): noteKept(scope)
            }
        }
        for (label, role) in ledger.entries {
            switch role {
            case .leaving: try await release(label)
            case .shadowed: try await record(label, nil, nil)
            case .impossible:
                let message = "flyteadmin has no labels of launch plans: only Portolan's own routing follows this one"
                try await record(label, nil, synced(label, .no, "LaunchPlanNotSupported", message))
            case .wanted, .paused: break
            }
        }
    }

    private mutating func delete(_ scope: AttributeScope, restoring rows: [AttributeRow]) async throws {
        let foreign = rows.filter { ledger.wanted[$0.scope] == nil }
        if !foreign.isEmpty, let owner = ledger.owner(of: scope) {
            var known = known(of: owner)
            known.flyte = known.flyte ?? .init()
            known.flyte?.restoring = foreign.map { .init($0) }
            try await record(owner, known.flyte, known.synced)
        }
        _ = try controller.gate.check()
        do {
            try await controller.admin.delete(scope)
        } catch {
            guard error.isAboutTheRow else { throw error }
            // Of a project that flyteadmin does not know any more nothing is left that could matter.
            note(.warning, ledger.owner(of: scope), "RowNotDeleted", "\(error)")
            return
        }
        for row in rows { try await restore(row) }
        note(.normal, ledger.owner(of: scope), "RowDeleted", "flyteadmin has no label of its own for \(scope) any more")
    }

    /// Writes a row again that went with another; one that flyteadmin does not take any more holds nobody up.
    private func restore(_ row: AttributeRow) async throws {
        do {
            try await put(row)
        } catch let error as FlyteAdminError where error.isAboutTheRow {
            pass.logger.warning("flyteadmin does not take a row again", ["row": "\(row.scope)"], error: error)
        }
    }

    /// Removes the finalizer of a label whose row is gone, or somebody else's by now.
    private func release(_ label: ExecutionClusterLabel) async throws {
        guard let patch = FinalizerPatch(PortolanNames.finalizer).removing(from: label.metadata) else { return }
        do {
            try await pass.writer.patch(ExecutionClusterLabel.resourceType, label.metadata.key, patch)
        } catch let error as APIError where error.isNotFound {
            return
        }
    }

    private func noteKept(_ scope: AttributeScope) {
        let message =
            "the row of \(scope) stays in flyteadmin: to delete it would delete rows of launch plans, which no call can "
            + "write again"
        note(.warning, ledger.owner(of: scope), "RowKept", message)
    }

    // What comes

    /// Writes the rows that are wanted; false when there is more to do than one pass does.
    mutating func write(_ listing: AttributeListing) async throws -> Bool {
        var budget = controller.pacing.batch
        for (label, role) in ledger.entries {
            guard case .wanted(let row) = role else { continue }
            let isThere = listing.rows[row.scope] == row.value
            guard !isThere || !isRecorded(label, row) else { continue }
            guard budget > 0 else { return false }
            budget -= 1
            try await write(row, of: label, isThere: isThere)
        }
        return true
    }

    private func isRecorded(_ label: ExecutionClusterLabel, _ row: AttributeRow) -> Bool {
        label.status.flyte == .init(row: .init(row)) && label.metadata.finalizers.contains(PortolanNames.finalizer)
            && label.status.conditions[ConditionType.synced]?.status == .yes
            && label.status.conditions[ConditionType.synced]?.observedGeneration == label.metadata.generation
    }

    private mutating func write(_ row: AttributeRow, of label: ExecutionClusterLabel, isThere: Bool) async throws {
        let record = ExecutionClusterLabel.Flyte(row: .init(row))
        let wasWritten =
            label.status.flyte?.row == record.row
            && label.status.conditions[ConditionType.synced]?.status == .yes
        if let patch = FinalizerPatch(PortolanNames.finalizer).adding(to: label.metadata) {
            try await pass.writer.patch(ExecutionClusterLabel.resourceType, label.metadata.key, patch)
        }
        if !isThere {
            if known(of: label).flyte != record {
                let pending = synced(label, .unknown, "Syncing", "flyteadmin is being told")
                try await self.record(label, record, pending)
            }
            do {
                try await put(row)
            } catch let error as FlyteAdminError where error.isAboutTheRow {
                return try await self.record(label, record, synced(label, .no, error.code.rawValue, error.message))
            }
            if wasWritten {
                note(.normal, label, "DriftRepaired", "somebody had changed the label of \(row.scope) in flyteadmin")
            }
        }
        let message = "flyteadmin has the label \"\(row.value)\" for \(row.scope)"
        try await self.record(label, record, synced(label, .yes, "Synced", message))
    }

    private func put(_ row: AttributeRow) async throws {
        _ = try controller.gate.check()
        try await controller.admin.put(row)
    }

    // What is said

    /// Says of the labels that flyteadmin does not do what it is asked: of those that it has, only after a while.
    mutating func lament(_ error: FlyteAdminError, isLong: Bool) async throws {
        for (label, role) in ledger.entries {
            let known = known(of: label)
            switch role {
            case .wanted where known.synced?.status == .yes && !isLong: continue
            case .wanted, .leaving: break
            case .shadowed, .impossible, .paused: continue
            }
            // The words of two attempts may differ; that is nothing to write thousands of statuses for.
            let isKnown =
                known.synced?.status == .no && known.synced?.reason == error.code.rawValue
                && known.synced?.observedGeneration == label.metadata.generation
            guard !isKnown else { continue }
            try await record(label, known.flyte, synced(label, .no, error.code.rawValue, error.message))
        }
    }

    private func synced(
        _ label: ExecutionClusterLabel,
        _ status: Condition.Status,
        _ reason: String,
        _ message: String
    ) -> Condition {
        var conditions = label.status.conditions
        conditions.setCondition(
            Condition(
                ConditionType.synced,
                status,
                reason: reason,
                message: message,
                observedGeneration: label.metadata.generation
            ),
            at: pass.now
        )
        return conditions[ConditionType.synced] ?? Condition()
    }

    /// Writes down what is in flyteadmin for a label, unless it is written down already.
    private mutating func record(
        _ label: ExecutionClusterLabel,
        _ flyte: ExecutionClusterLabel.Flyte?,
        _ synced: Condition?
    ) async throws {
        let record = Record(flyte: flyte, synced: synced)
        guard known(of: label) != record else { return }
        _ = try await pass.writer.apply(
            ExecutionClusterLabel.resourceType,
            FlyteLabelController.intent(label, ExecutionClusterLabel.Status.flyte(flyte, synced)),
            subresource: .status,
            manager: FlyteLabelController.statusManager
        )
        written[label.metadata.key] = record
    }

    private func known(of label: ExecutionClusterLabel) -> Record {
        written[label.metadata.key]
            ?? Record(flyte: label.status.flyte, synced: label.status.conditions[ConditionType.synced])
    }

    private func note(_ kind: EventNews.Kind, _ label: ExecutionClusterLabel?, _ reason: String, _ note: String) {
        guard let label else { return }
        let regarding = ObjectReference(ExecutionClusterLabel.resourceType, label.metadata)
        controller.events.record(
            EventNews(kind, regarding: regarding, reason: reason, action: "SyncFlyte", note: note)
        )
    }
}
