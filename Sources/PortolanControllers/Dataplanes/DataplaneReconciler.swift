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
    let desk: DataplaneDesk
    let watch: DataplaneWatch
    let meter: DataplaneMeter
    let news: DataplaneNews
    /// Where the connections to dataplanes live, and what they share.
    let loop: EventLoop
    let connections: HTTPClient

    /// What looks at a dataplane within a pass, besides the looks that ``DataplaneWatch`` does all the time.
    var looker: DataplaneLooker { DataplaneLooker(clock: environment.clock, wallClock: environment.wallClock) }

    /// Why a pass does nothing more: what was found out is written down.
    struct Hindered: Error {
        let hindrance: DataplaneFacts.Hindrance

        /// In a sentence.
        var message: String {
            switch hindrance {
            case .paused: "it is paused"
            case .waiting(_, let message), .stalled(_, let message): message
            }
        }
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
            // Nobody looks with a credential that is not to be used any more.
            watch.forget(pass.key)
            facts.hindrance = error.hindrance
            facts.report = nil
            work = .ended(.done)
        }
        guard case .ended(let outcome, let failure) = work else { return .done }
        facts.shares = shares(of: dataplane, facts.conditions(), pass.snapshot)
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
        guard let secret = secrets.snapshot[dataplane.credentialsSecretKey], isOwn(secret.metadata, dataplane) else {
            return nil
        }
        return MintedCredentials(secret)
    }

    /// Whether a Secret was made for this very dataplane.
    func isOwn(_ secret: ObjectMeta, _ dataplane: DataplaneCluster) -> Bool {
        secret.controller?.uid == dataplane.metadata.uid
    }

    /// The part that the dataplane gets of each of its labels, as its conditions are by now.
    private func shares(
        of dataplane: DataplaneCluster,
        _ conditions: [Condition],
        _ snapshot: ObjectSnapshot<DataplaneCluster>
    ) -> [DataplaneCluster.ServedLabel] {
        var present = dataplane
        present.status.conditions = conditions
        return dataplane.spec.labels.map { label in
            let others = DataplanePool.members(label.name, in: dataplane.metadata.namespace, snapshot)
                .filter { $0.metadata.name != dataplane.metadata.name }
            let fleet = Fleet(dataplanes: (others + [present]).map { Dataplane($0) })
            let share = fleet.share(of: dataplane.metadata.name, in: label.name)
            return DataplaneCluster.ServedLabel(
                label.name,
                weight: label.weight,
                share: DataplanePool.text(ofShare: share)
            )
        }
    }

    /// Says in events what has changed for those who look after the fleet.
    private func announce(_ dataplane: DataplaneCluster, _ facts: DataplaneFacts) {
        typealias ConditionType = DataplaneCluster.ConditionType
        let before = dataplane.status.conditions[ConditionType.schedulable]
        let findings = facts.findings()
        guard let now = findings.first(where: { $0.0 == ConditionType.schedulable })?.1 else { return }
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
        let reachable = findings.first { $0.0 == ConditionType.reachable }?.1
        if let reachable, reachable.reason == "ControlPlaneSuspect",
            dataplane.status.conditions[ConditionType.reachable]?.reason != reachable.reason
        {
            news.say(.warning, .controlPlaneSuspect, "Probe", of: dataplane, reachable.message)
        }
    }
}
