// SPDX-License-Identifier: Apache-2.0

internal import Basics
internal import Dataplanes
internal import KubeCore
internal import KubeRuntime
internal import PortolanAPI

/// All that is known of a dataplane at the end of a pass, from which its status follows.
struct DataplaneFacts: Sendable {
    /// Why nothing can be done.
    enum Hindrance: Sendable, Hashable {
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
    /// What is wrong with the bootstrap credentials, when that hurts nobody yet.
    var bootstrapProblem: String?
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

    /// What was observed, as conditions that go on from those of before.
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
