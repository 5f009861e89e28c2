// SPDX-License-Identifier: Apache-2.0

/// A queue with two ends, in a ring that grows: adding and removing takes constant time at either end.
@usableFromInline
package struct Deque<Element> {
    /// As many slots as there is room; those outside the queue are nil, so that nothing removed is kept alive.
    @usableFromInline var slots: [Element?]
    @usableFromInline var head = 0
    /// The number of elements.
    @usableFromInline package internal(set) var count = 0

    /// An empty queue with room for some elements.
    @inlinable
    package init(minimumCapacity: Int = 0) {
        slots = Array(repeating: nil, count: minimumCapacity)
    }

    /// A queue of the elements of a sequence in their order.
    @inlinable
    package init(_ elements: some Sequence<Element>) {
        slots = elements.map { $0 }
        count = slots.count
    }

    /// How many elements fit before the ring has to grow.
    @inlinable
    package var capacity: Int { slots.count }

    /// Adds an element behind the last.
    @inlinable
    package mutating func append(_ element: Element) {
        growIfFull()
        slots[slot(count)] = element
        count += 1
    }

    /// Adds an element before the first.
    @inlinable
    package mutating func prepend(_ element: Element) {
        growIfFull()
        head = slot(slots.count - 1)
        slots[head] = element
        count += 1
    }

    /// Removes the first element and returns it.
    @inlinable
    package mutating func popFirst() -> Element? {
        guard count > 0 else { return nil }
        let element = slots[head].take()
        head = slot(1)
        count -= 1
        return element
    }

    /// Removes the last element and returns it.
    @inlinable
    package mutating func popLast() -> Element? {
        guard count > 0 else { return nil }
        count -= 1
        return slots[slot(count)].take()
    }

    /// Removes every element and gives the room back.
    @inlinable
    package mutating func removeAll() {
        self = Deque()
    }

    /// Removes the elements that a condition names; the others keep their order.
    @inlinable
    package mutating func removeAll(where isRemoved: (Element) throws -> Bool) rethrows {
        self = Deque(try filter { try !isRemoved($0) })
    }

    @inlinable
    func slot(_ offset: Int) -> Int {
        let index = head + offset
        return index < slots.count ? index : index - slots.count
    }

    @inlinable
    mutating func growIfFull() {
        guard count == slots.count else { return }
        var grown: [Element?] = []
        grown.reserveCapacity(Swift.max(4, 2 * count))
        grown.append(contentsOf: slots[head...])
        grown.append(contentsOf: slots[..<head])
        grown.append(contentsOf: repeatElement(nil, count: Swift.max(4, 2 * count) - count))
        slots = grown
        head = 0
    }
}

extension Deque: RandomAccessCollection, MutableCollection {
    @inlinable
    package var startIndex: Int { 0 }

    @inlinable
    package var endIndex: Int { count }

    /// The element at a position counted from the front.
    @inlinable
    package subscript(position: Int) -> Element {
        get {
            guard position >= 0, position < count, let element = slots[slot(position)] else {
                preconditionFailure("position \(position) of a queue of \(count)")
            }
            return element
        }
        set {
            precondition(position >= 0 && position < count, "position \(position) of a queue of \(count)")
            slots[slot(position)] = newValue
        }
    }
}

extension Deque: ExpressibleByArrayLiteral {
    @inlinable
    package init(arrayLiteral elements: Element...) {
        self.init(elements)
    }
}

extension Deque: Sendable where Element: Sendable {}

extension Deque: Equatable where Element: Equatable {
    @inlinable
    package static func == (left: Deque, right: Deque) -> Bool {
        left.elementsEqual(right)
    }
}

extension Deque: CustomStringConvertible {
    @inlinable
    package var description: String { Array(self).description }
}
