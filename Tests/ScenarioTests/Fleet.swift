// SPDX-License-Identifier: Apache-2.0

import KubeRuntime
import Synchronization
import TestSupport
import Testing

/// Two processes of which one leads; one that ends, or is killed, is replaced.
final class Fleet: Sendable {
    private struct State {
        var replicators: [Replicator] = []
        var killed: Set<String> = []
        var starts = 0
        var kills = 0
    }

    private let make: @Sendable (String) -> Replicator
    private let state = Mutex(State())

    init(_ make: @escaping @Sendable (String) -> Replicator) {
        self.make = make
    }

    var kills: Int { state.withLock { $0.kills } }

    /// Keeps two processes running until the task is cancelled.
    func run() async throws {
        try await withThrowingTaskGroup { group in
            for _ in 0..<2 { group.addTask { try await self.keepOne() } }
            try await group.waitForAll()
        }
    }

    private func keepOne() async throws {
        while !Task.isCancelled {
            let name = state.withLock { state in
                state.starts += 1
                return "replicator-\(state.starts)"
            }
            let replicator = make(name)
            state.withLock { $0.replicators.append(replicator) }
            await withTaskGroup { group in
                group.addTask { await replicator.run() }
                group.addTask {
                    while !Task.isCancelled, !self.isKilled(name) { try? await Task.sleep(for: .milliseconds(10)) }
                }
                await group.next()
                group.cancelAll()
            }
            state.withLock { $0.replicators.removeAll { $0.name == name } }
        }
    }

    private func isKilled(_ name: String) -> Bool { state.withLock { $0.killed.contains(name) } }

    /// Kills whoever leads, as soon as somebody does.
    func killLeader() async throws {
        try await eventually("somebody leads", within: .seconds(120)) {
            self.state.withLock { state in
                guard let leader = state.replicators.first(where: { $0.election.leadership != nil }) else {
                    return false
                }
                state.killed.insert(leader.name)
                state.kills += 1
                return true
            }
        }
    }
}
