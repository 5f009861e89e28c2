// SPDX-License-Identifier: Apache-2.0

internal import Basics
internal import Dataplanes
internal import KubeCore
internal import KubeRuntime
internal import PortolanAPI

/// All that is known of a dataplane at the end of a pass, from which its status follows.
struct DataplaneFacts {
    /// Why nothing can be done.
    enum Hindrance {
        /// Portolan is to leave it alone.
        case paused
        /// Something else has to happen first.
        case waiting(reason: String, message: String)
        /// Somebody has to change something.
        case stalled(reason: String, message: String)
    }

    let dataplane: DataplaneCluster
    var hindrance: Hindrance?
    var endpoint: String?
    var clusterUID: String?
    var report: HealthReport?
    var settlement: Settlement?
    var credentials: MintedCredentials?
    /// Why no credential could be made, when that was tried.
    var mintingProblem: String?
    var shares: [DataplaneCluster.ServedLabel] = []
    let now: Timestamp

    init(_ dataplane: DataplaneCluster, now: Timestamp) {
        self.dataplane = dataplane
        self.now = now
        clusterUID = dataplane.status.clusterUID
        endpoint = dataplane.spec.endpoint
    }
}

extension DataplaneFacts {
    /// How long the times of the last look may be out of date: nobody wants a write for every look.
    private static let staleness = Duration.seconds(300)

    /// The status to write.
    func status() -> DataplaneCluster.Status {
        var status = DataplaneCluster.Status()
        status.observedGeneration = dataplane.metadata.generation
        status.lastHandledReconcileAt = dataplane.metadata.annotations[PortolanNames.reconcileAt]
        status.endpoint = endpoint
        status.clusterUID = clusterUID
        status.kubernetesVersion = settlement?.version ?? dataplane.status.kubernetesVersion
        status.credentials = credentials.map(credentialStatus)
        status.labels = shares
        status.probe = probe()
        status.conditions = conditions()
        return status
    }

    private func credentialStatus(_ credentials: MintedCredentials) -> DataplaneCluster.CredentialStatus {
        var status = DataplaneCluster.CredentialStatus()
        status.secretName = dataplane.credentialsSecretName
        status.serviceAccount = "\(credentials.serviceAccount)"
        status.rotatedAt = credentials.issuedAt.truncatedToSeconds
        status.expiresAt = credentials.expiresAt?.truncatedToSeconds
        return status
    }

    /// What the looks found; times that differ little are left as they are.
    private func probe() -> DataplaneCluster.ProbeStatus? {
        guard let report, let look = report.look else { return dataplane.status.probe }
        var probe = DataplaneCluster.ProbeStatus()
        probe.consecutiveFailures = report.machine.failures
        probe.consecutiveSuccesses = report.machine.successes
        probe.reason = look.failure?.reason.rawValue
        if let known = dataplane.status.probe, let lastAt = known.lastAt, look.time - lastAt < Self.staleness {
            probe.lastAt = lastAt
            probe.latency = known.latency
            if probe == known { return known }
        }
        probe.lastAt = look.time.truncatedToSeconds
        probe.latency = look.latency.readable
        return probe
    }

    /// The conditions to write.
    func conditions() -> [Condition] {
        var conditions = dataplane.status.conditions
        for (type, finding) in findings() {
            let condition = Condition(
                type,
                finding.status,
                reason: finding.reason,
                message: finding.message,
                observedGeneration: dataplane.metadata.generation
            )
            conditions.setCondition(condition, at: now)
        }
        let (verdict, summary) = summary()
        conditions.setReadiness(
            verdict,
            reason: summary.reason,
            message: summary.message,
            generation: dataplane.metadata.generation,
            at: now
        )
        return conditions
    }
}

/// What is said of one thing that is observed.
struct DataplaneFinding: Equatable {
    let status: Condition.Status
    let reason: String
    let message: String

    static func holds(_ reason: String, _ message: String = "") -> Self {
        Self(status: .yes, reason: reason, message: message)
    }

    static func fails(_ reason: String, _ message: String) -> Self {
        Self(status: .no, reason: reason, message: message)
    }

