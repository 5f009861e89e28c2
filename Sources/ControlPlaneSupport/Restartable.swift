// SPDX-License-Identifier: Apache-2.0

internal import Basics
internal import Synchronization

/// Something that a test ends and starts again while it goes on itself: a server, a program.
package final class Restartable: Sendable {
    private struct State {
        var isWanted: Bool
        var isAlive = false
        /// Another life is wanted for each.
        var wishes = 0
    }

    private let state: Mutex<State>
    private let bell = Bell()

    /// Something that lives from the beginning, or waits until it is started.
    package init(isWanted: Bool = true) {
        state = Mutex(State(isWanted: isWanted))
    }

    /// Runs one life after the other, until the task is cancelled; a life is ended by cancelling it.
    package func run(_ life: @escaping @Sendable () async throws -> Void) async throws {
        while true {
            let wishes = try await bell.wait {
                state.withLock { state -> Int? in
                    state.isAlive = state.isWanted
                    return state.isWanted ? state.wishes : nil
                }
            }
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { try await life() }
                group.addTask {
                    try? await self.bell.wait {
                        self.state.withLock { !$0.isWanted || $0.wishes != wishes ? () : nil }
                    }
                }
                try await group.next()
                group.cancelAll()
                // What a life says that was cut short is of no interest.
                while case .some = await group.nextResult() {}
            }
            state.withLock { $0.isAlive = false }
            bell.ring()
            try Task.checkCancellation()
        }
    }

    /// Starts it, if it does not live.
    package func start() {
        change { $0.isWanted = true }
    }

    /// Ends it, and returns when it has ended.
    package func stop() async throws {
        change { $0.isWanted = false }
        try await bell.wait { state.withLock { $0.isAlive ? nil : () } }
    }

    /// Ends it, and starts it at once.
    package func restart() {
        change { $0.wishes += 1 }
    }

    private func change(_ body: (inout State) -> Void) {
        state.withLock { body(&$0) }
        bell.ring()
    }
}
