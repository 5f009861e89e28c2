// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import EventLoop

@Suite("The inbox of an event loop")
struct InboxTests {
    private func asleep() -> Inbox<Int> {
        var inbox = Inbox<Int>()
        _ = inbox.prepareToWait()
        return inbox
    }

    private enum Addition { case quietly, wakingUp }

    private func adding(_ item: Int, to inbox: inout Inbox<Int>) -> Addition {
        inbox.add(item) ? .wakingUp : .quietly
    }

    @Test("a thread that runs is not woken")
    func noWakeUpWhileRunning() {
        var inbox = Inbox<Int>()
        #expect(adding(1, to: &inbox) == .quietly)
    }

    @Test("a sleeping thread is woken once for many items")
    func oneWakeUp() {
        var inbox = asleep()
        #expect(adding(1, to: &inbox) == .wakingUp)
        #expect(adding(2, to: &inbox) == .quietly)
        var batch: [Int] = []
        inbox.take(into: &batch)
        #expect(batch == [1, 2])
    }

    @Test("what waits keeps the thread from sleeping")
    func noSleepWithWork() {
        var inbox = Inbox<Int>()
        _ = inbox.add(1)
        let wait = inbox.prepareToWait()
        #expect(wait == .none)
    }

    @Test("a thread that woke for a socket is not woken again")
    func resumed() {
        var inbox = asleep()
        inbox.resume()
        #expect(adding(1, to: &inbox) == .quietly)
    }

    @Test("a stop wakes the thread, which ends only when nothing waits")
    func stop() {
        var inbox = asleep()
        let mustWake = inbox.stop()
        #expect(mustWake)
        #expect(adding(1, to: &inbox) == .quietly)
        let wait = inbox.prepareToWait()
        #expect(wait == .none)
        var batch: [Int] = []
        inbox.take(into: &batch)
        #expect(batch == [1])
        let end = inbox.prepareToWait()
        #expect(end == .never)
    }
}
