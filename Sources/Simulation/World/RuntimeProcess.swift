// SPDX-License-Identifier: Apache-2.0

internal import Basics
internal import KubeClient
internal import KubeCore
internal import KubeRuntime
internal import Synchronization

/// A whole runtime in a simulated process: stores, election and controller, started and stopped as in a real one.
final class RuntimeProcess: Sendable {
    let process: SimulatedProcess
    private let group: ServiceGroup
    private let widgets: ObjectStore<Widget>
    private let children: ObjectStore<CoreV1.ConfigMap>
    private let election: LeaderElection

    init(_ name: String, _ world: World, _ ledger: PassLedger) {
        let process = SimulatedProcess(name, world.server)
        let environment = RuntimeEnvironment(process, world.scheduler)
        let stores = StoreCatalogue(environment) { $0.pageSize = 4 }
        let children = stores.store(
            of: CoreV1.ConfigMap.self,
            indexes: [ObjectIndex(WidgetController.byOwner) { $0.metadata.ownerReferences.map(\.uid) }]
        )
        let widgets = stores.store(of: Widget.self)
        let election = LeaderElection(
            ObjectKey(namespace: "default", name: "widgets"),
            ElectionConfiguration(identity: name),
            in: environment
        )
        let reconciler = WidgetController(
            process: process,
            scheduler: world.scheduler,
            ledger: ledger,
            gate: election.gate,
            children: children
        )
        let controller = Controller(
            "widgets",
            of: widgets,
            triggers: [.owned(children)],
            environment,
            gate: election.gate
        ) { try await reconciler.reconcile($0) }
        group = ServiceGroup(
            [stores.service, election.service, controller.service],
            process: ServiceGroup.Process(nextSignal: { await Silence().wait() }, exit: { _ in process.kill() }),
            clock: process.clock
        )
        self.process = process
        self.widgets = widgets
        self.children = children
        self.election = election
        process.transport.inspect { [gate = election.gate] request in
            guard request.isWrite, request.plural != "leases" else { return }
            if (try? gate.check()) == nil {
                world.scheduler.fail("\(name) sends \(request.description) without a lease")
            }
        }
    }

    func start(_ world: World) {
        let (widgets, children) = (widgets, children)
        process.start { [group] process in
            await withDiscardingTaskGroup { tasks in
                tasks.addTask { await CacheOracle(world.server, "widgets", owner: process.name).watch(widgets) }
                tasks.addTask { await CacheOracle(world.server, "configmaps", owner: process.name).watch(children) }
                do {
                    try await group.run()
                } catch {
                    world.scheduler.note(process.name, "ends because of \(error)")
                }
                tasks.cancelAll()
            }
        }
    }

    /// Asks it to end in good order.
    func stop(_ world: World) {
        world.scheduler.note(process.name, "is asked to stop")
        group.stop()
    }

    /// Whether it would act as the leader at this moment, if it came to that.
    var mayAct: Bool { !process.isOver && !process.isKilled && (try? election.gate.check()) != nil }
}

/// Signals that never come.
private struct Silence: Sendable {
    private let latch = Latch<Void>()

    func wait<Signal>() async -> Signal? {
        try? await latch.wait()
        return nil
    }
}
