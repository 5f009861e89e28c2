// SPDX-License-Identifier: Apache-2.0

import Basics
import Synchronization
import TestSupport
import Testing

@Suite("Expiring value", .tags(.concurrency), .timeLimit(.minutes(1)))
struct ExpiringValueTests {
    struct Refused: Error {}

    /// A source of numbered values, each good for 100 seconds.
    final class Source: Sendable {
        let clock = ManualClock()
        let fetches = Mutex(0)
        let isFailing = Mutex(false)

        var count: Int { fetches.withLock { $0 } }

        func fetch() throws -> (Int, end: Timestamp) {
            let number = fetches.withLock {
                $0 += 1
                return $0
            }
            guard !isFailing.withLock({ $0 }) else { throw Refused() }
            return (number, clock.wallClock.now + .seconds(100))
        }

        func fail(_ isFailing: Bool) {
            self.isFailing.withLock { $0 = isFailing }
        }
    }

    let source = Source()
    let value: ExpiringValue<Int>

    init() {
        let source = source
        let policy = ExpiringValue<Int>.Policy(margin: .seconds(20), pause: .seconds(5))
        value = ExpiringValue(policy: policy, clock: source.clock.wallClock) { try source.fetch() }
    }

    @Test("a value is fetched once and used until shortly before its end")
    func usedUntilTheMargin() async throws {
        #expect(try await value.current() == 1)
        source.clock.advance(by: .seconds(79))
        #expect(try await value.current() == 1)
        source.clock.advance(by: .seconds(1))
        #expect(try await value.current() == 2)
        #expect(source.count == 2)
    }

    @Test("a value that has ended is never used")
    func ended() async throws {
        #expect(try await value.current() == 1)
        source.clock.advance(by: .seconds(100))
        source.fail(true)
        await #expect(throws: Refused.self) { try await value.current() }
        source.fail(false)
        #expect(try await value.current() == 3)
    }

    @Test("a failure shortly before the end is hidden, and retried after a pause")
    func failureInTheMargin() async throws {
        #expect(try await value.current() == 1)
        source.clock.advance(by: .seconds(85))
        source.fail(true)
        #expect(try await value.current() == 1)
        #expect(try await value.current() == 1)
        #expect(source.count == 2)
        source.clock.advance(by: .seconds(5))
        source.fail(false)
        #expect(try await value.current() == 3)
    }

    @Test("a first failure is not remembered")
    func firstFailure() async throws {
        source.fail(true)
        await #expect(throws: Refused.self) { try await value.current() }
        source.fail(false)
        #expect(try await value.current() == 2)
    }

    @Test("a refused value is fetched anew, but only by the first who was refused")
    func invalidation() async throws {
        #expect(try await value.current() == 1)
        value.invalidate(1)
        #expect(try await value.current() == 2)
        value.invalidate(1)
        #expect(try await value.current() == 2)
    }

    @Test("while one caller fetches the next value the others use the present one")
    func othersDoNotWait() async throws {
        let source = source
        let slow = ExpiringValue(
            policy: .init(margin: .seconds(20), pause: .seconds(5)),
            clock: source.clock.wallClock
        ) {
            let fetched = try source.fetch()
            if fetched.0 > 1 {
                try await source.clock.sleep(for: .seconds(3))
            }
            return fetched
        }
        #expect(try await slow.current() == 1)
        source.clock.advance(by: .seconds(90))
        async let replacing = slow.current()
        await source.clock.sleepers()
        #expect(try await slow.current() == 1)
        source.clock.advance(by: .seconds(3))
        #expect(try await replacing == 2)
    }
}
