// SPDX-License-Identifier: Apache-2.0

internal import Basics
package import KubeCore
internal import Synchronization
internal import Telemetry

/// Brings about what objects of a kind say, one object at a time and again whenever something changed.
///
/// It listens to the stores of its triggers, keeps the keys to look at in a queue, and has its workers look: never at one
/// key twice at the same time, never before all stores and triggers have what there is, and never on a state older than
/// the last write for that object. The function that looks is told nothing but what there is.
///
/// ```swift
/// let ships = stores.store(of: Ship.self)
/// let controller = Controller("shipyard", of: ships, environment) { pass in
///     guard let ship = pass.object else { return .done }
///     try await pass.writer.apply(CoreV1.ConfigMap.resourceType, manifest(of: ship))
///     return .done
/// }
/// try await controller.run()
/// ```
///
/// Passes that mostly wait for the server are cheapest on the loop on which its client lives, for then no request wakes
/// another thread: ``Service/preferring(_:)`` for the stores and the controller saves a seventh of the processor time of a
/// write. It is the caller's choice, because a pass that computes for long holds up all connections of that loop; those of
/// the election should be apart then (``KubeClient/apart(named:)``).
package final class Controller<Primary: KubeObject>: Sendable {
    /// Looks at one object.
    package typealias Reconcile = @Sendable (Pass<Primary>) async throws -> PassOutcome

    /// What the controller is called in lines and figures, and in whose name it writes.
    package let name: String
    let primary: ObjectStore<Primary>
    let triggers: [Trigger]
    /// Everything that a pass may read: there must be something of each before the first, and all of its namespace.
    let stores: [any ObservedStore]
    let settings: ControllerSettings
    let environment: RuntimeEnvironment
    let gate: LeaderGate
    let reconcile: Reconcile

    let queue: WorkQueue
    let ownWrites: OwnWrites
    let running: RunningPasses
    let desk: WriterDesk
    let meter: ControllerMeter
    let logger: Logger
    let state: Mutex<State>
    /// Rings when the phase changes, and when a trigger has settled.
    let bell = Bell()

    struct State: Sendable {
        var phase = ControllerPhase.idle
        var isStopping = false
        /// Which triggers have added everything that there was at the beginning.
        var settled: Set<Int> = []
        var pacing: PassPacing
        var slow = Deque<ControllerReport.SlowPass>()
    }

    /// A controller of the objects of a store, which also looks when one of the triggers says so.
    ///
    /// The predicate says which changes of the objects themselves are worth a look; `reading` are stores that passes read
    /// besides those of the triggers. Without a gate the process is taken for the only one of its kind.
    package init(
        _ name: String,
        of primary: ObjectStore<Primary>,
        where predicate: Predicate<Primary> = .all,
        triggers: [Trigger] = [],
        reading: [any ObservedStore] = [],
        _ environment: RuntimeEnvironment,
        settings: ControllerSettings = ControllerSettings(),
        gate: LeaderGate? = nil,
        reconcile: @escaping Reconcile
    ) {
        let triggers = [.primary(primary, where: predicate)] + triggers
        var stores: [any ObservedStore] = []
        for store in triggers.map(\.store) + reading where !stores.contains(where: { $0 === store }) {
            stores.append(store)
        }
        let parts = stores.flatMap(\.parts)
        self.name = name
        self.primary = primary
        self.triggers = triggers
        self.stores = stores
        self.settings = settings
        self.environment = environment
        let gate = gate ?? .alwaysOpen(clock: environment.clock)
        self.gate = gate
        self.reconcile = reconcile
        queue = WorkQueue(
            name: name,
            clock: environment.clock,
            metrics: environment.metrics,
            failureDelays: settings.failureDelays
        )
        ownWrites = OwnWrites(seenBy: parts)
        running = RunningPasses(deadline: settings.passDeadline, clock: environment.clock)
        desk = WriterDesk(environment, manager: settings.fieldManager ?? name, gate, parts, ownWrites)
        meter = ControllerMeter(name, workers: settings.workers, environment.metrics)
        logger = environment.logger.room("kube.controller").with(["controller": name])
        state = Mutex(State(pacing: PassPacing(interval: settings.minimumInterval, burst: settings.burst)))
    }

    /// How far the controller is.
    package var phase: ControllerPhase { state.withLock { $0.phase } }

    /// Has an object looked at, for a reason of somebody else's.
    package func look(at key: ObjectKey, priority: WorkPriority = .normal, after delay: Duration = .zero) {
        queue.add(key, priority: priority, after: delay)
    }

    /// Asks the controller to stop: passes that run are finished, for as long as its grace lasts, and none begins.
    ///
    /// Then ``run()`` returns. To cancel its task stops it at once.
    package func drain() {
        state.withLock { $0.isStopping = true }
        queue.close(.whenIdle)
        bell.ring()
    }

    func enter(_ phase: ControllerPhase) {
        state.withLock { $0.phase = phase }
        bell.ring()
        logger.debug("\(phase)")
    }
}
