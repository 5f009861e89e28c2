// SPDX-License-Identifier: Apache-2.0

internal import Basics
internal import KubeCore
internal import Telemetry

extension LeaderElection {
    /// What the machine hears of.
    private enum Input: Sendable {
        case answer(ElectionMachine.Answer, request: Int)
        case timePassed(ElectionMachine.Instant)
        case releaseWished
        case nothing
    }

    private typealias Inputs = TaskGroup<Input>

    /// What is under way.
    private struct Course {
        var requests: [Int: Latch<Void>] = [:]
        var timers: [ElectionMachine.Instant] = []
        var end: Result<Void, Lost>?
    }

    /// Lets the machine hear what happens, and does what it says, one thing after the other.
    func takePart() async throws {
        let result: Result<Void, Lost>? = await withTaskGroup(of: Input.self) { group in
            defer { group.cancelAll() }
            var course = Course()
            group.addTask { [releaseWish] in
                do { try await releaseWish.wait() } catch { return .nothing }
                return .releaseWished
            }
            perform(change { machine, moment, _ in machine.start(at: moment) }, &course, &group)
            while course.end == nil, !Task.isCancelled, let input = await group.next() {
                perform(react(to: input, &course), &course, &group)
            }
            return course.end
        }
        guard let result else { throw CancellationError() }
        try result.get()
    }

    private func react(to input: Input, _ course: inout Course) -> [ElectionMachine.Action] {
        switch input {
        case .answer(let answer, let request):
            course.requests[request] = nil
            if case .failed(let error) = answer {
                logger.debug("a request for the lease failed", error: error)
            }
            return change { machine, moment, random in
                machine.received(answer, to: request, at: moment, using: &random)
            }
        case .timePassed(let instant):
            course.timers.removeAll { $0 == instant }
            return change { machine, moment, random in machine.timePassed(at: moment, using: &random) }
        case .releaseWished:
            endTerm(.ended)
            return change { machine, moment, _ in machine.release(at: moment) }
        case .nothing: return []
        }
    }

    private func perform(_ actions: [ElectionMachine.Action], _ course: inout Course, _ group: inout Inputs) {
        for action in actions {
            switch action {
            case .read(let request, _):
                if leadership != nil { metrics.detours.increment() }
                ask(request, &course, &group) { await self.readLease() }
            case .create(let spec, let request, _):
                ask(request, &course, &group) { await self.createLease(spec) }
            case .update(let spec, let version, let request, _):
                ask(request, &course, &group) { await self.updateLease(spec, over: version) }
            case .cancel(let request): course.requests.removeValue(forKey: request)?.open()
            case .lead(let leadership): lead(leadership)
            case .extend(let leadership): gate.open(leadership)
            case .follow(let holder): logger.info("somebody else leads", ["leader": holder])
            case .lose(let reason): course.end = .failure(lose(reason))
            case .end(let isReleased):
                logger.info("left the election", ["released": isReleased])
                course.end = .success(())
            }
        }
        setTimer(&course, &group)
    }

    /// Sends a request; the machine counts its time, and gives it up when that is over.
    private func ask(
        _ request: Int,
        _ course: inout Course,
        _ group: inout Inputs,
        _ send: @escaping @Sendable () async -> ElectionMachine.Answer
    ) {
        let cancellation = Latch<Void>()
        course.requests[request] = cancellation
        group.addTask {
            guard let answer = try? await cancellation.cancelling({ await send() }) else { return .nothing }
            return .answer(answer, request: request)
        }
    }

    /// Sees to it that the machine is called in time; a call too many does nothing.
    private func setTimer(_ course: inout Course, _ group: inout Inputs) {
        let wakeUp = change { machine, _, _ in machine.nextWakeUp }
        guard course.end == nil, let wakeUp, course.timers.allSatisfy({ $0 > wakeUp }) else { return }
        course.timers.append(wakeUp)
        group.addTask { [clock = environment.clock] in
            do { try await clock.sleep(until: wakeUp, tolerance: nil) } catch { return .nothing }
            return .timePassed(wakeUp)
        }
    }

    private func lead(_ leadership: Leadership) {
        logger.info("leads", ["epoch": leadership.epoch])
        metrics.isLeader.set(1)
        gate.open(leadership)
        tell("became leader")
    }

    private func lose(_ reason: LeadershipLoss) -> Lost {
        endTerm(.lost(reason))
        let lost = Lost(reason: reason)
        logger.error("lost the leadership; the process has to end", error: lost)
        tell("stopped leading")
        return lost
    }

    /// The words of client-go, which people know from `kubectl describe`.
    private func tell(_ note: String) {
        var object = ObjectReference()
        object.apiVersion = CoordinationV1.Lease.resourceType.groupVersion.apiVersion
        object.kind = CoordinationV1.Lease.resourceType.kind
        object.namespace = lease.namespace
        object.name = lease.name
        let reason = "LeaderElection"
        let note = "\(configuration.identity) \(note)"
        events?.record(EventNews(.normal, regarding: object, reason: reason, action: reason, note: note))
    }
}
