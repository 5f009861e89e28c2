// SPDX-License-Identifier: Apache-2.0

import KubeRuntime
import TestSupport
import Testing

@Suite("The order of a work queue", .tags(.machine))
struct WorkQueueOrderTests {
    private let urgent = WorkPriority(rawValue: 10)

    @Test("39: the same key added many times is returned once")
    func collapse() {
        var queue = QueueScript()
        for _ in 0..<5 { queue.add("a") }
        #expect(queue.machine.count == 1)
        #expect(queue.drain() == ["a"])
    }

    @Test("40: a key added while it is worked on is returned again after it is finished, and never to two workers")
    func addedWhileRunning() {
        var queue = QueueScript()
        queue.add("a")
        #expect(queue.next() == "a")
        queue.add("a")
        queue.add("a")
        #expect(queue.next() == nil)
        queue.finish("a")
        #expect(queue.next() == "a")
        queue.finish("a")
        #expect(queue.next() == nil)
    }

    @Test("41: the earliest time wins, and a later one does not postpone")
    func earliest() {
        var queue = QueueScript()
        queue.add("a", after: .seconds(10))
        queue.add("a", after: .seconds(1))
        queue.add("a", after: .seconds(20))
        #expect(queue.wakesUpAt == .seconds(1))
        queue.advance(by: .milliseconds(999))
        #expect(queue.next() == nil)
        queue.advance(by: .milliseconds(1))
        #expect(queue.next() == "a")
        queue.finish("a")
        queue.advance(by: .seconds(60))
        #expect(queue.next() == nil)
    }

    @Test("41: to be added at once overrides a delay, also that of a back-off, whose failures stay")
    func immediate() {
        var queue = QueueScript()
        queue.addAfterFailure("a")
        queue.add("a", after: .seconds(30))
        queue.add("a")
        #expect(queue.wakesUpAt == nil)
        #expect(queue.next() == "a")
        #expect(queue.machine.failures(of: "a") == 1)
    }

    @Test("42: the highest priority wins and is never lowered")
    func highest() {
        var queue = QueueScript()
        queue.add("a", priority: .background)
        queue.add("b")
        queue.add("c", priority: urgent)
        queue.add("c", priority: .background)
        #expect(queue.drain() == ["c", "b", "a"])
    }

    @Test("42: a key that is raised goes to the end of its new class")
    func raised() {
        var queue = QueueScript()
        queue.add("a", priority: .background)
        queue.add("b")
        queue.add("c")
        queue.add("a")
        #expect(queue.machine.figures(at: queue.now).depth == [.normal: 3])
        #expect(queue.drain() == ["b", "c", "a"])
    }

    @Test("42: a key that waits is raised before it is ready")
    func raisedWhileWaiting() {
        var queue = QueueScript()
        queue.add("a", priority: .background, after: .seconds(1))
        queue.add("a", priority: urgent, after: .seconds(5))
        queue.add("b")
        queue.advance(by: .seconds(1))
        #expect(queue.drain() == ["a", "b"])
    }

    @Test("43: inside a priority, the key that became ready first goes first, whenever it was added")
    func readiness() {
        var queue = QueueScript()
        queue.add("a", after: .seconds(3))
        queue.add("b", after: .seconds(1))
        queue.add("c", after: .seconds(2))
        queue.oversleep(by: .seconds(2))
        queue.add("d")
        queue.oversleep(by: .seconds(2))
        queue.add("e")
        #expect(queue.drain() == ["b", "c", "d", "a", "e"])
    }

    @Test("44: a key that is worked on does not block those behind it")
    func headOfLine() {
        var queue = QueueScript()
        queue.add("a", priority: urgent)
        #expect(queue.next() == "a")
        queue.add("a", priority: urgent)
        queue.add("b")
        #expect(queue.next() == "b")
        queue.finish("a")
        #expect(queue.next() == "a")
    }

    @Test("a worker that waits gets the next key, and the one that waits the longest gets it first")
    func waitingWorkers() {
        var queue = QueueScript()
        queue.get()
        queue.get()
        queue.machine.cancel(1)
        queue.get()
        queue.add("a")
        queue.add("b", after: .seconds(1))
        queue.advance(by: .seconds(1))
        let getters = queue.actions.compactMap { action in
            if case .handOut(let work, let getter) = action { "\(getter) \(work.key)" } else { nil }
        }
        #expect(getters == ["2 a", "3 b"])
    }

    @Test("another pass has the priority of the pass that asked for it, unless it is given another")
    func keptPriority() {
        var queue = QueueScript()
        queue.add("a", priority: .background)
        queue.add("b", priority: urgent)
        queue.get()
        queue.get()
        queue.finish("a", .again(after: .seconds(1)))
        queue.finish("b", .failed, priority: .background)
        queue.advance(by: .seconds(1))
        _ = queue.takeWork()
        queue.get()
        queue.get()
        #expect(queue.takeWork().map(\.priority) == [.background, .background])
    }
}
