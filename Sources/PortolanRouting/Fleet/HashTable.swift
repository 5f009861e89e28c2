// SPDX-License-Identifier: Apache-2.0

/// A key that knows its hash.
protocol HashedKey: Sendable, Equatable {
    var hash: UInt64 { get }
}

/// Values by keys, for looking them up a million times between two changes.
///
/// It is a hash table with open addresses. A value can be used where it stands, by its place, which copies and counts
/// nothing; a place is good until the next change.
struct HashTable<Key: HashedKey, Value: Sendable>: Sendable {
    private struct Entry: Sendable {
        let key: Key
        var value: Value
    }

    private var entries: [Entry] = []
    /// The places of the entries, each as near as can be to where its hash says; ``free`` between them.
    ///
    /// Their number is a power of two, and at least half of them are free.
    private var slots: [Int32] = []

    private static var free: Int32 { -1 }

    /// An empty table.
    init() {}

    /// How many values there are.
    var count: Int { entries.count }

    var isEmpty: Bool { entries.isEmpty }

    /// All keys that have a value, in no order.
    var keys: [Key] { entries.map(\.key) }

    /// Where the value of a key stands.
    func place(of key: Key) -> Int? {
        guard !entries.isEmpty else { return nil }
        let mask = slots.count &- 1
        var slot = Int(truncatingIfNeeded: key.hash) & mask
        while slots[slot] != Self.free {
            let place = Int(slots[slot])
            if entries[place].key == key { return place }
            slot = (slot &+ 1) & mask
        }
        return nil
    }

    /// The value in a place.
    subscript(place: Int) -> Value {
        _read { yield entries[place].value }
    }

    /// The value of a key.
    subscript(key: Key) -> Value? {
        get { place(of: key).map { entries[$0].value } }
        set {
            if let newValue {
                change(key, default: newValue) { $0 = newValue }
            } else {
                remove(key)
            }
        }
    }

    /// Changes the value of a key where it stands, or the one that it has by default.
    mutating func change(_ key: Key, default value: @autoclosure () -> Value, _ body: (inout Value) -> Void) {
        if let place = place(of: key) {
            body(&entries[place].value)
        } else {
            var value = value()
            body(&value)
            entries.append(Entry(key: key, value: value))
            if slots.count < 2 * entries.count { refill() } else { enter(entries.count - 1) }
        }
    }

    /// A hole would hide what stands behind it, so that the others are entered anew.
    private mutating func remove(_ key: Key) {
        guard let place = place(of: key) else { return }
        entries.remove(at: place)
        refill()
    }

    private mutating func refill() {
        var size = 4
        while size < 4 * entries.count { size *= 2 }
        slots = Array(repeating: Self.free, count: size)
        for place in entries.indices { enter(place) }
    }

    private mutating func enter(_ place: Int) {
        let mask = slots.count - 1
        var slot = Int(truncatingIfNeeded: entries[place].key.hash) & mask
        while slots[slot] != Self.free { slot = (slot + 1) & mask }
        slots[slot] = Int32(place)
    }
}
