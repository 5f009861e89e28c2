// SPDX-License-Identifier: Apache-2.0

import KubeRuntime
import TestSupport
import Testing

@Suite("Failures, figures and size of a work queue", .tags(.machine))
struct WorkQueueFailureTests {
    @Test("46: the delay doubles from 5 ms to 1000 s and does not overflow")
    func delays() {
        let delays = FailureDelays()
        #expect((0..<4).map(delays.delay(after:)) == [5, 10, 20, 40].map { .milliseconds($0) })
        #expect(delays.delay(after: 17) == .milliseconds(5 << 17))
        #expect(delays.delay(after: 18) == .seconds(1_000))
        #expect(delays.delay(after: .max) == .seconds(1_000))
    }

    @Test("46: failures count across passes, and are forgotten by success, another pass or the end of all tries")
    func forgetting() {
        for outcome in [WorkOutcome.finished, .again(after: .seconds(1))] {
            var queue = QueueScript()
            queue.add("a")
            for failures in 0..<3 {
                queue.advance(by: .seconds(1))
                queue.get()
                #expect(queue.takeWork().map(\.failures) == [failures])
                queue.finish("a", .failed)
            }
            #expect(queue.wakesUpAt == queue.elapsed + .milliseconds(20))
            queue.advance(by: .seconds(1))
            #expect(queue.next() == "a")
            queue.finish("a", outcome)
            #expect(queue.machine.failures(of: "a") == 0)
        }
    }

    @Test("46: forgetting removes the count and not the key")
    func forgetKeepsKey() {
        var queue = QueueScript()
        queue.addAfterFailure("a")
        queue.machine.forgetFailures(of: "a")
        queue.advance(by: .seconds(1))
        #expect(queue.next() == "a")
        queue.finish("a")
        queue.add("a")
        #expect(queue.next() == "a")
        queue.finish("a", .failed)
        #expect(queue.wakesUpAt == queue.elapsed + .milliseconds(5))
    }

    @Test("a key that wants to be seen later is seen at once when something happened meanwhile")
    func mergedWithWhatHappened() {
        var queue = QueueScript()
        queue.add("a")
        #expect(queue.next() == "a")
        queue.add("a")
        queue.finish("a", .again(after: .seconds(3_600)))
        #expect(queue.next() == "a")
    }

    @Test("a key that was to be added later while it was worked on becomes ready at that time")
    func delayedWhileRunning() {
        var queue = QueueScript()
        queue.add("a")
        #expect(queue.next() == "a")
        queue.add("a", after: .seconds(5))
        #expect(queue.wakesUpAt == nil, "there is nothing to do about it before the work is over")
        queue.advance(by: .seconds(2))
        queue.finish("a")
        #expect(queue.wakesUpAt == .seconds(5))
        queue.advance(by: .seconds(3))
        #expect(queue.next() == "a")
    }

    @Test("45: keys that wait are not counted, and the figures follow every step")
    func figures() {
        var queue = QueueScript()
        queue.add("a", after: .seconds(1))
        queue.add("b", priority: .background)
        var figures = queue.machine.figures(at: queue.now)
        #expect(figures.depth == [.background: 1])
        #expect((figures.adds, figures.retries, figures.waiting) == (1, 1, 1))
        queue.advance(by: .seconds(3))
        figures = queue.machine.figures(at: queue.now)
        #expect(figures.depth == [.background: 1, .normal: 1])
        #expect((figures.adds, figures.waiting, queue.machine.count) == (2, 0, 2))
        queue.get()
        #expect(queue.takeWork().map(\.waitedFor) == [.seconds(2)])
        queue.advance(by: .seconds(1))
        queue.get()
        #expect(queue.takeWork().map(\.waitedFor) == [.seconds(4)])
        queue.advance(by: .seconds(1))
        figures = queue.machine.figures(at: queue.now)
        #expect((figures.running, figures.unfinishedWork, figures.longestRunning) == (2, .seconds(3), .seconds(2)))
        #expect(figures.depth.isEmpty)
        queue.add("a")
        #expect(queue.machine.count == 1, "a key that comes back is one to be worked on")
        queue.finish("a", .failed)
        guard case .record("a", workedFor: .seconds(2), retryAfter: .milliseconds(5)) = queue.actions.last else {
            Issue.record("\(queue.actions)")
            return
        }
        #expect(queue.machine.count == 1)
    }

    @Test("for people: what is known of each key")
    func entries() {
        var queue = QueueScript()
        queue.add("a")
        #expect(queue.next() == "a")
        queue.finish("a", .failed)
        queue.add("b")
        let entries = queue.machine.entries().sorted { $0.key < $1.key }
        #expect(entries.map(\.key) == ["a", "b"])
        #expect(entries.map(\.failures) == [1, 0])
        #expect(entries.map(\.readyAt) == [queue.now.advanced(by: .milliseconds(5)), queue.now])
        #expect(queue.machine.entries(limit: 1).count == 1)
    }

    @Test("49: a hundred thousand delayed keys use one timer, come out in order, and leave nothing behind")
    func manyKeys() {
        let start = ContinuousClock.now
        var queue = WorkQueueMachine<Int>()
        let count = 100_000
        for key in 0..<count {
            // Spread so that neighbours in time are no neighbours in the order of adding.
            _ = queue.add(key, after: .milliseconds((key &* 7_919) % count + 1), at: start)
        }
        #expect(queue.nextWakeUp == start.advanced(by: .milliseconds(1)))
        _ = queue.timePassed(at: start.advanced(by: .milliseconds(count)))
        #expect(queue.nextWakeUp == nil)
        #expect(queue.count == count)
        var previous = -1
        var isInOrder = true
        for getter in 0..<count {
            guard case .handOut(let work, _) = queue.get(getter, at: start.advanced(by: .seconds(1_000))).first else {
                Issue.record("the queue was empty too early")
                return
            }
            let delay = (work.key &* 7_919) % count
            isInOrder = isInOrder && delay > previous
            previous = delay
            _ = queue.finish(work.key, .finished, at: start.advanced(by: .seconds(1_000)))
        }
        #expect(isInOrder)
        #expect(queue.entries().isEmpty)
    }
}
