// SPDX-License-Identifier: Apache-2.0

extension FieldSet {
    /// The fields that are in one set or the other.
    package func union(_ other: FieldSet) -> FieldSet {
        if isEmpty { return other }
        return combine(with: other, keepingOthers: true) { left, right in
            left.isMember = left.isMember || right.isMember
            left.children = left.children.union(right.children)
        }
    }

    /// The fields that are in both sets.
    package func intersection(_ other: FieldSet) -> FieldSet {
        var common: [Node] = []
        var rest = other.nodes[...]
        for node in nodes {
            while let first = rest.first, first.element < node.element { rest.removeFirst() }
            guard let counterpart = rest.first else { break }
            guard counterpart.element == node.element else { continue }
            let isMember = node.isMember && counterpart.isMember
            let children = node.children.intersection(counterpart.children)
            guard isMember || !children.isEmpty else { continue }
            common.append(Node(element: node.element, isMember: isMember, children: children))
        }
        return FieldSet(sorted: common)
    }

    /// The fields that are not in the other set; a field stays when only one inside or around it is there.
    package func subtracting(_ other: FieldSet) -> FieldSet {
        combine(with: other, keepingOthers: false) { left, right in
            left.isMember = left.isMember && !right.isMember
            left.children = left.children.subtracting(right.children)
        }
    }

    /// The fields that are neither in the other set nor inside of a field that is.
    package func subtractingRecursively(_ other: FieldSet) -> FieldSet {
        combine(with: other, keepingOthers: false) { left, right in
            left.isMember = left.isMember && !right.isMember
            left.children = right.isMember ? FieldSet() : left.children.subtractingRecursively(right.children)
        }
    }

    /// The members that have no members inside of them.
    package var leaves: FieldSet {
        FieldSet(
            sorted: nodes.map { node in
                let isLeaf = node.isMember && node.children.isEmpty
                return Node(element: node.element, isMember: isLeaf, children: node.children.leaves)
            }
        )
    }

    /// Walks over both sets; nodes that only this one has are kept, those of both are changed, empty ones dropped.
    private func combine(
        with other: FieldSet,
        keepingOthers keepsOthers: Bool,
        _ change: (inout Node, Node) -> Void
    ) -> FieldSet {
        guard !other.isEmpty else { return self }
        var result: [Node] = []
        result.reserveCapacity(nodes.count)
        var place = 0
        for node in nodes {
            while place < other.nodes.count, other.nodes[place].element < node.element {
                if keepsOthers { result.append(other.nodes[place]) }
                place += 1
            }
            guard place < other.nodes.count, other.nodes[place].element == node.element else {
                result.append(node)
                continue
            }
            var changed = node
            change(&changed, other.nodes[place])
            place += 1
            if changed.isMember || !changed.children.isEmpty { result.append(changed) }
        }
        if keepsOthers { result += other.nodes[place...] }
        return FieldSet(sorted: result)
    }
}
