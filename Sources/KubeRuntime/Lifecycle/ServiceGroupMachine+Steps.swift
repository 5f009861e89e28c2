// SPDX-License-Identifier: Apache-2.0

extension ServiceGroupMachine {
    /// Does what can be done now that a service has started or ended.
    mutating func goOn(at now: Instant) -> [Action] {
        switch phase {
        case .idle, .running, .ended: return []
        case .starting(let stage, _): return isThere(stage) ? start(after: stage, at: now) : []
        case .draining(let stage, let until):
            guard !isAnyAlive(in: stage) else { return [] }
            let position = ServiceStage.stopOrder.firstIndex(of: stage) ?? 0
            return drain(from: position + 1, until: until, at: now)
        case .cancelling(_, let keepingLease):
            guard !isAnyAlive(where: { !keepingLease || $0.stage != .election }) else { return [] }
            // Late, but nothing runs any more: nobody has to wait for the lease to expire.
            return drain(from: ServiceStage.stopOrder.count - 1, until: now, at: now)
        case .abandoned:
            if !isAnyAlive(where: { _ in true }) { phase = .ended }
            return []
        }
    }

    mutating func start(_ stage: ServiceStage, at now: Instant) -> [Action] {
        // How long it takes to become a leader is somebody else's decision.
        phase = .starting(stage, until: stage == .election ? nil : now.advanced(by: limits.start))
        let actions = change({ $0.stage == stage }, to: .starting).map(Action.start)
        return isThere(stage) ? actions + start(after: stage, at: now) : actions
    }

    private mutating func start(after stage: ServiceStage, at now: Instant) -> [Action] {
        let stages = ServiceStage.allCases
        guard let position = stages.firstIndex(of: stage), position + 1 < stages.count else {
            phase = .running
            return []
        }
        return start(stages[position + 1], at: now)
    }

    /// Stops a stage and, where there is nothing to wait for, those after it.
    mutating func drain(from position: Int, until deadline: Instant, at now: Instant) -> [Action] {
        guard position < ServiceStage.stopOrder.count else {
            phase = .ended
            return []
        }
        let stage = ServiceStage.stopOrder[position]
        // What is left of the grace is the lease's; a server that is slow should not leave others to wait for its end.
        let isLast = stage == .election
        phase = .draining(stage, until: isLast ? max(deadline, now.advanced(by: limits.release)) : deadline)
        let actions = change({ $0.stage == stage && $0.isAlive && $0.status != .stopping }, to: .stopping)
            .map(Action.drain)
        guard !isAnyAlive(in: stage) else { return actions }
        return actions + drain(from: position + 1, until: deadline, at: now)
    }

    /// Cancels what runs; the lease is held as long as anything of it does.
    mutating func cancel(keepingLease: Bool, at now: Instant) -> [Action] {
        phase = .cancelling(until: now.advanced(by: limits.cancellation), keepingLease: keepingLease)
        let actions = change({ $0.isAlive && (!keepingLease || $0.stage != .election) }, to: .stopping)
            .map(Action.cancel)
        return actions + goOn(at: now)
    }

    mutating func abandon(_ exitCode: Int32) -> [Action] {
        phase = .abandoned
        return [.abandon(exitCode: exitCode)] + change(\.isAlive, to: .stopping).map(Action.cancel)
    }

    private func isThere(_ stage: ServiceStage) -> Bool {
        members.allSatisfy { $0.stage != stage || $0.status == .running }
    }

    private func isAnyAlive(in stage: ServiceStage) -> Bool {
        isAnyAlive { $0.stage == stage }
    }

    private func isAnyAlive(where isMeant: (Member) -> Bool) -> Bool {
        members.contains { $0.isAlive && isMeant($0) }
    }

    private mutating func change(_ isMeant: (Member) -> Bool, to status: Status) -> [Int] {
        var changed: [Int] = []
        for index in members.indices where isMeant(members[index]) {
            members[index].status = status
            changed.append(index)
        }
        return changed
    }
}
