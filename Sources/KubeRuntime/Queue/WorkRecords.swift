// SPDX-License-Identifier: Apache-2.0

/// What a work queue knows of each key that waits, is ready, is worked on or has failed.
///
/// A key has a slot, a small number, as long as there is anything to know about it.
struct WorkRecords<Key: Hashable & Sendable>: Sendable {
    /// Where a key stands besides being worked on.
    enum Place: Sendable {
        case nowhere
        /// It becomes ready by itself when its time comes.
        case waiting
        case ready
        /// It was added while it was worked on, and goes back to the queue when that is over.
        case held
    }

    struct Record: Sendable {
        let key: Key
        var priority = WorkPriority.normal
        /// From when on it may be handed out.
        var readyAt: ContinuousClock.Instant
        var place = Place.nowhere
        var isRunning = false
        /// Whether it is counted among those that could be worked on now.
        var isCounted = false
        var failures: Int32 = 0

        var isForgettable: Bool { place == .nowhere && !isRunning && failures == 0 }
    }

    private var slots = SlotIndex()
    /// By slot; what stands in a free one means nothing. (Optionals would be copied in and out for every change.)
    private var records: [Record] = []
    private var freeSlots: [Int] = []

    /// How many keys there is anything to know about.
    var count: Int { slots.count }

    var all: some Sequence<Record> { records.lazy.filter { !$0.isForgettable } }

    func slot(of key: Key) -> Int? {
        slots.slot(hash: key.hashValue) { records[$0].key == key }
    }

    /// The record of a slot that is in use.
    subscript(slot: Int) -> Record {
        get { records[slot] }
        _modify { yield &records[slot] }
    }

    /// The slot of a key, a new one if there was nothing to know about it.
    mutating func makeSlot(for key: Key, at now: ContinuousClock.Instant) -> Int {
        if let slot = slot(of: key) { return slot }
        let record = Record(key: key, readyAt: now)
        let slot = freeSlots.popLast() ?? records.count
        if slot == records.count {
            records.append(record)
        } else {
            records[slot] = record
        }
        slots.insert(slot) { records[$0].key.hashValue }
        return slot
    }

    /// Gives the slot back if there is nothing to know any more.
    mutating func forgetIfPossible(_ slot: Int) {
        guard records[slot].isForgettable, slots.remove(slot, hash: { records[$0].key.hashValue }) else { return }
        // A burst that is over gives its memory back.
        if slots.count == 0, records.count > 1_024 {
            self = WorkRecords()
        } else {
            freeSlots.append(slot)
        }
    }
}
