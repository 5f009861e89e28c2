// SPDX-License-Identifier: Apache-2.0

internal import Basics
internal import Dataplanes
internal import HTTPClient
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
        try check(dataplane.spec)
        let link = try link(to: dataplane)
        facts.endpoint = link.endpoint
        resume(link, facts.credentials, dataplane)
        facts.settlement = desk[pass.key]?.settlement
        startLooking(pass.key, dataplane, link, facts)
        facts.report = watch.report(of: pass.key)
        guard let look = facts.report?.look else {
            // What is written stands until somebody has looked; only a first visit says that nothing is known yet.
            return dataplane.status.conditions.isEmpty ? .ended(.done) : .waiting
        }
        if look.failure?.reason == .identityMismatch {
            watch.forget(pass.key)
            throw Hindered(hindrance: .stalled(reason: "IdentityMismatch", message: look.failure?.message ?? ""))
        }
        guard pin(look, dataplane, &facts) else { return .ended(.again(after: .zero)) }
        if try await pass.writer.addFinalizer(PortolanNames.finalizer) { return .ended(.again(after: .zero)) }
        return await settle(pass, dataplane, link, look, &facts)
    }

    /// What can be said of a spec without asking anybody.
    private func check(_ spec: DataplaneCluster.Spec) throws {
        func stalled(_ message: String) -> Hindered {
            Hindered(hindrance: .stalled(reason: "InvalidSpec", message: message))
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
    }

    /// The way in, from the bootstrap Secret.
    func link(to dataplane: DataplaneCluster) throws -> DataplaneLink {
        let name = dataplane.spec.bootstrapSecretName ?? ""
        let key = ObjectKey(namespace: dataplane.metadata.namespace, name: name)
        guard let secret = secrets.snapshot[key] else {
            let message = "there is no Secret \(key), which spec.bootstrap.secretRef names"
            throw Hindered(hindrance: .waiting(reason: "BootstrapMissing", message: message))
        }
        let credentials: BootstrapCredentials
        do throws(BootstrapProblem) {
            credentials = try BootstrapCredentials(secret, endpoint: dataplane.spec.endpoint ?? "")
        } catch {
            throw Hindered(hindrance: .stalled(reason: "BootstrapInvalid", message: "\(error)"))
        }
        return desk.link(to: dataplane.metadata.key, version: credentials.version) {
            var options = KubeClientOptions(userAgent: "portolan")
            options.requestTimeout = settings.requestTimeout
            options.retries.maximumAttempts = 2
            options.sharing = connections
            options.clock = environment.clock
            options.wallClock = environment.wallClock
            return DataplaneLink(credentials, settings.addresses, options, permit: gate, on: loop)
        }
    }

    /// Goes on with the credentials of before a restart, if they are still good for this link.
    private func resume(_ link: DataplaneLink, _ credentials: MintedCredentials?, _ dataplane: DataplaneCluster) {
        guard !link.isMinted, desk[dataplane.metadata.key]?.settlement == nil, let credentials,
            isFitting(credentials, dataplane, link),
            credentials.renewal(of: dataplane.metadata.name)?.hasEnded(at: environment.wallClock.now) != true
        else { return }
        link.use(credentials.token)
    }

    /// Whether credentials are for this dataplane as it is described now.
    func isFitting(_ credentials: MintedCredentials, _ dataplane: DataplaneCluster, _ link: DataplaneLink) -> Bool {
        let isLasting = dataplane.spec.credentials.mode == .serviceAccountSecret
        return credentials.endpoint == link.endpoint && credentials.authoritiesPEM == link.authoritiesPEM
            && credentials.serviceAccount == dataplane.spec.credentials.serviceAccount
            && credentials.clusterUID == dataplane.status.clusterUID && (credentials.expiresAt == nil) == isLasting
    }

    private func startLooking(
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
                timeout: Duration(parsing: probe.timeout) ?? .seconds(3)
            ),
            thresholds: .init(failures: probe.failureThreshold, successes: probe.successThreshold),
            clusterUID: dataplane.expectedClusterUID,
            access: facts.settlement?.privileges.essentialAccess
        )
        guard !isQuarantined(dataplane) else { return }
        watch.watch(key, subject, resuming: HealthMachine(dataplane.status))
        let wish = dataplane.metadata.annotations[PortolanNames.reconcileAt]
        if wish != dataplane.status.lastHandledReconcileAt { watch.lookNow(key) }
    }

    /// Whether another cluster was found behind the endpoint, so that no credential may go there, and nobody has said
    /// since that it is worth another attempt.
    private func isQuarantined(_ dataplane: DataplaneCluster) -> Bool {
        guard let condition = dataplane.status.conditions[ObjectReadiness.stalled], condition.status == .yes,
            condition.reason == "IdentityMismatch"
        else { return false }
        return condition.observedGeneration == dataplane.metadata.generation
            && dataplane.metadata.annotations[PortolanNames.reconcileAt] == dataplane.status.lastHandledReconcileAt
            && dataplane.metadata.annotations[PortolanNames.acceptCluster] == nil
    }

    /// Remembers which cluster this is before anything is made there; false when the status has to be written first.
    private func pin(_ look: DataplaneLook, _ dataplane: DataplaneCluster, _ facts: inout DataplaneFacts) -> Bool {
        guard case .success(let uid) = look.finding else { return true }
        facts.clusterUID = uid
        return dataplane.status.clusterUID == uid
    }
}

extension DataplaneCluster {
    /// The cluster that has to answer: the one that was pinned, unless the user accepts another.
    fileprivate var expectedClusterUID: String? {
        metadata.annotations[PortolanNames.acceptCluster] ?? status.clusterUID
    }
}
