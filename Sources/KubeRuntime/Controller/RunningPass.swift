// SPDX-License-Identifier: Apache-2.0

internal import Basics
internal import KubeCore
internal import Synchronization

/// A pass under way, as those see it who may have to end it.
final class RunningPass: Sendable {
    let key: ObjectKey
    let startedAt: ContinuousClock.Instant

    private struct State {
        var isOver = false
        var interruption: PassInterruption?
    }

    private let state = Mutex(State())
    private let bell = Bell()

    init(_ key: ObjectKey, at now: ContinuousClock.Instant) {
        self.key = key
        startedAt = now
    }

    /// Why the pass is to end; nil while it is not.
    var interruption: PassInterruption? { state.withLock { $0.interruption } }

    /// Has the pass cancelled, for the first reason there is.
    func interrupt(_ reason: PassInterruption) {
        state.withLock { $0.interruption = $0.interruption ?? reason }
        bell.ring()
    }

    /// The pass has ended.
    func end() {
        state.withLock { $0.isOver = true }
        bell.ring()
    }

    /// Waits until the pass has ended, or is to end; a cancelled task does not wait.
    func endOrInterruption() async {
        try? await bell.wait { state.withLock { $0.isOver || $0.interruption != nil } ? () : nil }
    }
}

/// All passes of a controller that are under way, and the time by which each has to be over.
///
/// All have the same time. So nobody needs a timer of its own: whoever begins while the watch sleeps is due no earlier
/// than the watch wakes.
final class RunningPasses: Sendable {
    private let deadline: Duration
    private let clock: any MonotonicClock
    private let passes = Mutex<[ObjectKey: RunningPass]>([:])

    init(deadline: Duration, clock: any MonotonicClock) {
        self.deadline = deadline
        self.clock = clock
    }

    /// The passes that are under way, the oldest first.
    var all: [RunningPass] {
        passes.withLock { Array($0.values) }.sorted { ($0.startedAt, $0.key) < ($1.startedAt, $1.key) }
    }

    /// The number of passes under way.
    var count: Int { passes.withLock { $0.count } }

    func begin(_ key: ObjectKey) -> RunningPass {
        let pass = RunningPass(key, at: clock.now)
        passes.withLock { $0[key] = pass }
        return pass
    }

    func end(_ pass: RunningPass) {
        passes.withLock { $0[pass.key] = nil }
    }

    /// Has all passes cancelled.
    func interruptAll(_ reason: PassInterruption) {
        for pass in all { pass.interrupt(reason) }
    }

    /// Has passes cancelled that take too long, and tells somebody, until the task is cancelled.
    func watch(isOverdue: (RunningPass) -> Void) async {
        while (try? await clock.sleep(until: nextLook, tolerance: nil)) != nil {
            let now = clock.now
            for pass in all where pass.interruption == nil && due(pass) <= now {
                pass.interrupt(.overdue)
                isOverdue(pass)
            }
        }
    }

    private func due(_ pass: RunningPass) -> ContinuousClock.Instant { pass.startedAt.advanced(by: deadline) }

    private var nextLook: ContinuousClock.Instant {
        let pending = all.filter { $0.interruption == nil }.map(due)
        return pending.min() ?? clock.now.advanced(by: deadline)
    }
}
