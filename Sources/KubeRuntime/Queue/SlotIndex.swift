// SPDX-License-Identifier: Apache-2.0

/// Finds the slot of a key, without keys of its own: these stand in the records, by slot.
///
/// A dictionary would hold each key a second time, 40 bytes for each place and up to three places for each key that
/// waits; here a place is four bytes. It is a hash table with open addressing and linear probing, in which a removal
/// closes its gap, so that there are no graves to sweep.
struct SlotIndex: Sendable {
    private static var free: Int32 { -1 }

    /// A power of two of places, of which at most three of four are taken.
    private var places: [Int32] = []
    /// How many keys there are.
    private(set) var count = 0

    /// The slot of a key with a hash; `isKey` says whether a slot's key is the one.
    func slot(hash: Int, isKey: (Int) -> Bool) -> Int? {
        guard !places.isEmpty else { return nil }
        var place = home(hash)
        while places[place] != Self.free {
            let slot = Int(places[place])
            if isKey(slot) { return slot }
            place = next(place)
        }
        return nil
    }

    /// Adds the slot of a key that is not there; `hash` knows those of all slots.
    mutating func insert(_ slot: Int, hash: (Int) -> Int) {
        if (count + 1) * 4 > places.count * 3 { grow(hash: hash) }
        put(slot, hash: hash(slot))
        count += 1
    }

    /// Removes a slot, and says whether it was there.
    mutating func remove(_ slot: Int, hash: (Int) -> Int) -> Bool {
        guard !places.isEmpty else { return false }
        var gap = home(hash(slot))
        while places[gap] != Int32(slot) {
            guard places[gap] != Self.free else { return false }
            gap = next(gap)
        }
        count -= 1
        // Whoever stands behind the gap and was to stand at it or before moves up.
        var place = next(gap)
        while places[place] != Self.free {
            let distance = (place - home(hash(Int(places[place])))) & (places.count - 1)
            if distance >= (place - gap) & (places.count - 1) {
                places[gap] = places[place]
                gap = place
            }
            place = next(place)
        }
        places[gap] = Self.free
        return true
    }

    private mutating func grow(hash: (Int) -> Int) {
        let taken = places.filter { $0 != Self.free }
        places = Array(repeating: Self.free, count: max(16, places.count * 2))
        for slot in taken { put(Int(slot), hash: hash(Int(slot))) }
    }

    private mutating func put(_ slot: Int, hash: Int) {
        var place = home(hash)
        while places[place] != Self.free { place = next(place) }
        places[place] = Int32(slot)
    }

    private func home(_ hash: Int) -> Int { hash & (places.count - 1) }

    private func next(_ place: Int) -> Int { (place + 1) & (places.count - 1) }
}
