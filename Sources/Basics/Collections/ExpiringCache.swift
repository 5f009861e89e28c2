// SPDX-License-Identifier: Apache-2.0

/// Remembers answers for a while, and at most so many: when there are too many, those that end first go first.
package struct ExpiringCache<Key: Hashable & Sendable, Value: Sendable>: Sendable {
    /// The instants of a clock that counts while the machine sleeps.
    package typealias Instant = ContinuousClock.Instant

    private let capacity: Int
    private var values: [Key: Value] = [:]
    private var ends = IndexedHeap<Key, Instant>()

    /// An empty cache for at most so many answers.
    package init(capacity: Int) {
        precondition(capacity > 0, "a cache needs room for something")
        self.capacity = capacity
    }

    /// How many answers are remembered.
    package var count: Int { values.count }

    /// The answer for a key, unless it has ended.
    package func value(for key: Key, at now: Instant) -> Value? {
        guard let end = ends[key], now < end else { return nil }
        return values[key]
    }

    /// Remembers an answer until it ends.
    package mutating func set(_ value: Value, for key: Key, until end: Instant, at now: Instant) {
        values[key] = value
        ends[key] = end
        while let first = ends.min, first.priority <= now || values.count > capacity {
            remove(first.key)
        }
    }

    /// Forgets an answer.
    package mutating func remove(_ key: Key) {
        values[key] = nil
        ends[key] = nil
    }
}
