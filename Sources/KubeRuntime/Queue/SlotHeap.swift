// SPDX-License-Identifier: Apache-2.0

/// A queue of slots, the least first, in which every slot can be found, moved and removed in logarithmic time.
///
/// Slots are small numbers that are used again, so that a slot's position is an array element: nothing is hashed when
/// entries change places, which at a million keys is most of the work.
struct SlotHeap<Order: Comparable & Sendable>: Sendable {
    struct Entry: Sendable {
        let slot: Int
        var order: Order
    }

    /// A binary tree in breadth-first order: no entry is before its parent.
    private var entries: [Entry] = []
    /// Where each slot stands in the tree; -1 for those that are not in it.
    private var positions: [Int32] = []

    var count: Int { entries.count }

    var isEmpty: Bool { entries.isEmpty }

    var first: Entry? { entries.first }

    /// The place of a slot in the order; nil when it is not in the queue.
    subscript(slot: Int) -> Order? {
        guard slot < positions.count, positions[slot] >= 0 else { return nil }
        return entries[Int(positions[slot])].order
    }

    /// Adds a slot, or moves it.
    mutating func set(_ slot: Int, _ order: Order) {
        while positions.count <= slot {
            positions.append(-1)
        }
        var position = Int(positions[slot])
        if position < 0 {
            position = entries.count
            entries.append(Entry(slot: slot, order: order))
            positions[slot] = Int32(position)
        } else {
            entries[position].order = order
        }
        restoreOrder(at: position)
    }

    mutating func remove(_ slot: Int) {
        guard slot < positions.count, positions[slot] >= 0 else { return }
        removeEntry(at: Int(positions[slot]))
    }

    mutating func popFirst() -> Entry? {
        guard let first = entries.first else { return nil }
        removeEntry(at: 0)
        return first
    }

    mutating func removeAll() {
        self = SlotHeap()
    }

    private mutating func removeEntry(at position: Int) {
        positions[entries[position].slot] = -1
        let last = entries.removeLast()
        if position < entries.count {
            put(last, at: position)
            restoreOrder(at: position)
        } else if entries.isEmpty, positions.count > 1_024 {
            // A burst that is over gives its memory back.
            self = SlotHeap()
        }
    }

    /// Moves the one entry that may stand wrong to where it belongs, and those on its way by one place.
    private mutating func restoreOrder(at start: Int) {
        let moving = entries[start]
        var position = start
        while position > 0, moving.order < entries[(position - 1) / 2].order {
            put(entries[(position - 1) / 2], at: position)
            position = (position - 1) / 2
        }
        while let child = lesserChild(of: position), entries[child].order < moving.order {
            put(entries[child], at: position)
            position = child
        }
        put(moving, at: position)
    }

    private func lesserChild(of position: Int) -> Int? {
        let left = 2 * position + 1
        let right = left + 1
        guard left < entries.count else { return nil }
        return right < entries.count && entries[right].order < entries[left].order ? right : left
    }

    private mutating func put(_ entry: Entry, at position: Int) {
        entries[position] = entry
        positions[entry.slot] = Int32(position)
    }
}
