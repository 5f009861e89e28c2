// SPDX-License-Identifier: Apache-2.0

internal import JSONKit

extension FieldSet {
    /// The fields of a value: its leaves, and the elements and unnamed members that hold them.
    init(of value: JSONValue, _ type: MergeType) {
        self = Self.fields(of: value, type).children
    }

    /// The fields inside of a value, and whether the value itself is a leaf.
    private static func fields(of value: JSONValue, _ type: MergeType) -> (isLeaf: Bool, children: FieldSet) {
        switch type.kind(of: value) {
        case .scalar, .list(.whole), .map(.whole): (true, FieldSet())
        case .list(let rule): (false, elements(of: value.array ?? [], rule, type))
        case .map(.members): (false, members(of: value.object ?? JSONObject(), type))
        }
    }

    private static func members(of object: JSONObject, _ type: MergeType) -> FieldSet {
        var nodes: [Node] = []
        nodes.reserveCapacity(object.count)
        for (name, value) in object {
            guard let memberType = type.member(name) else { continue }
            let fields = fields(of: value, memberType)
            // What has no fields inside of it would otherwise belong to nobody.
            let isMember = fields.isLeaf || value.isNull || value.object?.isEmpty == true || !type.names(name)
            nodes.append(Node(element: .field(name), isMember: isMember, children: fields.children))
        }
        return FieldSet(unordered: nodes)
    }

    private static func elements(of list: [JSONValue], _ rule: MergeType.ListRule, _ type: MergeType) -> FieldSet {
        let places = list.map { try? type.pathElement(of: $0, rule) }
        var counts: [PathElement: Int] = [:]
        for place in places.compactMap({ $0 }) { counts[place, default: 0] += 1 }
        var nodes: [Node] = []
        nodes.reserveCapacity(list.count)
        for (place, element) in zip(places, list) {
            guard let place else { continue }
            // Of elements that cannot be told apart nobody owns a part.
            let children = counts[place] == 1 ? fields(of: element, type.element).children : FieldSet()
            nodes.append(Node(element: place, isMember: true, children: children))
        }
        return FieldSet(unordered: nodes)
    }
}