    static func unknown(_ reason: String, _ message: String = "") -> Self {
        Self(status: .unknown, reason: reason, message: message)
    }
}

extension DataplaneFacts {
    /// What is observed, by the type of its condition.
    func findings() -> [(String, DataplaneFinding)] {
        [
            ("Paused", isPaused ? .holds("Paused", "Portolan leaves it alone") : .fails("NotPaused", "")),
            ("Reachable", reachable),
            ("Authorized", authorized),
            ("CredentialsValid", credentialsValid),
            ("Schedulable", schedulable),
        ]
    }

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
        guard let failure = report.failure, !failure.isAboutAccess else {
            return report.machine.verdict == .down && report.look == nil
                ? .fails("NotLookedAt", "it was not healthy before the operator restarted") : .holds("Answers")
        }
        return .fails(failure.reason.rawValue, failure.message)
    }

    private var authorized: DataplaneFinding {
        if let failure = report?.failure {
            return failure.isAboutAccess
                ? .fails(failure.reason.rawValue, failure.message) : .unknown("NotReachable", failure.message)
        }
        guard let settlement else { return .unknown("NotChecked", "what the credential may do is not known yet") }
        guard settlement.lacking.isEmpty else {
            return .fails("Forbidden", "the credential may not \(settlement.lacking.joined(separator: ", "))")
        }
        return .holds("Allowed")
    }

    private var credentialsValid: DataplaneFinding {
        guard let credentials else {
            return mintingProblem.map { .fails("NotMinted", $0) } ?? .unknown("NotMinted", "none have been made yet")
        }
        guard let renewal = credentials.renewal(of: dataplane.metadata.name) else { return .holds("Lasting") }
        if renewal.hasEnded(at: now) {
            return .fails("Expired", mintingProblem ?? "they ended at \(renewal.expiresAt.formatted())")
        }
        guard renewal.isDue(at: now), let mintingProblem else {
            return .holds("Minted", settlement?.bootstrapProblem ?? "")
        }
        return .holds(
            "Expiring",
            "they end at \(renewal.expiresAt.formatted()), and could not be replaced: \(mintingProblem)"
        )
    }

    /// Whether it gets new executions.
    private var schedulable: DataplaneFinding {
        if let (reason, message) = hindranceText { return .fails(reason, message) }
        guard dataplane.spec.enabled else { return .fails("Disabled", "spec.enabled is false") }
        for finding in [reachable, authorized, credentialsValid] where finding.status != .yes {
            return .fails(finding.reason, finding.message)
        }
        if let missing = settlement?.privileges.missing, !missing.isEmpty {
            return .fails(
                "PayloadNotServed",
                "the dataplane does not serve \(missing.joined(separator: ", ")); install what brings it, or change spec.payloads"
            )
        }
        return .holds(reachable.reason == "ControlPlaneSuspect" ? reachable.reason : "Healthy")
    }

    private var hindranceText: (reason: String, message: String)? {
        switch hindrance {
        case nil: nil
        case .paused: ("Paused", "Portolan leaves it alone")
        case .waiting(let reason, let message), .stalled(let reason, let message): (reason, message)
        }
    }

    /// What tools read.
    private func summary() -> (ReadinessVerdict, DataplaneFinding) {
        switch hindrance {
        case .stalled(let reason, let message): return (.stalled, .fails(reason, message))
        case .waiting(let reason, let message): return (.reconciling, .fails(reason, message))
        case .paused:
            let isReady = dataplane.status.conditions.isTrue(ObjectReadiness.ready)
            return (isReady ? .ready : .reconciling, .fails("Paused", "Portolan leaves it alone"))
        case nil: break
        }
        let schedulable = schedulable
        switch schedulable.reason {
        case LookFailure.Reason.identityMismatch.rawValue: return (.stalled, schedulable)
        case "Disabled" where credentialsValid.status == .yes: return (.ready, schedulable)
        default: return (schedulable.status == .yes ? .ready : .reconciling, schedulable)
        }
    }
}

extension LookFailure {
    /// Whether the server answered, and did not let Portolan in.
    fileprivate var isAboutAccess: Bool { reason == .unauthorized || reason == .forbidden }
}
