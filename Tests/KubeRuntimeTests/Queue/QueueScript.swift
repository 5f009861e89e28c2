// SPDX-License-Identifier: Apache-2.0

import KubeRuntime

/// A queue of words with a clock that is moved by hand and workers that ask one after the other.
struct QueueScript {
    var machine = WorkQueueMachine<String>()
    private(set) var actions: [WorkQueueMachine<String>.Action] = []
    private let start = ContinuousClock.now
    private(set) var elapsed = Duration.zero
    private var lastGetter = 0

    var now: ContinuousClock.Instant { start.advanced(by: elapsed) }

    /// When the queue wants to be woken, counted from the beginning of the test.
    var wakesUpAt: Duration? { machine.nextWakeUp.map { start.duration(to: $0) } }

    mutating func add(_ key: String, priority: WorkPriority = .normal, after delay: Duration = .zero) {
        actions += machine.add(key, priority: priority, after: delay, at: now)
    }

    mutating func addAfterFailure(_ key: String) {
        actions += machine.addAfterFailure(key, at: now)
    }

    mutating func finish(_ key: String, _ outcome: WorkOutcome = .finished, priority: WorkPriority? = nil) {
        actions += machine.finish(key, outcome, priority: priority, at: now)
    }

    mutating func close(_ manner: WorkQueueClosing) {
        actions += machine.close(manner, at: now)
    }

    /// Lets a worker ask, who waits if there is nothing.
    mutating func get() {
        lastGetter += 1
        actions += machine.get(lastGetter, at: now)
    }

    /// Lets time pass, and tells the queue when it asked to be told.
    mutating func advance(by duration: Duration) {
        let target = elapsed + duration
        while let wake = wakesUpAt, wake <= target {
            elapsed = max(elapsed, wake)
            actions += machine.timePassed(at: now)
        }
        elapsed = target
    }

    /// Lets time pass without telling the queue.
    mutating func oversleep(by duration: Duration) {
        elapsed += duration
    }

    /// What was handed out since this was last asked.
    mutating func takeWork() -> [Work<String>] {
        defer { actions = [] }
        return actions.compactMap { action in
            guard case .handOut(let work, _) = action else { return nil }
            return work
        }
    }

    /// A worker asks; the key that it gets, or nil when it has to wait, which it does not.
    mutating func next() -> String? {
        get()
        let key = takeWork().last?.key
        if key == nil { machine.cancel(lastGetter) }
        return key
    }

    /// All that can be had, in the order in which workers get it.
    mutating func drain() -> [String] {
        var keys: [String] = []
        while let key = next() {
            keys.append(key)
        }
        return keys
    }

    /// How many workers were sent away since this was last asked, and how often it was said that the queue is dry.
    mutating func takeEnds() -> (ends: Int, drained: Int) {
        defer { actions = [] }
        var result = (ends: 0, drained: 0)
        for action in actions {
            switch action {
            case .end: result.ends += 1
            case .drained: result.drained += 1
            default: break
            }
        }
        return result
    }
}
