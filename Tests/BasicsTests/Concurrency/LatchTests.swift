// SPDX-License-Identifier: Apache-2.0

import Basics
import TestSupport
import Testing

@Suite("Latch", .tags(.concurrency), .timeLimit(.minutes(1)))
struct LatchTests {
    @Test("everybody who waits gets the value, also who comes later")
    func value() async throws {
        let latch = Latch<Int>()
        try await withThrowingTaskGroup(of: Int.self) { group in
            for _ in 0..<10 { group.addTask { try await latch.wait() } }
            group.addTask {
                latch.set(7)
                return 7
            }
            for try await value in group { #expect(value == 7) }
        }
        #expect(try await latch.wait() == 7)
    }

    @Test("the first value stays")
    func first() {
        let latch = Latch<Int>()
        #expect(latch.value == nil)
        #expect(latch.set(1))
        #expect(!latch.set(2))
        #expect(latch.value == 1)
    }

    @Test("whoever is cancelled leaves, before and while they wait")
    func cancellation() async {
        let latch = Latch<Void>()
        for _ in 0..<100 {
            let isCancelled = await withTaskGroup(of: Bool.self) { group in
                group.addTask {
                    do {
                        try await latch.wait()
                        return false
                    } catch {
                        return true
                    }
                }
                group.cancelAll()
                return await group.next() ?? false
            }
            #expect(isCancelled)
        }
        #expect(latch.open())
    }
}
