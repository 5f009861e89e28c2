// SPDX-License-Identifier: Apache-2.0

internal import Basics
internal import Dataplanes
internal import EventLoop
internal import HTTPClient
internal import KubeClient
internal import KubeCore
internal import KubeRuntime
internal import PortolanAPI
internal import PortolanRouting
internal import RoutingService

/// Brings a dataplane into the fleet and keeps it there: gets in, makes a service account with the least it needs, mints
/// and renews its token, and says how it is.
///
/// A pass never waits for a dataplane that does not answer: looks at its health are ``DataplaneWatch``'s, and only one that
/// was found to answer is asked for more.
struct DataplaneReconciler: Sendable {
    let settings: DataplaneSettings
    let environment: RuntimeEnvironment
    let gate: LeaderGate
    let secrets: ObjectStore<CoreV1.Secret>
    let board: FleetBoard
    let desk: DataplaneDesk
    let watch: DataplaneWatch
    let meter: DataplaneMeter
    let news: DataplaneNews
    /// Where the connections to dataplanes live, and what they share.
    let loop: EventLoop
    let connections: HTTPClient

    /// Why a pass does nothing more: what was found out is written down.
    struct Hindered: Error {
        let hindrance: DataplaneFacts.Hindrance
    }

    /// Looks at one dataplane.
    func reconcile(_ pass: Pass<DataplaneCluster>) async throws -> PassOutcome {
        guard let dataplane = pass.object else {
            forget(pass.key)
            return .done
        }
        guard !dataplane.metadata.isBeingDeleted else { return try await cleanUp(pass, dataplane) }
        var facts = DataplaneFacts(dataplane, now: pass.now)
        facts.credentials = storedCredentials(of: dataplane)
        meter.showExpiry(pass.key, facts.credentials?.expiresAt)
        let work: Work
        do {
            work = try await advance(pass, dataplane, &facts)
        } catch let error as Hindered {
            facts.hindrance = error.hindrance
            work = .ended(.done)
        }
        guard case .ended(let outcome, let failure) = work else { return .done }
        facts.shares = shares(of: dataplane, facts)
        announce(dataplane, facts)
        try await pass.writer.applyStatus(facts.status().json)
        if let failure { throw failure }
        return outcome
    }

    /// How far a pass came.
    enum Work {
        /// As far as it could; what was found out is to be written, and the error, if any, leads to another pass.
        case ended(PassOutcome, (any Error)? = nil)
        /// It has to wait for the next look, and until then what is written stands.
        case waiting
    }

    /// Everything that only this process remembers.
    func forget(_ key: ObjectKey) {
        watch.forget(key)
        desk.forget(key)
    }

    /// The credentials in the dataplane's Secret; nil where there are none, or somebody else's.
    func storedCredentials(of dataplane: DataplaneCluster) -> MintedCredentials? {
        let key = ObjectKey(namespace: dataplane.metadata.namespace, name: dataplane.credentialsSecretName)
        guard let secret = secrets.snapshot[key], secret.metadata.controller?.uid == dataplane.metadata.uid else {
            return nil
        }
        return MintedCredentials(secret)
    }

    /// The part that the dataplane gets of each of its labels, once what was found out of it is known to all.
    private func shares(of dataplane: DataplaneCluster, _ facts: DataplaneFacts) -> [DataplaneCluster.ServedLabel] {
        var next = dataplane
        next.status.conditions = facts.conditions()
        var fleet = board.atlas[dataplane.metadata.namespace ?? ""]
        fleet.set(Dataplane(next))
        return dataplane.spec.labels.map { label in
            let hundredths = Int((fleet.share(of: dataplane.metadata.name, in: label.name) * 100).rounded())
            let share = "\(hundredths / 100).\(hundredths % 100 / 10)\(hundredths % 10)"
            return DataplaneCluster.ServedLabel(label.name, weight: label.weight, share: share)
        }
    }

    /// Says in events what has changed for those who look after the fleet.
    private func announce(_ dataplane: DataplaneCluster, _ facts: DataplaneFacts) {
        let before = dataplane.status.conditions["Schedulable"]
        let findings = facts.findings()
        guard let now = findings.first(where: { $0.0 == "Schedulable" })?.1 else { return }
        if now.status != before?.status, now.reason != "Paused", now.reason != "Disabled" {
            if now.status == .yes {
                news.say(.normal, .healthy, "Probe", of: dataplane, "the dataplane takes executions")
            } else if before?.status == .yes {
                news.say(
                    .warning,
                    .unhealthy,
                    "Probe",
                    of: dataplane,
                    "no new executions: \(now.reason): \(now.message)"
                )
            }
        }
        let reachable = findings.first { $0.0 == "Reachable" }?.1
        if let reachable, reachable.reason == "ControlPlaneSuspect",
            dataplane.status.conditions["Reachable"]?.reason != reachable.reason
        {
            news.say(.warning, .controlPlaneSuspect, "Probe", of: dataplane, reachable.message)
        }
    }
}
