// SPDX-License-Identifier: Apache-2.0

internal import Basics
internal import KubeCore
internal import Synchronization

/// Counts passes, and says when there were enough.
final class Visits: Sendable {
    private struct State {
        var count = 0
        var wanted = Int.max
        var lastAt = ContinuousClock.now
        var newest: ResourceVersion?
    }

    private let state = Mutex(State())
    private let bell = Bell()

    /// How many there were.
    var count: Int { state.withLock { $0.count } }

    /// When the last of them was.
    var lastAt: ContinuousClock.Instant { state.withLock { $0.lastAt } }

    /// The newest version that one of them has written.
    var newest: ResourceVersion? { state.withLock { $0.newest } }

    /// There was one more, which may have written something.
    func visited(_ version: ResourceVersion? = nil) {
        let isEnough = state.withLock { state in
            state.count += 1
            state.lastAt = .now
            if let version, state.newest?.isOlder(than: version) != false { state.newest = version }
            return state.count >= state.wanted
        }
        if isEnough { bell.ring() }
    }

    /// Waits until there were so many.
    func reach(_ count: Int) async throws {
        state.withLock { $0.wanted = count }
        try await bell.wait { self.count >= count ? () : nil }
    }
}
