// SPDX-License-Identifier: Apache-2.0

internal import Basics
package import Flyte
internal import JSONKit
package import KubeCore
package import KubeRuntime
package import PortolanAPI
internal import Synchronization
internal import Telemetry

/// Tells flyteadmin the labels of a fleet, and takes back what it was told when they go.
///
/// It looks at the whole fleet at once: one list shows what flyteadmin has, also what others changed there, and one
/// after the other its calls are made, so that a deletion cannot take with it what another one has just written. Only
/// the condition `Synced` hangs on flyteadmin; what the other controller says of a label does not wait for it.
package final class FlyteLabelController: Sendable {
    /// How patient and how busy it is.
    package struct Pacing: Sendable {
        /// How often is looked for what others changed, more or less a tenth.
        package var drift = Duration.seconds(180)
        /// For how long labels count as synced although flyteadmin is away, as it is whenever it is started again.
        package var patience = Duration.seconds(60)
        /// How many labels are written about in one pass.
        package var batch = 200

        /// A pacing that fits most.
        package init() {}
    }

    /// In whose name it writes the statuses of labels.
    static let statusManager = "\(PortolanNames.fieldManager)-flyte-status"

    private struct Outage {
        var since: ContinuousClock.Instant?
        var backoff = Backoff(base: .seconds(2), cap: .seconds(60))
        var random: RandomSource
    }

    let namespace: String
    let labels: ObjectStore<ExecutionClusterLabel>
    let admin: FlyteAdmin
    let events: EventRecorder
    let pacing: Pacing
    private let namespaces: ObjectStore<CoreV1.Namespace>
    private let environment: RuntimeEnvironment
    let gate: LeaderGate
    private let outage: Mutex<Outage>

    /// A controller of the fleet of a namespace; without a gate the process is taken for the only one of its kind.
    package init(
        _ namespace: String,
        _ stores: StoreCatalogue,
        _ labels: ObjectStore<ExecutionClusterLabel>,
        _ admin: FlyteAdmin,
        _ events: EventRecorder,
        _ environment: RuntimeEnvironment,
        gate: LeaderGate? = nil,
        pacing: Pacing = Pacing()
    ) {
        self.namespace = namespace
        self.labels = labels
        self.admin = admin
        self.events = events
        self.pacing = pacing
        self.environment = environment
        self.gate = gate ?? .alwaysOpen(clock: environment.clock)
        namespaces = stores.fleet(namespace)
        outage = Mutex(Outage(random: environment.random))
    }

    /// The controller, whose only object is the namespace of the fleet.
    package func controller() -> Controller<CoreV1.Namespace> {
        var settings = ControllerSettings()
        settings.fieldManager = PortolanNames.fieldManager
        settings.workers = 1
        let fleet = ObjectKey(name: namespace)
        let isNews: Predicate<ExecutionClusterLabel> = .generationChanged || .annotationsChanged || .deletionBegun
        let changed = Trigger.changes(of: labels, in: namespace, where: isNews, leadTo: fleet)
        return Controller(
            "flyte-labels",
            of: namespaces,
            triggers: [changed],
            environment,
            settings: settings,
            gate: gate
        ) { pass in
            try await self.reconcile(pass)
        }
    }

    private func reconcile(_ pass: Pass<CoreV1.Namespace>) async throws -> PassOutcome {
        let ledger = LabelLedger(labels.snapshot.objects(in: namespace))
        guard pass.object != nil, !ledger.entries.isEmpty else { return .done }
        var desk = FlyteLabelDesk(self, ledger, pass)
        do {
            let listing = try await admin.list()
            noteReturn(pass)
            try await desk.clean(listing)
            let isComplete = try await desk.write(listing)
            return .again(after: isComplete ? nextLook() : .zero)
        } catch let error as FlyteAdminError where error.code != .cancelled {
            let (duration, wait) = noteOutage(error, pass)
            try await desk.lament(error, isLong: duration >= pacing.patience)
            return .again(after: wait)
        }
    }

    private func nextLook() -> Duration {
        outage.withLock { pacing.drift.jittered(using: &$0.random) }
    }

    private func noteReturn(_ pass: Pass<CoreV1.Namespace>) {
        let wasAway = outage.withLock { outage in
            defer { outage.since = nil }
            outage.backoff.reset()
            return outage.since != nil
        }
        if wasAway { pass.logger.info("flyteadmin is back") }
    }

    /// How long flyteadmin has been away, and when to try again.
    private func noteOutage(
        _ error: FlyteAdminError,
        _ pass: Pass<CoreV1.Namespace>
    ) -> (duration: Duration, wait: Duration) {
        let now = environment.clock.now
        let (since, wait) = outage.withLock { outage in
            let since = outage.since ?? now
            if outage.since == nil { pass.logger.warning("flyteadmin does not do what it is asked", error: error) }
            outage.since = since
            return (since, outage.backoff.next(using: &outage.random))
        }
        return (since.duration(to: now), max(wait, .seconds(1)))
    }

    /// A status of a label as it is applied.
    static func intent(_ label: ExecutionClusterLabel, _ status: JSONObject) -> DynamicObject {
        var intent = DynamicObject(ExecutionClusterLabel.resourceType, label.metadata.key)
        // A label that was made anew must not get the status of its predecessor.
        intent.setMetadata("uid", .string(label.metadata.uid))
        intent["status"] = .object(status)
        return intent
    }
}

extension StoreCatalogue {
    /// The namespace of a fleet, which is the object of those that look at the whole fleet.
    func fleet(_ namespace: String) -> ObjectStore<CoreV1.Namespace> {
        let scope = WatchScope(CoreV1.Namespace.resourceType, fields: .name(namespace))
        return store(of: CoreV1.Namespace.self, scope)
    }
}
