// SPDX-License-Identifier: Apache-2.0

internal import Synchronization

/// How many connections a server has, counted by all its loops.
final class ConnectionCount: Sendable {
    private let count = Atomic<Int>(0)
    private let limit: Int

    init(limit: Int) {
        self.limit = limit
    }

    /// Counts one more, or nothing when there are too many.
    func add() -> Bool {
        if count.add(1, ordering: .relaxed).newValue <= limit { return true }
        remove()
        return false
    }

    func remove() {
        count.subtract(1, ordering: .relaxed)
    }

    var current: Int { count.load(ordering: .relaxed) }
}
