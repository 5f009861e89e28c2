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
    /// Whether failures change nothing at the moment, because most dataplanes fail.
    var isHeld = false

    /// Whether it may get work, as far as its health goes.
    var isWell: Bool { machine.verdict == .up }

    /// What is wrong, as long as that counts; nil when nothing is, or when one more look is due.
    var failure: LookFailure? { machine.verdict == .down ? look?.failure : nil }

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
        let isUp = status.conditions.isTrue("Reachable") && status.conditions.isTrue("Authorized")
        self.init(
            verdict: isUp ? .up : .down,
            failures: probe.consecutiveFailures,
            successes: probe.consecutiveSuccesses
        )
    }
}
