// SPDX-License-Identifier: Apache-2.0

internal import Basics
internal import Dataplanes
internal import KubeCore
internal import KubeRuntime
internal import PortolanAPI

extension DataplaneFacts {
    private typealias ConditionType = DataplaneCluster.ConditionType

    /// What is observed, by the type of its condition.
    func findings() -> [(String, DataplaneFinding)] {
        [
            (ConditionType.paused, isPaused ? .holds("Paused", Self.pauseText) : .fails("NotPaused", "")),
            (ConditionType.reachable, reachable),
            (ConditionType.authorized, authorized),
            (ConditionType.credentialsValid, credentialsValid),
            (ConditionType.schedulable, schedulable),
        ]
    }

    private static let pauseText = "Portolan leaves it alone"

    private var isPaused: Bool {
        if case .paused = hindrance { true } else { false }
    }

    private var reachable: DataplaneFinding {
        guard let report, report.look != nil || report.machine.verdict != .unknown else {
            return .unknown("NotLookedAt", "nobody has looked at it yet")
        }
        if report.isHeld, let failure = report.look?.failure {
            return .holds(
                "ControlPlaneSuspect",
                "most dataplanes fail at once, so the fault is probably here; this one is taken for healthy: \(failure.message)"
            )
        }
        guard report.machine.verdict == .down else { return .holds("Answers") }
        if report.failure?.isAboutAccess == true { return .holds("Answers") }
        if report.isRecovering { return recovering }
        guard let failure = report.failure else {
            return .fails("NotLookedAt", "it was not healthy before the operator restarted")
        }
        return .fails(failure.reason.rawValue, failure.message)
    }

    private var authorized: DataplaneFinding {
        guard let report else { return .unknown("NotChecked", "nobody has looked at it yet") }
        if report.machine.verdict == .down {
            guard let failure = report.failure, failure.isAboutAccess else {
                return .unknown("NotReachable", report.failure?.message ?? "")
            }
            return report.isRecovering ? recovering : .fails(failure.reason.rawValue, failure.message)
        }
        guard let settlement else {
            // A restart of the operator is no news of a dataplane.
            let known = dataplane.status.conditions[ConditionType.authorized]
            guard let known, ["Allowed", "Lacking"].contains(known.reason) else {
                return .unknown("NotChecked", "what the credential may do is not known yet")
            }
            return DataplaneFinding(known)
        }
        guard settlement.lacking.isEmpty else {
            return .fails("Lacking", "the credential may not \(settlement.lacking.joined(separator: ", "))")
        }
        return .holds("Allowed")
    }

    private var recovering: DataplaneFinding {
        .fails("Recovering", "it is well again, and gets work when the next looks find it so, too")
    }

    private var credentialsValid: DataplaneFinding {
        guard let credentials else {
            return mintingProblem.map { .fails("NotMinted", $0) } ?? .unknown("NotMinted", "none have been made yet")
        }
        let note = bootstrapProblem ?? settlement?.bootstrapProblem ?? ""
        guard let renewal = credentials.renewal(of: dataplane.metadata.name) else { return .holds("Lasting", note) }
        if renewal.hasEnded(at: now) {
            let end = renewal.expiresAt.truncatedToSeconds.formatted()
            return .fails(
                "Expired",
                "they ended at \(end)\(mintingProblem.map { ", and could not be replaced: \($0)" } ?? "")"
            )
        }
        guard renewal.isDue(at: now), let mintingProblem else { return .holds("Minted", note) }
        let end = renewal.expiresAt.truncatedToSeconds.formatted()
        return .holds("Expiring", "they end at \(end), and could not be replaced: \(mintingProblem)")
    }

    /// What the dataplane may be asked for.
    private var payloads: DataplaneFinding {
        guard let missing = settlement?.privileges.missing else {
            let known = dataplane.status.conditions[ConditionType.schedulable]
            guard let known, known.reason == "PayloadNotServed" else { return .holds("Served") }
            return DataplaneFinding(known)
        }
        guard !missing.isEmpty else { return .holds("Served") }
        return .fails(
            "PayloadNotServed",
            "the dataplane does not serve \(missing.joined(separator: ", ")); install what brings it, or change spec.payloads"
        )
    }

    /// Why it could take no executions, whether or not it is to get any.
    private var obstacle: DataplaneFinding? { [reachable, authorized, credentialsValid, payloads].obstacle }

    /// Whether it gets new executions.
    private var schedulable: DataplaneFinding {
        if let (reason, message) = hindranceText { return .fails(reason, message) }
        guard dataplane.spec.enabled else { return .fails("Disabled", "spec.enabled is false") }
        if let obstacle { return .fails(obstacle.reason, obstacle.message) }
        return .holds(reachable.reason == "ControlPlaneSuspect" ? reachable.reason : "Healthy")
    }

    private var hindranceText: (reason: String, message: String)? {
        switch hindrance {
        case nil: nil
        case .paused: ("Paused", Self.pauseText)
        case .waiting(let reason, let message), .stalled(let reason, let message): (reason, message)
        }
    }

    /// What tools read.
    func summary() -> (ReadinessVerdict, DataplaneFinding) {
        switch hindrance {
        case .stalled(let reason, let message): return (.stalled, .fails(reason, message))
        case .waiting(let reason, let message): return (.reconciling, .fails(reason, message))
        case .paused:
            let isReady = dataplane.status.conditions.isTrue(ObjectReadiness.ready)
            return (isReady ? .ready : .reconciling, .fails("Paused", Self.pauseText))
        case nil: break
        }
        // One that is to get no work is all right as long as it could do some.
        if let obstacle { return (.reconciling, .fails(obstacle.reason, obstacle.message)) }
        return (.ready, schedulable)
    }
}
