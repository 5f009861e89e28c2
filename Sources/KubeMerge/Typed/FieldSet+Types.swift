// SPDX-License-Identifier: Apache-2.0

internal import JSONKit

extension FieldSet {
    /// The set with the fields that a schema names and that members are inside of: who owns `.spec.replicas` has an
    /// interest in `.spec`.
    func includingNamedFields(_ type: MergeType?) -> FieldSet {
        FieldSet(
            sorted: nodes.map { node in
                var node = node
                var inner: MergeType?
                switch node.element {
                case .field(let name) where type?.shape.map != nil:
                    if !node.children.isEmpty, type?.names(name) == true { node.isMember = true }
                    inner = type?.member(name)
                case .key where type?.shape.list != nil:
                    inner = type?.element
                case .field, .key, .value, .index:
                    inner = nil
                }
                node.children = node.children.includingNamedFields(inner)
                return node
            }
        )
    }

    /// The set as it must be under a schema in which something is owned as a whole whose parts were owned before.
    ///
    /// The other way needs nothing: who owned the whole owns it still.
    func adapted(to type: MergeType) -> FieldSet {
        FieldSet(sorted: nodes.map { $0.adapted(to: type) })
    }
}

extension FieldSet.Node {
    fileprivate func adapted(to parent: MergeType) -> FieldSet.Node {
        let type: MergeType?
        if case .field(let name) = element { type = parent.member(name) } else { type = parent.element }
        guard let type, !children.isEmpty else { return self }
        let shape = type.shape
        var node = self
        if shape.map != nil, !type.isUntypedMap {
            if shape.map == .whole { return FieldSet.Node(element: element, isMember: true, children: FieldSet()) }
            node.children = children.adapted(to: type)
        } else if shape.map == nil, shape.scalar == nil, let list = shape.list {
            if list == .whole { return FieldSet.Node(element: element, isMember: true, children: FieldSet()) }
            node.children = children.adapted(to: type)
        }
        return node
    }
}
