// SPDX-License-Identifier: Apache-2.0

import KubeRuntime
import TestSupport
import Testing

@Suite("48: a work queue against a naive one", .tags(.machine, .property))
struct WorkQueueModelTests {
    @Test("random operations do the same to both", arguments: Seed.some(200))
    func randomOperations(_ seed: Seed) {
        var random = SeededRandom(seed)
        var pair = QueuePair()
        for step in 0..<400 {
            pair.doSomething(using: &random)
            if let difference = pair.difference {
                Issue.record("step \(step), \(pair.lastOperation): \(difference)")
                return
            }
        }
    }

    @Test(
        "thousands of keys that come and go are each handed out once for each time they came",
        arguments: Seed.some(5)
    )
    func manyKeys(_ seed: Seed) {
        var random = SeededRandom(seed)
        var machine = WorkQueueMachine<Int>()
        let now = ContinuousClock.now
        for _ in 0..<4 {
            let keys = Set((0..<3_000).map { _ in Int.random(in: 0..<100_000, using: &random) })
            _ = machine.add(keys.sorted().shuffled(using: &random), at: now)
            #expect(machine.count == keys.count)
            var handedOut: [Int] = []
            while machine.count > 0, handedOut.count <= keys.count {
                for case .handOut(let work, _) in machine.get(1, at: now) {
                    handedOut.append(work.key)
                    _ = machine.finish(work.key, .finished, at: now)
                }
            }
            #expect(Set(handedOut) == keys)
            #expect(handedOut.count == keys.count)
        }
    }

    @Test("the comparison notices a queue that is wrong")
    func comparisonNotices() {
        var pair = QueuePair()
        _ = pair.machine.add("a", at: pair.now)
        #expect(pair.difference != nil)
    }
}

/// A queue and its model, to which the same is done.
private struct QueuePair {
    var machine = WorkQueueMachine<String>()
    private var model = NaiveQueue()
    private var answers: (machine: [String], model: [String]) = ([], [])
    private let start = ContinuousClock.now
    private var milliseconds = 0
    private var lastGetter = 0
    private(set) var lastOperation = ""

    var now: ContinuousClock.Instant { start.advanced(by: .milliseconds(milliseconds)) }

    mutating func doSomething(using random: inout SeededRandom) {
        let key = "abcdefgh".randomElement(using: &random).map(String.init) ?? "a"
        let priority = [-100, 0, 0, 7].randomElement(using: &random) ?? 0
        let delay = [0, 0, 1, 5, 20, 100].randomElement(using: &random) ?? 0
        let step = Int.random(in: 0..<100, using: &random)
        lastOperation = "\(step) \(key) \(priority) \(delay)"
        switch step {
        case ..<30: add(key, priority, delay)
        case ..<40: addAfterFailure(key, priority)
        case ..<65: get()
        case ..<90: finish(priority, delay, using: &random)
        case ..<93: forget(key)
        case ..<99: pass(delay)
        default: close(using: &random)
        }
    }

    var difference: String? {
        guard answers.machine == answers.model else { return "\(answers.machine) instead of \(answers.model)" }
        let figures = machine.figures(at: now)
        let depth = Dictionary(uniqueKeysWithValues: figures.depth.map { ($0.key.rawValue, $0.value) })
        guard depth == model.depth(at: milliseconds) else {
            return "\(depth) instead of \(model.depth(at: milliseconds))"
        }
        let wakeUp = model.nextWakeUp.map { start.advanced(by: .milliseconds($0)) }
        guard machine.nextWakeUp == wakeUp else { return "another time to wake up" }
        return figures.running == model.running.count ? nil : "\(figures.running) running"
    }

    private mutating func add(_ key: String, _ priority: Int, _ delay: Int) {
        let priority = WorkPriority(rawValue: priority)
        note(machine.add(key, priority: priority, after: .milliseconds(delay), at: now))
        answers.model = model.add(key, priority.rawValue, after: delay, at: milliseconds)
    }

    private mutating func addAfterFailure(_ key: String, _ priority: Int) {
        note(machine.addAfterFailure(key, priority: WorkPriority(rawValue: priority), at: now))
        answers.model = model.addAfterFailure(key, priority, at: milliseconds)
    }

    private mutating func get() {
        lastGetter += 1
        note(machine.get(lastGetter, at: now))
        answers.model = model.get(lastGetter, at: milliseconds)
    }

    private mutating func finish(_ priority: Int, _ delay: Int, using random: inout SeededRandom) {
        guard let key = model.running.keys.sorted().randomElement(using: &random) else { return }
        let override = Bool.random(using: &random) ? priority : nil
        let outcome = Int.random(in: 0..<3, using: &random)
        let outcomes: [WorkOutcome] = [.finished, .again(after: .milliseconds(delay)), .failed]
        note(machine.finish(key, outcomes[outcome], priority: override.map(WorkPriority.init), at: now))
        answers.model = model.finish(key, outcome, again: delay, override, at: milliseconds)
    }

    private mutating func forget(_ key: String) {
        machine.forgetFailures(of: key)
        model.failures[key] = nil
        answers = ([], [])
    }

    private mutating func pass(_ time: Int) {
        milliseconds += time
        note(machine.timePassed(at: now))
        answers.model = model.settle(at: milliseconds)
    }

    private mutating func close(using random: inout SeededRandom) {
        guard let manner = WorkQueueClosing(rawValue: Int.random(in: 0..<3, using: &random)) else { return }
        note(machine.close(manner, at: now))
        answers.model = model.close(manner.rawValue, at: milliseconds)
    }

    private mutating func note(_ actions: [WorkQueueMachine<String>.Action]) {
        answers.machine = actions.map { action in
            switch action {
            case .handOut(let work, let getter):
                "\(getter) gets \(work.key) at \(work.priority.rawValue), \(work.failures) failures, \(work.waitedFor)"
            case .end(let getter): "\(getter) ends"
            case .record(let key, let worked, let retry): "\(key) took \(worked), \(retry ?? .zero)"
            case .drained: "drained"
            }
        }
    }
}
