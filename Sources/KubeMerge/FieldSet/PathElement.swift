// SPDX-License-Identifier: Apache-2.0

package import JSONKit
internal import KubeSchema

/// One step on the way from an object to a field of it, as managed fields name it.
package enum PathElement: Sendable {
    /// The member of an object with this name: `f:replicas`.
    case field(String)
    /// The element of a list whose key members have these values: `k:{"name":"web"}`.
    case key(ListKey)
    /// The element of a set that is this value: `v:"example.com/protect"`.
    case value(JSONValue)
    /// The element of a list at this place: `i:3`.
    case index(Int)

    /// The element of a list with key members in any order.
    package static func key(_ members: KeyValuePairs<String, JSONValue>) -> PathElement {
        .key(ListKey(members.map { ListKey.Member(name: $0.key, value: $0.value) }))
    }
}

/// The values by which an element of a list is known, in the order of the members' names.
package struct ListKey: Sendable {
    /// A member of the element that is part of its key.
    package struct Member: Sendable {
        package let name: String
        package let value: JSONValue
    }

    /// The key members, sorted by name.
    package let members: [Member]

    package init(_ members: [Member]) {
        self.members = members.sorted { $0.name.byteOrder(to: $1.name) == .ascending }
    }
}

// Managed fields are compared as bytes and printed in this order, whatever Unicode says of the texts.
extension PathElement: Comparable {
    package static func == (left: PathElement, right: PathElement) -> Bool {
        left.order(to: right) == .same
    }

    package static func < (left: PathElement, right: PathElement) -> Bool {
        left.order(to: right) == .ascending
    }

    func order(to other: PathElement) -> Order {
        switch (self, other) {
        case (.field(let left), .field(let right)): left.byteOrder(to: right)
        case (.key(let left), .key(let right)): left.order(to: right)
        case (.value(let left), .value(let right)): left.order(to: right)
        case (.index(let left), .index(let right)): Order(left, right)
        default: Order(rank, other.rank)
        }
    }

    private var rank: Int {
        switch self {
        case .field: 0
        case .key: 1
        case .value: 2
        case .index: 3
        }
    }
}

extension PathElement: Hashable {
    package func hash(into hasher: inout Hasher) {
        switch self {
        case .field(let name): hasher.combine(name)
        case .key(let key):
            for member in key.members { hasher.combine(member.value) }
        case .value(let value): hasher.combine(value)
        case .index(let index): hasher.combine(index)
        }
    }
}

extension PathElement: CustomStringConvertible {
    /// The step as conflicts name it: `.replicas`, `[name="web"]`, `[="a"]`, `[3]`.
    package var description: String {
        switch self {
        case .field(let name): ".\(name)"
        case .key(let key): "[\(key.members.map { "\($0.name)=\($0.value.inPath)" }.joined(separator: ","))]"
        case .value(let value): "[=\(value.inPath)]"
        case .index(let index): "[\(index)]"
        }
    }
}

extension ListKey {
    func order(to other: ListKey) -> Order {
        for (left, right) in zip(members, other.members) {
            let byName = left.name.byteOrder(to: right.name)
            guard byName == .same else { return byName }
            let byValue = left.value.order(to: right.value)
            guard byValue == .same else { return byValue }
        }
        return Order(members.count, other.members.count)
    }
}

extension JSONValue {
    fileprivate var inPath: String {
        switch self {
        case .string(let text): text.quotedAsInGo
        default: serializedText(.sortedKeys)
        }
    }
}
