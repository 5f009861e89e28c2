// SPDX-License-Identifier: Apache-2.0

import Basics
import Synchronization
import TestSupport
import Testing

@Suite("An alarm", .timeLimit(.minutes(1)))
struct AlarmTests {
    /// An alarm whose time a test sets, and that notes when it rang.
    final class Stage: Sendable {
        let clock = ManualClock()
        let alarm: Alarm
        let time = Mutex<Duration?>(nil)
        let rings = Mutex<[Duration]>([])
        private let start: ContinuousClock.Instant
        private let bell = Bell()

        init() {
            alarm = Alarm(clock)
            start = clock.now
        }

        var next: ContinuousClock.Instant? { time.withLock { $0 }.map { start.advanced(by: $0) } }

        func set(_ time: Duration?) {
            self.time.withLock { $0 = time }
            alarm.timeChanged(to: next)
        }

        func rang(_ count: Int) async throws {
            try await bell.wait { rings.withLock { $0.count } >= count ? () : nil }
        }

        private func ring() {
            time.withLock { $0 = nil }
            rings.withLock { $0.append(clock.elapsed) }
            bell.ring()
        }

        func whileRunning(_ body: () async throws -> Void) async throws {
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask {
                    await self.alarm.run(at: { self.next }, ring: { self.ring() })
                }
                try await body()
                group.cancelAll()
            }
        }
    }

    @Test("it rings when its time has come, and not before")
    func time() async throws {
        let stage = Stage()
        stage.set(.seconds(5))
        try await stage.whileRunning {
            await stage.clock.sleepers()
            stage.clock.advance(by: .seconds(4))
            #expect(stage.rings.withLock { $0 }.isEmpty)
            stage.clock.advance(by: .seconds(1))
            try await stage.rang(1)
        }
        #expect(stage.rings.withLock { $0 } == [.seconds(5)])
    }

    @Test("an earlier time counts at once, and a later one as well")
    func changes() async throws {
        let stage = Stage()
        stage.set(.seconds(60))
        try await stage.whileRunning {
            await stage.clock.sleepers()
            stage.set(.seconds(1))
            try await eventually("it sleeps for the new time") { stage.clock.timeToNextWake == .seconds(1) }
            stage.clock.advance(by: .seconds(1))
            try await stage.rang(1)
            stage.set(.seconds(2))
            await stage.clock.sleepers()
            stage.set(.seconds(9))
            stage.clock.advance(by: .seconds(1))
            try await eventually("it sleeps for the new time") { stage.clock.timeToNextWake == .seconds(7) }
            stage.clock.advance(by: .seconds(7))
            try await stage.rang(2)
        }
        #expect(stage.rings.withLock { $0 } == [.seconds(1), .seconds(9)])
    }

    @Test("an alarm that is not set waits, and one that is cancelled ends")
    func cancellation() async throws {
        let stage = Stage()
        try await stage.whileRunning {}
        stage.set(.zero)
        try await stage.whileRunning { try await stage.rang(1) }
        #expect(stage.rings.withLock { $0 } == [.zero])
    }
}
