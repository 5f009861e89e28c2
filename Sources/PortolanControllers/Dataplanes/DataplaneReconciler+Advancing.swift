// SPDX-License-Identifier: Apache-2.0

internal import Basics
internal import Dataplanes
internal import KubeClient
internal import KubeCore
internal import KubeRuntime
internal import PortolanAPI

extension DataplaneReconciler {
    /// Goes as far as one pass can: from what the user said to a dataplane that is settled and has fresh credentials.
    func advance(
        _ pass: Pass<DataplaneCluster>,
        _ dataplane: DataplaneCluster,
        _ facts: inout DataplaneFacts
    ) async throws -> Work {
        guard !dataplane.isPaused else {
            forget(pass.key)
            throw Hindered(hindrance: .paused)
        }
        try check(dataplane)
        let link = try link(to: dataplane, &facts)
        facts.endpoint = link.endpoint
        try checkQuarantine(dataplane, link)
        resume(link, facts.credentials, dataplane)
        if let stored = facts.credentials, !isFitting(stored, dataplane, link) { facts.credentials = nil }
        facts.settlement = desk[pass.key]?.settlement
        startLooking(pass.key, dataplane, link, facts)
        facts.report = watch.report(of: pass.key)
        guard let look = facts.report?.look else {
            // What is written stands until somebody has looked; only a first visit says that nothing is known yet.
            return dataplane.status.conditions.isEmpty ? .ended(.done) : .waiting
        }
        if let failure = look.failure, failure.reason == .identityMismatch {
            throw quarantine(dataplane, link, failure)
        }
        guard pin(look, dataplane, &facts) else { return .ended(.again(after: .zero)) }
        // Whoever was never reached has nothing that would have to be cleaned up.
        guard facts.clusterUID != nil else { return .ended(.done) }
        if try await pass.writer.addFinalizer(PortolanNames.finalizer) { return .ended(.again(after: .zero)) }
        return try await settle(pass, dataplane, link, look, &facts)
    }

    /// What can be said without asking anybody outside.
    private func check(_ dataplane: DataplaneCluster) throws {
        let spec = dataplane.spec
        func stalled(_ message: String, _ reason: String = "InvalidSpec") -> Hindered {
            Hindered(hindrance: .stalled(reason: reason, message: message))
        }
        guard spec.endpoint != nil else {
            let name = spec.clusterName ?? ""
            throw Hindered(
                hindrance: .waiting(reason: "ClusterNotReady", message: "Cluster \(name) has no endpoint yet")
            )
        }
        do throws(PermissionProblem) {
            try LeastPrivilege.check(spec.credentials.rules)
        } catch {
            throw stalled("\(error)")
        }
        guard let ttl = Duration(parsing: spec.credentials.ttl), ttl >= .seconds(600) else {
            throw stalled(
                "spec.credentials.ttl: \(spec.credentials.ttl) is less than the ten minutes that a token lasts at least"
            )
        }
        for (field, text) in [("interval", spec.probe.interval), ("timeout", spec.probe.timeout)] {
            guard let duration = Duration(parsing: text), duration >= .milliseconds(100) else {
                throw stalled("spec.probe.\(field): \(text) is less than 100ms")
            }
        }
        if let secret = secrets.snapshot[dataplane.credentialsSecretKey], !isOwn(secret.metadata, dataplane) {
            throw stalled(
                "Secret \(secret.metadata.key) is somebody else's; choose another name in spec.credentials.secretName",
                "SecretNotOwned"
            )
        }
    }

    /// Has somebody look at a dataplane from now on.
    func startLooking(
        _ key: ObjectKey,
        _ dataplane: DataplaneCluster,
        _ link: DataplaneLink,
        _ facts: DataplaneFacts
    ) {
        let probe = dataplane.spec.probe
        let subject = DataplaneWatch.Subject(
            link: link,
            schedule: LookSchedule(
                interval: Duration(parsing: probe.interval) ?? .seconds(5),
                timeout: Duration(parsing: probe.timeout) ?? .seconds(3),
                failures: probe.failureThreshold
            ),
            thresholds: .init(failures: probe.failureThreshold, successes: probe.successThreshold),
            clusterUID: dataplane.expectedClusterUID,
            access: facts.settlement?.privileges.essentialAccess,
            wish: dataplane.hasWish ? dataplane.metadata.annotations[PortolanNames.reconcileAt] : nil
        )
        watch.watch(key, subject, resuming: HealthMachine(dataplane.status))
    }

    /// Remembers which cluster this is before anything is made there; false when the status has to be written first.
    private func pin(_ look: DataplaneLook, _ dataplane: DataplaneCluster, _ facts: inout DataplaneFacts) -> Bool {
        guard case .success(let uid) = look.finding else { return true }
        facts.clusterUID = uid
        return dataplane.status.clusterUID == uid
    }
}

extension DataplaneCluster {
    /// Where the credentials that Portolan makes are put.
    var credentialsSecretKey: ObjectKey { ObjectKey(namespace: metadata.namespace, name: credentialsSecretName) }

    /// Whether somebody has asked for a pass, and none has answered yet.
    var hasWish: Bool {
        let wish = metadata.annotations[PortolanNames.reconcileAt]
        return wish != nil && wish != status.lastHandledReconcileAt
    }
}
