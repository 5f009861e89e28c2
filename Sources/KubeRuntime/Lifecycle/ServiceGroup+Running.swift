// SPDX-License-Identifier: Apache-2.0

internal import Basics
internal import EventLoop
internal import Telemetry

extension ServiceGroup {
    /// What the machine hears of.
    private enum Input: Sendable {
        case started(Int)
        case startFailed(Int, any Error)
        case ended(Int, (any Error)?)
        case signal(ProcessSignal)
        case stopWished
        case timePassed(ContinuousClock.Instant)
        case nothing
    }

    private typealias Inputs = TaskGroup<Input>

    /// What is under way.
    private struct Course {
        let cancellations: [Latch<Void>]
        /// Why services could not start; they have ended when their functions have.
        var startFailures: [Int: any Error] = [:]
        var timers: [ContinuousClock.Instant] = []
    }

    /// Lets the machine hear what happens, and does what it says, one thing after the other.
    func runServices() async {
        await withTaskGroup(of: Input.self) { group in
            defer { group.cancelAll() }
            var course = Course(cancellations: services.map { _ in Latch<Void>() })
            group.addTask { [stopWish] in (try? await stopWish.wait()) == nil ? .nothing : .stopWished }
            listen(&group)
            perform(change { machine, now in machine.begin(at: now) }, &course, &group)
            while !change({ machine, _ in machine.isOver }), let input = await group.next() {
                perform(react(to: input, &course, &group), &course, &group)
            }
        }
    }

    private func react(
        to input: Input,
        _ course: inout Course,
        _ group: inout Inputs
    ) -> [ServiceGroupMachine.Action] {
        switch input {
        case .started(let index): return change { $0.started(index, at: $1) }
        case .startFailed(let index, let error):
            // Such as that of a standby, which waits to lead and is asked to end: what was to come does not, and nothing is
            // wrong. It ends when it is drained.
            guard !isStopping else { return [] }
            course.startFailures[index] = error
            course.cancellations[index].open()
            return []
        case .ended(let index, let error): return ended(index, course.startFailures[index] ?? error)
        case .signal(.hangUp):
            listen(&group)
            group.addTask { [reloads] in
                await reloads.reloadAll()
                return .nothing
            }
            return []
        case .signal(let signal):
            listen(&group)
            logger.info("was asked to end", ["signal": signal.name])
            return change { $0.asked(toEndWith: signal.exitCode, at: $1) }
        case .stopWished: return change { $0.asked(toEndWith: 0, at: $1) }
        case .timePassed(let instant):
            course.timers.removeAll { $0 == instant }
            return change { $0.timePassed(at: $1) }
        case .nothing: return []
        }
    }

    private func ended(_ index: Int, _ error: (any Error)?) -> [ServiceGroupMachine.Action] {
        let name = services[index].name
        if let error, !(error is CancellationError) {
            logger.error("a service failed", ["service": name], error: error)
        } else {
            logger.debug("a service ended", ["service": name])
        }
        return change { $0.ended(index, error, at: $1) }
    }

    private func perform(
        _ actions: [ServiceGroupMachine.Action],
        _ course: inout Course,
        _ group: inout Inputs
    ) {
        for action in actions {
            switch action {
            case .start(let index): start(index, course.cancellations[index], &group)
            case .drain(let index):
                guard let drain = services[index].drain else {
                    course.cancellations[index].open()
                    continue
                }
                group.addTask {
                    await drain()
                    return .nothing
                }
            case .cancel(let index): course.cancellations[index].open()
            case .abandon(let exitCode):
                logger.error("leaves at once, whatever still runs", ["exit": Int(exitCode)])
                process.exit(exitCode)
            }
        }
        if isStopping { ending.open() }
        setTimer(&course, &group)
    }

    private func start(_ index: Int, _ cancellation: Latch<Void>, _ group: inout Inputs) {
        let service = services[index]
        logger.debug("starts a service", ["service": service.name, "stage": service.stage.rawValue])
        group.addTask {
            let failure: (any Error)?
            do {
                try await cancellation.cancelling { try await service.run() }
                failure = nil
            } catch {
                failure = error
            }
            // Whoever still waits for its start waits in vain.
            cancellation.open()
            return .ended(index, failure)
        }
        group.addTask {
            do {
                try await cancellation.cancelling { try await service.started() }
                return .started(index)
            } catch is CancellationError {
                return .nothing
            } catch {
                return .startFailed(index, error)
            }
        }
    }

    private func listen(_ group: inout Inputs) {
        group.addTask { [process] in
            guard let signal = await process.nextSignal() else { return .nothing }
            return .signal(signal)
        }
    }

    /// Sees to it that the machine is called in time; a call too many does nothing.
    private func setTimer(_ course: inout Course, _ group: inout Inputs) {
        let wakeUp = change { machine, _ in machine.isOver ? nil : machine.nextWakeUp }
        guard let wakeUp, course.timers.allSatisfy({ $0 > wakeUp }) else { return }
        course.timers.append(wakeUp)
        group.addTask { [clock] in
            do { try await clock.sleep(until: wakeUp, tolerance: nil) } catch { return .nothing }
            return .timePassed(wakeUp)
        }
    }
}

extension ProcessSignal {
    fileprivate var name: String {
        switch self {
        case .interrupt: "SIGINT"
        case .terminate: "SIGTERM"
        case .hangUp: "SIGHUP"
        }
    }

    /// What shells see of a process that a signal ended.
    fileprivate var exitCode: Int32 {
        switch self {
        case .hangUp: 129
        case .interrupt: 130
        case .terminate: 143
        }
    }
}
