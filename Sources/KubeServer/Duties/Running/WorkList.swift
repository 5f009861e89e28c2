// SPDX-License-Identifier: Apache-2.0

internal import Basics

/// What is still to be looked at, in order and each once, however often it is named meanwhile.
struct WorkList<Item: Hashable & Sendable>: Sendable {
    private var order = Deque<Item>()
    private var waiting: Set<Item> = []

    var isEmpty: Bool { waiting.isEmpty }

    mutating func add(_ item: Item) {
        if waiting.insert(item).inserted { order.append(item) }
    }

    mutating func next() -> Item? {
        guard let item = order.popFirst() else { return nil }
        waiting.remove(item)
        return item
    }
}
