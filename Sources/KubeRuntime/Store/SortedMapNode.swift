// SPDX-License-Identifier: Apache-2.0

/// A leaf of a sorted map, with keys and values, or a branch, whose keys say where one child ends and the next begins.
struct SortedMapNode<Key: Comparable & Sendable, Value: Sendable>: Sendable {
    /// A write copies a node on each level when somebody holds a snapshot: small enough for that, and large enough that
    /// a hundred thousand keys are four levels.
    static var capacity: Int { 32 }

    var keys: [Key] = []
    var values: [Value] = []
    /// One more than there are keys, or none in a leaf; a key that equals a branch's is in the child behind it.
    var children: [SortedMapNode] = []

    var isLeaf: Bool { children.isEmpty }

    var size: Int { isLeaf ? keys.count : children.count }

    /// Where a key is or would be.
    func lowerBound(_ key: Key) -> Int {
        var (low, high) = (0, keys.count)
        while low < high {
            let middle = (low + high) / 2
            if keys[middle] < key {
                low = middle + 1
            } else {
                high = middle
            }
        }
        return low
    }

    /// The child in which a key is or would be.
    func childIndex(_ key: Key) -> Int {
        let index = lowerBound(key)
        return index < keys.count && keys[index] == key ? index + 1 : index
    }

    func value(of key: Key) -> Value? {
        guard isLeaf else { return children[childIndex(key)].value(of: key) }
        let index = lowerBound(key)
        return index < keys.count && keys[index] == key ? values[index] : nil
    }

    typealias Split = (key: Key, node: SortedMapNode)

    /// Sets a value; when the node became too large, the upper part of it is returned with its first key.
    mutating func set(_ value: Value, for key: Key) -> (old: Value?, split: Split?) {
        guard isLeaf else { return setInChild(value, for: key) }
        let index = lowerBound(key)
        if index < keys.count, keys[index] == key {
            let old = values[index]
            values[index] = value
            return (old, nil)
        }
        keys.insert(key, at: index)
        values.insert(value, at: index)
        guard keys.count > Self.capacity else { return (nil, nil) }
        return (nil, splitLeaf(at: splitPoint(insertedAt: index)))
    }

    private mutating func setInChild(_ value: Value, for key: Key) -> (old: Value?, split: Split?) {
        let index = childIndex(key)
        let (old, split) = children[index].set(value, for: key)
        guard let split else { return (old, nil) }
        keys.insert(split.key, at: index)
        children.insert(split.node, at: index + 1)
        guard children.count > Self.capacity else { return (old, nil) }
        return (old, splitBranch(at: splitPoint(insertedAt: index + 1)))
    }

    /// In the middle; but lists arrive in the order of their keys, and what is only added to at the end stays full.
    private func splitPoint(insertedAt index: Int) -> Int {
        index == size - 1 ? size - 1 : size / 2
    }

    private mutating func splitLeaf(at index: Int) -> Split {
        let upper = SortedMapNode(keys: Array(keys[index...]), values: Array(values[index...]))
        // To grow beyond its capacity has doubled what the leaf holds, and most leaves are never added to again.
        keys = Array(keys[..<index])
        values = Array(values[..<index])
        return (upper.keys[0], upper)
    }

    private mutating func splitBranch(at index: Int) -> Split {
        let upper = SortedMapNode(keys: Array(keys[index...]), children: Array(children[index...]))
        let key = keys[index - 1]
        keys.removeSubrange((index - 1)...)
        children.removeSubrange(index...)
        return (key, upper)
    }

    mutating func remove(_ key: Key) -> Value? {
        guard isLeaf else { return removeFromChild(key) }
        let index = lowerBound(key)
        guard index < keys.count, keys[index] == key else { return nil }
        keys.remove(at: index)
        return values.remove(at: index)
    }

    private mutating func removeFromChild(_ key: Key) -> Value? {
        let index = childIndex(key)
        guard let old = children[index].remove(key) else { return nil }
        if children[index].size == 0 {
            children.remove(at: index)
            if !keys.isEmpty { keys.remove(at: max(0, index - 1)) }
        } else if children[index].size < Self.capacity / 4, children.count > 1 {
            mergeChildren(at: max(0, index - 1))
        }
        return old
    }

    /// Makes one of two neighbours, if it is not too large.
    private mutating func mergeChildren(at index: Int) {
        guard children[index].size + children[index + 1].size <= Self.capacity else { return }
        let right = children.remove(at: index + 1)
        let key = keys.remove(at: index)
        if right.isLeaf {
            children[index].keys += right.keys
            children[index].values += right.values
        } else {
            children[index].keys += [key] + right.keys
            children[index].children += right.children
        }
    }
}
