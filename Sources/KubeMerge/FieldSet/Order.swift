// SPDX-License-Identifier: Apache-2.0

internal import JSONKit

/// How two things stand to each other.
enum Order {
    case ascending
    case same
    case descending

    init<Value: Comparable>(_ left: Value, _ right: Value) {
        self = left < right ? .ascending : right < left ? .descending : .same
    }
}

extension String {
    /// Compares the bytes of two texts, as Go does; Swift's own order finds some texts equal whose bytes differ.
    func byteOrder(to other: String) -> Order {
        var right = other.utf8.makeIterator()
        for byte in utf8 {
            guard let counterpart = right.next() else { return .descending }
            if byte != counterpart { return byte < counterpart ? .ascending : .descending }
        }
        return right.next() == nil ? .same : .ascending
    }
}

extension JSONValue {
    /// An order of all values: numbers, strings, booleans, lists, objects, null; inside of a kind the obvious one.
    func order(to other: JSONValue) -> Order {
        switch (self, other) {
        case (.number(let left), .number(let right)): left.order(to: right)
        case (.string(let left), .string(let right)): left.byteOrder(to: right)
        case (.bool(let left), .bool(let right)): Order(left ? 1 : 0, right ? 1 : 0)
        case (.array(let left), .array(let right)): Self.order(left, right)
        case (.object(let left), .object(let right)): left.order(to: right)
        default: Order(rank, other.rank)
        }
    }

    private var rank: Int {
        switch self {
        case .number: 0
        case .string: 1
        case .bool: 2
        case .array: 3
        case .object: 4
        case .null: 5
        }
    }

    private static func order(_ left: [JSONValue], _ right: [JSONValue]) -> Order {
        for (left, right) in zip(left, right) {
            let order = left.order(to: right)
            guard order == .same else { return order }
        }
        return Order(left.count, right.count)
    }
}

extension JSONNumber {
    fileprivate func order(to other: JSONNumber) -> Order {
        if self == other { return .same }
        if let left = exactly(Int64.self), let right = other.exactly(Int64.self) { return Order(left, right) }
        let byValue = Order(nearestDouble, other.nearestDouble)
        // Two numbers that one double stands for are still two.
        return byValue == .same ? description.byteOrder(to: other.description) : byValue
    }
}

extension JSONObject {
    /// The members in the order of their keys' bytes.
    var sortedMembers: [Member] {
        sorted { $0.key.byteOrder(to: $1.key) == .ascending }
    }

    fileprivate func order(to other: JSONObject) -> Order {
        let left = sortedMembers
        let right = other.sortedMembers
        for (left, right) in zip(left, right) {
            let byKey = left.key.byteOrder(to: right.key)
            guard byKey == .same else { return byKey }
            let byValue = left.value.order(to: right.value)
            guard byValue == .same else { return byValue }
        }
        return Order(left.count, right.count)
    }
}
