// SPDX-License-Identifier: Apache-2.0

import KubeRuntime
import TestSupport
import Testing

@Suite("47: the end of a work queue", .tags(.machine))
struct WorkQueueClosingTests {
    @Test(
        "closing wakes all who wait, and who asks later does not wait",
        arguments: [WorkQueueClosing.whenEmpty, .whenIdle, .atOnce]
    )
    func wakesGetters(_ manner: WorkQueueClosing) {
        var queue = QueueScript()
        queue.get()
        queue.get()
        queue.close(manner)
        #expect(queue.takeEnds() == (2, 1))
        queue.get()
        #expect(queue.takeEnds() == (1, 0))
    }

    @Test(
        "a queue that is closing takes no keys, and drops those that wait for their time",
        arguments: [WorkQueueClosing.whenEmpty, .whenIdle, .atOnce]
    )
    func refusesKeys(_ manner: WorkQueueClosing) {
        var queue = QueueScript()
        queue.add("a", after: .seconds(1))
        queue.close(manner)
        queue.add("b")
        queue.addAfterFailure("c")
        #expect(queue.wakesUpAt == nil)
        queue.advance(by: .seconds(2))
        #expect(queue.machine.count == 0)
        #expect(queue.machine.entries().isEmpty)
    }

    @Test("a queue that closes when it is empty hands out what is ready, and what was added while it was worked on")
    func whenEmpty() {
        var queue = QueueScript()
        queue.add("a")
        queue.add("b")
        #expect(queue.next() == "a")
        queue.add("a")
        queue.close(.whenEmpty)
        #expect(queue.next() == "b")
        queue.finish("b", .failed)
        #expect(queue.takeEnds() == (0, 0))
        queue.finish("a", .again(after: .seconds(1)))
        #expect(queue.takeEnds() == (0, 0), "the key has not been seen since it was added")
        #expect(queue.next() == "a")
        queue.finish("a", .failed)
        #expect(queue.takeEnds() == (0, 1))
    }

    @Test("a key whose time came before the end is one that is ready, though no timer has fired")
    func dueKeys() {
        var queue = QueueScript()
        queue.add("a", after: .seconds(1))
        queue.oversleep(by: .seconds(2))
        queue.close(.whenEmpty)
        #expect(queue.next() == "a")
    }

    @Test("a queue that closes when it is idle finishes what is worked on and begins nothing")
    func whenIdle() {
        var queue = QueueScript()
        queue.add("a")
        queue.add("b")
        #expect(queue.next() == "a")
        queue.add("a")
        queue.close(.whenIdle)
        #expect(queue.machine.count == 0)
        #expect(queue.takeEnds() == (0, 0))
        queue.finish("a", .failed)
        #expect(queue.takeEnds() == (0, 1))
        #expect(queue.next() == nil)
        #expect(queue.machine.entries().isEmpty)
    }

    @Test("a second, more urgent end ends the wait for the first")
    func forced() {
        var queue = QueueScript()
        queue.add("a")
        #expect(queue.next() == "a")
        queue.close(.whenEmpty)
        queue.close(.whenEmpty)
        #expect(queue.takeEnds() == (0, 0))
        queue.close(.atOnce)
        #expect(queue.takeEnds() == (0, 1))
        queue.finish("a")
        #expect(queue.takeEnds() == (0, 0), "it is said once")
    }

    @Test("a less urgent end does not slow down a more urgent one")
    func notSlower() {
        var queue = QueueScript()
        queue.add("a")
        queue.add("b")
        #expect(queue.next() == "a")
        queue.close(.whenIdle)
        queue.close(.whenEmpty)
        #expect(queue.next() == nil)
    }
}
