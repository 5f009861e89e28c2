// SPDX-License-Identifier: Apache-2.0

/// A dictionary in the order of its keys, of which a copy costs nothing and goes on to cost little.
///
/// It is a B+ tree of values. A copy shares all nodes with the original; the first change of either copies the nodes on
/// the way to the key, a few dozen entries each, and no others. So a reader may hold a snapshot for as long as it likes
/// while a writer goes on, and neither waits. The order makes everything that walks over a map repeatable.
package struct SortedMap<Key: Comparable & Sendable, Value: Sendable>: Sendable {
    private var root = SortedMapNode<Key, Value>()
    /// The number of keys.
    package private(set) var count = 0

    /// An empty map.
    package init() {}

    /// Whether there is no key.
    package var isEmpty: Bool { count == 0 }

    /// The entry with the least key.
    package var first: (key: Key, value: Value)? {
        var iterator = makeIterator()
        return iterator.next()
    }

    /// The value of a key; setting nil removes it.
    package subscript(key: Key) -> Value? {
        get { root.value(of: key) }
        set {
            if let newValue {
                set(newValue, for: key)
            } else {
                removeValue(for: key)
            }
        }
    }

    /// Sets the value of a key, and returns the one it had.
    @discardableResult
    package mutating func set(_ value: Value, for key: Key) -> Value? {
        let (old, split) = root.set(value, for: key)
        if let split { root = SortedMapNode(keys: [split.key], children: [root, split.node]) }
        if old == nil { count += 1 }
        return old
    }

    /// Removes a key, and returns the value it had.
    @discardableResult
    package mutating func removeValue(for key: Key) -> Value? {
        guard let old = root.remove(key) else { return nil }
        count -= 1
        while root.children.count == 1 { root = root.children[0] }
        return old
    }

    /// The entries from a key on, in their order.
    package func entries(from key: Key) -> IteratorSequence<Iterator> {
        IteratorSequence(Iterator(root, from: key))
    }
}

extension SortedMap: Sequence {
    package var underestimatedCount: Int { count }

    package func makeIterator() -> Iterator { Iterator(root, from: nil) }

    /// Walks over the entries in their order.
    package struct Iterator: IteratorProtocol {
        /// The nodes on the way to the next entry, and what of each comes next.
        private var path: [(node: SortedMapNode<Key, Value>, next: Int)] = []

        fileprivate init(_ root: SortedMapNode<Key, Value>, from key: Key?) {
            var node = root
            while !node.isLeaf {
                let child = key.map(node.childIndex) ?? 0
                path.append((node, child + 1))
                node = node.children[child]
            }
            path.append((node, key.map(node.lowerBound) ?? 0))
        }

        package mutating func next() -> (key: Key, value: Value)? {
            while let (node, next) = path.last {
                guard next < node.size else {
                    path.removeLast()
                    continue
                }
                path[path.count - 1].next += 1
                if node.isLeaf { return (node.keys[next], node.values[next]) }
                path.append((node.children[next], 0))
            }
            return nil
        }
    }
}
