// SPDX-License-Identifier: Apache-2.0

/// Remembers answers for a while, and at most so many: when there are too many, those that end first go first.
@usableFromInline
package struct ExpiringCache<Key: Hashable & Sendable, Value: Sendable>: Sendable {
    /// The instants of a clock that counts while the machine sleeps.
    @usableFromInline package typealias Instant = ContinuousClock.Instant

    @usableFromInline let capacity: Int
    @usableFromInline var values: [Key: Value] = [:]
    @usableFromInline var ends = IndexedHeap<Key, Instant>()

    /// An empty cache for at most so many answers.
    @inlinable
    package init(capacity: Int) {
        precondition(capacity > 0, "a cache needs room for something")
        self.capacity = capacity
    }

    /// How many answers are remembered.
    @inlinable
    package var count: Int { values.count }

    /// The answer for a key, unless it has ended.
    @inlinable
    package func value(for key: Key, at now: Instant) -> Value? {
        guard let end = ends[key], now < end else { return nil }
        return values[key]
    }

    /// Remembers an answer until it ends.
    @inlinable
    package mutating func set(_ value: Value, for key: Key, until end: Instant, at now: Instant) {
        values[key] = value
        ends[key] = end
        while let first = ends.min, first.priority <= now || values.count > capacity {
            remove(first.key)
        }
    }

    /// Forgets an answer.
    @inlinable
    package mutating func remove(_ key: Key) {
        values[key] = nil
        ends[key] = nil
    }
}
