// SPDX-License-Identifier: Apache-2.0

internal import Basics
internal import Dataplanes
internal import HTTPClient
internal import KubeClient
internal import KubeCore
internal import KubeRuntime
internal import PortolanAPI

extension DataplaneReconciler {
    /// The way in: from the bootstrap Secret, or without it where Portolan has credentials of its own already.
    func link(to dataplane: DataplaneCluster, _ facts: inout DataplaneFacts) throws -> DataplaneLink {
        let key = dataplane.metadata.key
        do {
            let credentials = try bootstrapCredentials(of: dataplane)
            return desk.link(to: key, version: credentials.version) { makeLink(credentials) }
        } catch let error as Hindered {
            facts.bootstrapProblem = error.message
            let endpoint = try? BootstrapCredentials.normalized(dataplane.spec.endpoint ?? "")
            if let known = desk[key]?.link, known.isMinted, known.endpoint == endpoint { return known }
            guard let minted = facts.credentials, minted.endpoint == endpoint, isGood(minted, dataplane),
                let credentials = try? BootstrapCredentials(minted)
            else { throw error }
            return desk.link(to: key, version: credentials.version) { makeLink(credentials) }
        }
    }

    private func bootstrapCredentials(of dataplane: DataplaneCluster) throws -> BootstrapCredentials {
        let name = dataplane.spec.bootstrapSecretName ?? ""
        let key = ObjectKey(namespace: dataplane.metadata.namespace, name: name)
        guard let secret = secrets.snapshot[key] else {
            let message = "there is no Secret \(key), which spec.bootstrap.secretRef names"
            throw Hindered(hindrance: .waiting(reason: "BootstrapMissing", message: message))
        }
        do throws(BootstrapProblem) {
            return try BootstrapCredentials(secret, endpoint: dataplane.spec.endpoint ?? "")
        } catch {
            throw Hindered(hindrance: .stalled(reason: "BootstrapInvalid", message: "\(error)"))
        }
    }

    private func makeLink(_ credentials: BootstrapCredentials) -> DataplaneLink {
        var options = KubeClientOptions(userAgent: "portolan")
        options.requestTimeout = settings.requestTimeout
        options.retries.maximumAttempts = 2
        options.sharing = connections
        options.clock = environment.clock
        options.wallClock = environment.wallClock
        return DataplaneLink(credentials, settings.addresses, options, permit: gate, on: loop)
    }

    /// Goes on with the credentials of before a restart, or of another way to the same server, if they are still good.
    func resume(_ link: DataplaneLink, _ credentials: MintedCredentials?, _ dataplane: DataplaneCluster) {
        guard !link.isMinted, desk[dataplane.metadata.key]?.settlement == nil, let credentials,
            isFitting(credentials, dataplane, link), isGood(credentials, dataplane),
            credentials.clusterUID == dataplane.expectedClusterUID
        else { return }
        link.use(credentials.token)
    }

    private func isGood(_ credentials: MintedCredentials, _ dataplane: DataplaneCluster) -> Bool {
        credentials.renewal(of: dataplane.metadata.name)?.hasEnded(at: environment.wallClock.now) != true
    }

    /// Whether credentials are for this dataplane as it is described now.
    func isFitting(_ credentials: MintedCredentials, _ dataplane: DataplaneCluster, _ link: DataplaneLink) -> Bool {
        let isLasting = dataplane.spec.credentials.mode == .serviceAccountSecret
        return credentials.endpoint == link.endpoint && credentials.authoritiesPEM == link.authoritiesPEM
            && credentials.serviceAccount == dataplane.spec.credentials.serviceAccount
            && credentials.clusterUID == dataplane.status.clusterUID && (credentials.expiresAt == nil) == isLasting
    }
}

// Another cluster behind the endpoint

extension DataplaneReconciler {
    /// Says that another cluster was found, and sees to it that no credential goes there again.
    func quarantine(_ dataplane: DataplaneCluster, _ link: DataplaneLink, _ failure: LookFailure) -> Hindered {
        let key = dataplane.metadata.key
        watch.forget(key)
        link.use(nil)
        desk.failed(introduction(of: dataplane, link), of: key)
        return Hindered(hindrance: .stalled(reason: "IdentityMismatch", message: failure.message))
    }

    /// Refuses to go where another cluster was found, until somebody changes the way in, accepts the cluster that is there,
    /// or asks for another attempt.
    func checkQuarantine(_ dataplane: DataplaneCluster, _ link: DataplaneLink) throws {
        guard let condition = dataplane.status.conditions[ObjectReadiness.stalled], condition.status == .yes,
            condition.reason == "IdentityMismatch", dataplane.status.endpoint == link.endpoint,
            dataplane.metadata.annotations[PortolanNames.reconcileAt] == dataplane.status.lastHandledReconcileAt
        else { return }
        let introduction = introduction(of: dataplane, link)
        if let failed = desk.failedIntroduction(of: dataplane.metadata.key) {
            guard failed == introduction else { return }
        } else if let accepted = introduction.acceptedUID, accepted != dataplane.status.clusterUID {
            return
        }
        throw Hindered(hindrance: .stalled(reason: "IdentityMismatch", message: condition.message))
    }

    private func introduction(of dataplane: DataplaneCluster, _ link: DataplaneLink) -> DataplaneDesk.Introduction {
        let accepted = dataplane.metadata.annotations[PortolanNames.acceptCluster]
        return DataplaneDesk.Introduction(bootstrapVersion: link.bootstrapVersion, acceptedUID: accepted)
    }
}

extension DataplaneCluster {
    /// The cluster that has to answer: the one that was pinned, unless the user accepts another.
    var expectedClusterUID: String? { metadata.annotations[PortolanNames.acceptCluster] ?? status.clusterUID }
}
