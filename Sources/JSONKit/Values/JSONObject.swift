// SPDX-License-Identifier: Apache-2.0

/// The members of a JSON object in the order in which they were written; equality does not see the order.
///
/// A small object is searched from the front. A large one has an index beside its members, and leaves a gap where a
/// member was removed, so that neither lookups nor removals make it quadratic.
package struct JSONObject: Sendable {
    /// A member of the object.
    package typealias Member = (key: String, value: JSONValue)

    /// The place of a member; without a value it is the gap of a removed one, which occurs only beside an index.
    private struct Slot {
        let key: String
        var value: JSONValue?
    }

    private static let largestWithoutIndex = 16

    private var slots: [Slot] = []
    /// The slot of each key; empty for a small object.
    private var index: [ExactString: Int] = [:]

    /// An object without members.
    package init() {}

    /// The number of members.
    package var count: Int { index.isEmpty ? slots.count : index.count }

    /// Whether there are no members.
    package var isEmpty: Bool { count == 0 }

    /// The keys in order.
    package var keys: [String] { map(\.key) }

    /// The value of a member; setting nil removes it, setting a new one appends it.
    package subscript(key: String) -> JSONValue? {
        get { slot(of: key).flatMap { slots[$0].value } }
        _modify {
            let slot = slot(of: key)
            var value: JSONValue?
            if let slot {
                // Taken out while it is changed, so that the change happens in place and not in a copy.
                value = slots[slot].value
                slots[slot].value = .null
            }
            defer { set(value, for: key, in: slot) }
            yield &value
        }
    }

    /// The slot of a key.
    private func slot(of key: String) -> Int? {
        guard index.isEmpty else { return index[ExactString(key)] }
        return slots.firstIndex { ExactString.areEqual($0.key, key) }
    }

    private mutating func set(_ value: JSONValue?, for key: String, in slot: Int?) {
        switch (slot, value) {
        case (let slot?, let value?): slots[slot].value = value
        case (let slot?, nil): remove(key, in: slot)
        case (nil, let value?): append(key, value)
        case (nil, nil): break
        }
    }

    private mutating func append(_ key: String, _ value: JSONValue) {
        slots.append(Slot(key: key, value: value))
        if !index.isEmpty {
            index[ExactString(key)] = slots.count - 1
        } else if slots.count > Self.largestWithoutIndex {
            rebuildIndex()
        }
    }

    private mutating func remove(_ key: String, in slot: Int) {
        guard !index.isEmpty else {
            slots.remove(at: slot)
            return
        }
        slots[slot].value = nil
        index[ExactString(key)] = nil
        guard index.count < slots.count / 2 else { return }
        slots.removeAll { $0.value == nil }
        index = [:]
        if slots.count > Self.largestWithoutIndex { rebuildIndex() }
    }

    private mutating func rebuildIndex() {
        index.reserveCapacity(slots.count * 2)
        for (position, slot) in slots.enumerated() where slot.value != nil {
            index[ExactString(slot.key)] = position
        }
    }
}

extension JSONObject: Sequence {
    /// Goes through the members of an object in order.
    package struct Iterator: IteratorProtocol {
        private var slots: IndexingIterator<[Slot]>

        fileprivate init(_ object: JSONObject) {
            slots = object.slots.makeIterator()
        }

        /// The next member, or nil after the last.
        package mutating func next() -> Member? {
            while let slot = slots.next() {
                if let value = slot.value { return (slot.key, value) }
            }
            return nil
        }
    }

    /// The members in order.
    package func makeIterator() -> Iterator {
        Iterator(self)
    }

    /// The number of members, which is known without counting.
    package var underestimatedCount: Int { count }
}

extension JSONObject: Hashable {
    package static func == (left: JSONObject, right: JSONObject) -> Bool {
        left.count == right.count && left.allSatisfy { right[$0.key] == $0.value }
    }

    package func hash(into hasher: inout Hasher) {
        // A sum does not see the order, like the equality that it must agree with.
        var sum = 0
        for member in self {
            var memberHasher = Hasher()
            memberHasher.combine(member.key)
            memberHasher.combine(member.value)
            sum &+= memberHasher.finalize()
        }
        hasher.combine(count)
        hasher.combine(sum)
    }
}

extension JSONObject: ExpressibleByDictionaryLiteral {
    /// The members in the order of the literal; of two with the same key the last counts.
    package init(dictionaryLiteral members: (String, JSONValue)...) {
        for (key, value) in members { self[key] = value }
    }
}
