// SPDX-License-Identifier: Apache-2.0

import Glibc
import TestSupport
import Testing

@Suite("the routing service under load", .timeLimit(.minutes(5)))
struct RoutingLoadTests {
    /// `PORTOLAN_CHAOS=long` is what `make soak` runs.
    private static var isLong: Bool { unsafe getenv("PORTOLAN_CHAOS") != nil }

    @Test("while labels and dataplanes change, no request fails and no answer is made of two states")
    func load() async throws {
        let duration = Self.isLong ? Duration.seconds(60) : .seconds(4)
        let stage = RoutingStage()
        let callers = (1...8).map { Caller(number: $0) }
        try await stage.run { service in
            let changes = Changes(service.client)
            let memory = Memory()
            try await withThrowingTaskGroup { group in
                let end = ContinuousClock.now.advanced(by: duration)
                for caller in callers { group.addTask { try await caller.run(service, until: end) } }
                group.addTask { try await changes.run(until: end) }
                // What is allocated once has been allocated by then.
                try await Task.sleep(for: duration / 2)
                memory.look()
                try await group.waitForAll()
            }
            memory.look()
            let count = callers.reduce(0) { $0 + $1.answers }
            print("routing: \(count) answers, \(changes.count) changes, \(memory.growth) bytes more in the second half")
            #expect(changes.count >= Int(duration / .milliseconds(100)) && count > 100)
            // Other suites run in the same process, unless this is the soak.
            if Self.isLong { #expect(memory.growth < 16 << 20) }
        }
        for caller in callers {
            #expect(caller.faults.isEmpty)
            #expect(caller.labels == ["even", "odd"], "changes were seen")
        }
    }
}
