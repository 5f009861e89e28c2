// SPDX-License-Identifier: Apache-2.0

package import Basics
package import KubeCore
internal import Synchronization
package import Telemetry

/// The keys that a controller has to look at, handed out to its workers: performs what a ``WorkQueueMachine`` decides.
///
/// The machine is a value under a lock that is held for one step. One timer serves all keys that wait for their time;
/// somebody has to ``run()`` it.
package final class WorkQueue: Sendable {
    private typealias Machine = WorkQueueMachine<ObjectKey>

    private struct State {
        var machine: Machine
        var getters: [Int: CheckedContinuation<Work<ObjectKey>?, Never>] = [:]
        var lastGetter = 0
        var isDrained = false
    }

    /// What the queue is called in figures.
    package let name: String
    private let clock: any MonotonicClock
    private let state: Mutex<State>
    private let alarm: Alarm
    private let drain = Bell()
    private let meter: WorkQueueMeter

    /// An empty queue.
    package init(
        name: String,
        clock: any MonotonicClock = ContinuousClock(),
        metrics: MetricRegistry = MetricRegistry(),
        failureDelays: FailureDelays = FailureDelays()
    ) {
        self.name = name
        self.clock = clock
        state = Mutex(State(machine: Machine(failureDelays: failureDelays)))
        alarm = Alarm(clock)
        meter = WorkQueueMeter(name, metrics)
        meter.observe(self, metrics)
    }

    /// Keeps the queue's time until the task is cancelled.
    package func run() async {
        await alarm.run(
            at: { self.state.withLock { $0.machine.nextWakeUp } },
            ring: { step { $0.timePassed(at: $1) } }
        )
    }

    /// What there is to count now.
    package var figures: WorkQueueFigures {
        let now = clock.now
        return state.withLock { $0.machine.figures(at: now) }
    }

    /// The keys of which there is anything to know, at most so many.
    package func entries(limit: Int) -> [WorkQueueEntry<ObjectKey>] {
        state.withLock { $0.machine.entries(limit: limit) }
    }
}

// Adding

extension WorkQueue {
    /// Adds a key, or changes when and how urgently it is worked on.
    package func add(_ key: ObjectKey, priority: WorkPriority = .normal, after delay: Duration = .zero) {
        step { $0.add(key, priority: priority, after: delay, at: $1) }
    }

    /// Adds keys, in their order.
    package func add(_ keys: [ObjectKey], priority: WorkPriority = .normal, after delay: Duration = .zero) {
        guard !keys.isEmpty else { return }
        step { $0.add(keys, priority: priority, after: delay, at: $1) }
    }

    /// Ends the queue, or ends it faster than was said before.
    package func close(_ manner: WorkQueueClosing) {
        step { $0.close(manner, at: $1) }
    }

    /// Waits until a closed queue has run dry.
    package func drained() async throws {
        try await drain.wait { state.withLock { $0.isDrained } ? () : nil }
    }
}

// Working

extension WorkQueue {
    /// The next key to work on, as soon as there is one; nil when there are no more, or the task is cancelled.
    ///
    /// Whoever gets a key must ``finish(_:_:priority:)`` it.
    package func next() async -> Work<ObjectKey>? {
        guard !Task.isCancelled else { return nil }
        let getter = state.withLock { state in
            state.lastGetter += 1
            return state.lastGetter
        }
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                perform { state, now in
                    state.getters[getter] = continuation
                    return state.machine.get(getter, at: now)
                }
                if Task.isCancelled { leave(getter) }
            }
        } onCancel: {
            leave(getter)
        }
    }

    private func leave(_ getter: Int) {
        let continuation = state.withLock { state in
            state.machine.cancel(getter)
            return state.getters.removeValue(forKey: getter)
        }
        continuation?.resume(returning: nil)
    }

    /// The work on a key is over; another pass has the priority of this one unless it is given another.
    package func finish(_ key: ObjectKey, _ outcome: WorkOutcome, priority: WorkPriority? = nil) {
        step { $0.finish(key, outcome, priority: priority, at: $1) }
    }
}

// Steps

extension WorkQueue {
    private func step(
        _ body: (inout WorkQueueMachine<ObjectKey>, ContinuousClock.Instant) -> [WorkQueueMachine<ObjectKey>.Action]
    ) {
        perform { state, now in body(&state.machine, now) }
    }

    /// Lets the machine take a step, and performs what it wants behind the lock.
    private func perform(_ body: (inout State, ContinuousClock.Instant) -> [Machine.Action]) {
        let now = clock.now
        let (actions, continuations, wakeUp) = state.withLock { state in
            let actions = body(&state, now)
            let continuations = actions.map { $0.getter.flatMap { state.getters.removeValue(forKey: $0) } }
            return (actions, continuations, state.machine.nextWakeUp)
        }
        alarm.timeChanged(to: wakeUp)
        for (action, continuation) in zip(actions, continuations) {
            switch action {
            case .handOut(let work, _):
                meter.handedOut(work)
                continuation?.resume(returning: work)
            case .end: continuation?.resume(returning: nil)
            case .record(_, let duration, _): meter.worked(for: duration)
            case .drained:
                state.withLock { $0.isDrained = true }
                drain.ring()
            }
        }
    }
}

extension WorkQueueMachine.Action {
    /// The getter that the action is about.
    fileprivate var getter: Int? {
        switch self {
        case .handOut(_, let getter), .end(let getter): getter
        case .record, .drained: nil
        }
    }
}
