// SPDX-License-Identifier: Apache-2.0

/// A queue in which the key with the least priority is first, and in which every key can be found, moved and removed.
///
/// Changes take logarithmic time, looking takes constant time. Between equal priorities the order is not defined: who
/// needs one puts a sequence number into the priority.
@usableFromInline
package struct IndexedHeap<Key: Hashable, Priority: Comparable> {
    /// A key and its priority.
    @usableFromInline
    package struct Entry {
        /// The key.
        @usableFromInline package let key: Key
        /// What it is ordered by.
        @usableFromInline package internal(set) var priority: Priority

        @usableFromInline
        init(key: Key, priority: Priority) {
            self.key = key
            self.priority = priority
        }
    }

    /// A binary tree in breadth-first order: no entry is before its parent.
    @usableFromInline var entries: [Entry] = []
    @usableFromInline var positions: [Key: Int] = [:]

    /// An empty heap.
    @inlinable
    package init() {}

    /// The number of keys.
    @inlinable
    package var count: Int { entries.count }

    /// Whether there is no key.
    @inlinable
    package var isEmpty: Bool { entries.isEmpty }

    /// The entry with the least priority.
    @inlinable
    package var min: Entry? { entries.first }

    /// The priority of a key; setting it adds or moves the key, setting nil removes it.
    @inlinable
    package subscript(key: Key) -> Priority? {
        get { positions[key].map { entries[$0].priority } }
        set {
            if let newValue {
                set(key, newValue)
            } else {
                remove(key)
            }
        }
    }

    /// Removes the entry with the least priority and returns it.
    @inlinable
    package mutating func popMin() -> Entry? {
        guard !entries.isEmpty else { return nil }
        return removeEntry(at: 0)
    }

    /// Removes a key and returns the priority it had.
    @discardableResult
    @inlinable
    package mutating func remove(_ key: Key) -> Priority? {
        guard let position = positions[key] else { return nil }
        return removeEntry(at: position).priority
    }

    @inlinable
    mutating func set(_ key: Key, _ priority: Priority) {
        let position: Int
        if let present = positions[key] {
            entries[present].priority = priority
            position = present
        } else {
            position = entries.count
            entries.append(Entry(key: key, priority: priority))
            positions[key] = position
        }
        restoreOrder(at: position)
    }

    @inlinable
    mutating func removeEntry(at position: Int) -> Entry {
        let last = entries.count - 1
        swapEntries(position, last)
        let removed = entries.removeLast()
        positions[removed.key] = nil
        if position < last {
            restoreOrder(at: position)
        }
        return removed
    }

    /// Moves the one entry that may stand wrong to where it belongs.
    @inlinable
    mutating func restoreOrder(at start: Int) {
        var position = start
        while position > 0, entries[position].priority < entries[(position - 1) / 2].priority {
            swapEntries(position, (position - 1) / 2)
            position = (position - 1) / 2
        }
        while let child = lesserChild(of: position), entries[child].priority < entries[position].priority {
            swapEntries(position, child)
            position = child
        }
    }

    @inlinable
    func lesserChild(of position: Int) -> Int? {
        let left = 2 * position + 1
        let right = left + 1
        guard left < entries.count else { return nil }
        return right < entries.count && entries[right].priority < entries[left].priority ? right : left
    }

    @inlinable
    mutating func swapEntries(_ first: Int, _ second: Int) {
        entries.swapAt(first, second)
        positions[entries[first].key] = first
        positions[entries[second].key] = second
    }
}

extension IndexedHeap.Entry: Sendable where Key: Sendable, Priority: Sendable {}

extension IndexedHeap: Sendable where Key: Sendable, Priority: Sendable {}
