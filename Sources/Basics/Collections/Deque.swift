// SPDX-License-Identifier: Apache-2.0

/// A queue with two ends, in a ring that grows: adding and removing takes constant time at either end.
package struct Deque<Element> {
    /// As many slots as there is room; those outside the queue are nil, so that nothing removed is kept alive.
    private var slots: [Element?]
    private var head = 0
    /// The number of elements.
    package private(set) var count = 0

    /// An empty queue with room for some elements.
    package init(minimumCapacity: Int = 0) {
        slots = Array(repeating: nil, count: minimumCapacity)
    }

    /// A queue of the elements of a sequence in their order.
    package init(_ elements: some Sequence<Element>) {
        slots = elements.map { $0 }
        count = slots.count
    }

    /// How many elements fit before the ring has to grow.
    package var capacity: Int { slots.count }

    /// Adds an element behind the last.
    package mutating func append(_ element: Element) {
        growIfFull()
        slots[slot(count)] = element
        count += 1
    }

    /// Adds an element before the first.
    package mutating func prepend(_ element: Element) {
        growIfFull()
        head = slot(slots.count - 1)
        slots[head] = element
        count += 1
    }

    /// Removes the first element and returns it.
    package mutating func popFirst() -> Element? {
        guard count > 0 else { return nil }
        let element = slots[head].take()
        head = slot(1)
        count -= 1
        return element
    }

    /// Removes the last element and returns it.
    package mutating func popLast() -> Element? {
        guard count > 0 else { return nil }
        count -= 1
        return slots[slot(count)].take()
    }

    /// Removes every element and gives the room back.
    package mutating func removeAll() {
        self = Deque()
    }

    /// Removes the elements that a condition names; the others keep their order.
    package mutating func removeAll(where isRemoved: (Element) throws -> Bool) rethrows {
        self = Deque(try filter { try !isRemoved($0) })
    }

    private func slot(_ offset: Int) -> Int {
        let index = head + offset
        return index < slots.count ? index : index - slots.count
    }

    private mutating func growIfFull() {
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
    package var startIndex: Int { 0 }

    package var endIndex: Int { count }

    /// The element at a position counted from the front.
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
    package init(arrayLiteral elements: Element...) {
        self.init(elements)
    }
}

extension Deque: Sendable where Element: Sendable {}

extension Deque: Equatable where Element: Equatable {
    package static func == (left: Deque, right: Deque) -> Bool {
        left.elementsEqual(right)
    }
}

extension Deque: CustomStringConvertible {
    package var description: String { Array(self).description }
}
