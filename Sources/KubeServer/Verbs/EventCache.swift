// SPDX-License-Identifier: Apache-2.0

internal import Basics
internal import Synchronization

/// The latest lines of watches: a change that a thousand watches send is encoded once, and its bytes are in memory once.
final class EventCache: Sendable {
    struct Key: Hashable, Sendable {
        let revision: UInt64
        let kind: EventLines.Kind
        let form: String
        /// The second that ages in the line are good for, zero where there are none.
        let second: Int64
    }

    fileprivate struct State {
        var lines: [Key: [UInt8]] = [:]
        var order = Deque<Key>()
        var byteCount = 0
    }

    /// Watches that have fallen further behind than this encode for themselves.
    private let limit: Int
    private let state = Mutex(State())

    init(byteLimit: Int = 4 << 20) {
        limit = byteLimit
    }

    func line(_ key: Key, _ encode: () throws(APIFailure) -> [UInt8]) throws(APIFailure) -> [UInt8] {
        if let line = state.withLock({ $0.lines[key] }) { return line }
        // Two watches may do this at once; that is cheaper than having one wait for the other.
        let line = try encode()
        state.withLock { $0.add(line, key, limit: limit) }
        return line
    }
}

extension EventCache.State {
    fileprivate mutating func add(_ line: [UInt8], _ key: EventCache.Key, limit: Int) {
        guard lines.updateValue(line, forKey: key) == nil else { return }
        order.append(key)
        byteCount += line.count
        while byteCount > limit, let oldest = order.popFirst() {
            byteCount -= lines.removeValue(forKey: oldest)?.count ?? 0
        }
    }
}
