// SPDX-License-Identifier: Apache-2.0

import EventLoop
import Glibc
import Testing

/// One test for all: a process has one set of signals.
@Suite("Signals of the process", .timeLimit(.minutes(1)))
struct ProcessSignalsTests {
    @Test("signals are heard in order, also before somebody listens, and a cancelled listener goes on")
    func hearing() async throws {
        let signals = try ProcessSignals(hearing: [.hangUp])
        kill(getpid(), SIGHUP)
        #expect(await signals.next() == .hangUp)
        let listener = Task { await signals.next() }
        listener.cancel()
        #expect(await listener.value == nil)
        async let next = signals.next()
        kill(getpid(), SIGHUP)
        #expect(await next == .hangUp)
    }
}
