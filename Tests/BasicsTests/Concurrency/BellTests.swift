// SPDX-License-Identifier: Apache-2.0

import Basics
import Synchronization
import TestSupport
import Testing

@Suite("A bell", .timeLimit(.minutes(1)))
struct BellTests {
    @Test("a waiter that finds what it looks for does not wait")
    func found() async throws {
        #expect(try await Bell().wait { 7 } == 7)
    }

    @Test("a change between the look and the wait is not missed")
    func changeMeanwhile() async throws {
        let bell = Bell()
        let looks = Atomic(0)
        let found = try await bell.wait { () -> Int? in
            let look = looks.add(1, ordering: .relaxed).newValue
            // Somebody changes something, and rings, behind this look and before the wait.
            bell.ring()
            return look == 3 ? look : nil
        }
        #expect(found == 3)
    }

    @Test("a ring wakes all who wait, and each looks again")
    func ring() async throws {
        let bell = Bell()
        let value = Latch<Int>()
        try await withThrowingTaskGroup(of: Int.self) { group in
            for _ in 0..<10 {
                group.addTask { try await bell.wait { value.value } }
            }
            bell.ring()
            value.set(4)
            bell.ring()
            for try await found in group { #expect(found == 4) }
        }
    }

    @Test("a waiter that is cancelled leaves, and others stay")
    func cancellation() async throws {
        let bell = Bell()
        let door = Latch<Void>()
        await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await bell.wait { nil as Void? } }
            group.cancelAll()
            await #expect(throws: CancellationError.self) { try await group.next() }
        }
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await bell.wait { door.value } }
            door.open()
            bell.ring()
            try await group.waitForAll()
        }
    }
}
