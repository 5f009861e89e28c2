// SPDX-License-Identifier: Apache-2.0

internal import Synchronization

/// The runtimes of a world, and what befalls them.
final class RuntimeFleet: Sendable {
    private struct State {
        var processes: [RuntimeProcess] = []
        /// Those that were killed or stopped, and may not be over yet.
        var former: [RuntimeProcess] = []
        var starts = 0
    }

    private let world: World
    private let ledger: PassLedger
    private let state = Mutex(State())
    // Of each second.
    private let deaths: Double
    private let stops: Double
    private let pauses: Double

    init(_ world: World) {
        self.world = world
        deaths = world.chance(0.5) ? 0.03 : 0
        stops = world.chance(0.3) ? 0.03 : 0
        pauses = world.chance(0.4) ? 0.03 : 0
        ledger = PassLedger(world.scheduler, mayBePaused: pauses > 0)
        for _ in 0..<(world.chance(0.7) ? 2 : 1) { start() }
        watchLeaders()
    }

    private var processes: [RuntimeProcess] { state.withLock { $0.processes } }
    private var all: [RuntimeProcess] { state.withLock { $0.processes + $0.former } }

    private func start() {
        let number = state.withLock { state in
            state.starts += 1
            return state.starts
        }
        let process = RuntimeProcess("runtime \(number)", world, ledger)
        process.start(world)
        state.withLock { $0.processes.append(process) }
    }

    private func replace(_ process: RuntimeProcess) {
        state.withLock { state in
            state.processes.removeAll { $0 === process }
            state.former.append(process)
        }
        start()
    }

    private func replaceThoseWhoAreOver() {
        for process in processes where process.process.isOver { replace(process) }
    }

    /// Looks again and again whether two would act as the leader at the same time.
    private func watchLeaders() {
        let names = all.filter(\.mayAct).map(\.process.name)
        if names.count > 1 { world.scheduler.fail("\(names) lead at the same time") }
        world.scheduler.after(.milliseconds(100)) { [self] in watchLeaders() }
    }

    /// Does something bad to somebody, perhaps.
    func disturb() {
        for process in processes {
            if world.chance(deaths) {
                process.process.kill()
            } else if world.chance(stops) {
                process.stop(world)
            } else {
                if world.chance(pauses) { pause(process) }
                guard process.process.isOver else { continue }
            }
            replace(process)
        }
    }

    private func pause(_ process: RuntimeProcess) {
        // For about as long as a lease lasts, mostly: that is when it matters.
        let time = world.scheduler.draw { random in
            random.duration(random.chance(0.6) ? .seconds(9)...(.seconds(20)) : .seconds(1)...(.seconds(60)))
        }
        world.scheduler.note(process.process.name, "is paused for \(time)")
        world.scheduler.pause(process.process.lane, for: time)
    }

    /// From now on nobody stands still, and only those who end by themselves are replaced.
    func calm() {
        for process in all { world.scheduler.goOn(process.process.lane) }
        replaceThoseWhoAreOver()
    }

    var isFinished: Bool {
        replaceThoseWhoAreOver()
        return unfinished == nil
    }

    private var unfinished: String? {
        guard let leader = processes.first(where: \.mayAct) else { return "nobody leads" }
        let store = world.server.store
        return WidgetController.unfinished(in: store) ?? ledger.missed(in: store, by: leader.process.name)
    }

    /// Says what is missing if anything went wrong, and finds writes out of the order of the leaders.
    func checkWrites() {
        if !world.scheduler.failures.isEmpty, let unfinished { world.scheduler.fail(unfinished) }
        if let text = ledger.lateWrite(in: world.server.writes) { world.scheduler.fail(text) }
    }

    func stop() {
        for process in processes { process.stop(world) }
    }

    var isOver: Bool { all.allSatisfy { $0.process.isOver } }
}
