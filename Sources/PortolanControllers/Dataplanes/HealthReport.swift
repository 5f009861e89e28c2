// SPDX-License-Identifier: Apache-2.0

internal import Basics
internal import Dataplanes
internal import KubeCore
internal import PortolanAPI

/// What is known of a dataplane's health at one moment.
struct HealthReport: Sendable {
    /// What is held to be true.
    var machine = HealthMachine()
    /// What the last look found; nil before the first.
    var look: DataplaneLook?
    /// What was wrong when something was the last time.
    var lastFailure: LookFailure?
    /// Whether failures change nothing at the moment, because most dataplanes fail.
    var isHeld = false

    /// Whether it may get work, as far as its health goes.
    var isWell: Bool { machine.verdict == .up }

    /// What is wrong, as long as that counts: not yet when one look has failed, and still when one has succeeded since.
    var failure: LookFailure? { machine.verdict == .down ? look?.failure ?? lastFailure : nil }

    /// Whether it was found well after it had not been, and has to be so again before that counts.
    var isRecovering: Bool { machine.verdict == .down && look.map { $0.failure == nil } ?? false }

    /// What somebody would want to know of at once, when it changes.
    struct Essence: Hashable {
        let machine: HealthMachine
        let reason: LookFailure.Reason?
        let isHeld: Bool
        let isFirst: Bool
    }

    var essence: Essence {
        Essence(machine: machine, reason: look?.failure?.reason, isHeld: isHeld, isFirst: look == nil)
    }
}

extension HealthMachine {
    /// What was known when the status was written: a restart of the operator is no news of a dataplane.
    init(_ status: DataplaneCluster.Status) {
        guard let probe = status.probe else {
            self.init()
            return
        }
        // That a token may do too little was not found by looking, and a look does not mend it.
        let types = [DataplaneCluster.ConditionType.reachable, DataplaneCluster.ConditionType.authorized]
        let known = types.map { type -> Condition.Status in
            let condition = status.conditions[type]
            return condition?.reason == "Lacking" ? .yes : condition?.status ?? .unknown
        }
        let verdict: Verdict = known.contains(.no) ? .down : known.contains(.unknown) ? .unknown : .up
        self.init(
            verdict: verdict,
            failures: probe.consecutiveFailures,
            successes: probe.consecutiveSuccesses
        )
    }
}
