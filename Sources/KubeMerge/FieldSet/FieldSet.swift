// SPDX-License-Identifier: Apache-2.0

/// A set of fields of an object, such as those that a manager owns.
///
/// A field and the fields inside of it are members independently of each other: a set with `.spec.replicas` need not
/// have `.spec`. The set is a tree whose nodes are sorted, so that two sets are combined in one walk over both.
package struct FieldSet: Sendable, Equatable {
    /// The steps from an object to a field.
    package typealias Path = [PathElement]

    /// A field that is a member, or has members inside of it, or both; never neither.
    struct Node: Sendable, Equatable {
        let element: PathElement
        var isMember: Bool
        var children: FieldSet
    }

    private(set) var nodes: [Node] = []

    /// The empty set.
    package init() {}

    /// The set of some fields.
    package init(_ paths: Path...) {
        for path in paths { insert(path) }
    }

    /// A set of nodes in any order; what is said of one element twice is united.
    init(unordered nodes: [Node]) {
        let kept = nodes.filter { $0.isMember || !$0.children.isEmpty }
        let isSorted = zip(kept, kept.dropFirst()).allSatisfy { $0.element < $1.element }
        guard !isSorted else {
            self.nodes = kept
            return
        }
        for node in kept.sorted(by: { $0.element < $1.element }) {
            if let last = self.nodes.last, last.element == node.element {
                self.nodes[self.nodes.count - 1].isMember = last.isMember || node.isMember
                self.nodes[self.nodes.count - 1].children = last.children.union(node.children)
            } else {
                self.nodes.append(node)
            }
        }
    }

    /// A set of nodes that are in order.
    init(sorted nodes: [Node]) {
        self.nodes = nodes
    }

    /// Whether the set has no members.
    package var isEmpty: Bool { nodes.isEmpty }

    /// The number of members.
    package var count: Int {
        nodes.reduce(0) { $0 + ($1.isMember ? 1 : 0) + $1.children.count }
    }

    /// Adds a field, but not the fields that it is inside of; the object itself is never a member.
    package mutating func insert(_ path: Path) {
        insert(path[...])
    }

    private mutating func insert(_ path: ArraySlice<PathElement>) {
        guard let element = path.first else { return }
        let (place, isFound) = search(element)
        if !isFound { nodes.insert(Node(element: element, isMember: false, children: FieldSet()), at: place) }
        if path.count == 1 {
            nodes[place].isMember = true
        } else {
            nodes[place].children.insert(path.dropFirst())
        }
    }

    /// Whether a field is a member.
    package func contains(_ path: Path) -> Bool {
        guard let last = path.last else { return false }
        let parent = path.dropLast().reduce(self) { $0.inside($1) }
        return parent.node(of: last)?.isMember ?? false
    }

    /// The members inside of a field, seen from there.
    package func inside(_ element: PathElement) -> FieldSet {
        node(of: element)?.children ?? FieldSet()
    }

    func node(of element: PathElement) -> Node? {
        let (place, isFound) = search(element)
        return isFound ? nodes[place] : nil
    }

    /// Where an element is, or would have to be put.
    private func search(_ element: PathElement) -> (place: Int, isFound: Bool) {
        var low = 0
        var high = nodes.count
        while low < high {
            let middle = (low + high) / 2
            switch nodes[middle].element.order(to: element) {
            case .same: return (middle, true)
            case .ascending: low = middle + 1
            case .descending: high = middle
            }
        }
        return (low, false)
    }

    /// The members, those of one level before those inside of them, as Kubernetes lists conflicts.
    package var paths: [Path] {
        var paths: [Path] = []
        collectPaths(below: [], into: &paths)
        return paths
    }

    private func collectPaths(below prefix: Path, into paths: inout [Path]) {
        for node in nodes where node.isMember { paths.append(prefix + [node.element]) }
        for node in nodes { node.children.collectPaths(below: prefix + [node.element], into: &paths) }
    }
}

extension FieldSet: CustomStringConvertible {
    /// One member a line.
    package var description: String {
        paths.map(\.fieldDescription).joined(separator: "\n")
    }
}

extension [PathElement] {
    /// The field as conflicts name it: `.spec.containers[name="web"].image`.
    package var fieldDescription: String { map(\.description).joined() }
}
