// SPDX-License-Identifier: Apache-2.0

package import KubeCore

/// A way to find objects by what is in them: by their owner, by a label, by what they refer to.
package struct ObjectIndex<Object: KubeObject>: Sendable {
    /// What the index is called when it is asked.
    package let name: String
    /// The values under which an object is found; several, or none.
    package let values: @Sendable (Object) -> [String]

    /// An index by the values of a function, which depends on nothing but the object.
    package init(_ name: String, _ values: @escaping @Sendable (Object) -> [String]) {
        self.name = name
        self.values = values
    }

    /// By the `uid` of each owner.
    package static var ownerUID: ObjectIndex {
        ObjectIndex("owner uid") { $0.metadata.ownerReferences.map(\.uid) }
    }
}

/// The place of an object in all indexes of a store, which are one sorted set: the objects of a value are a stretch of it,
/// and a value that no object has is not there.
struct ObjectIndexKey: Comparable, Sendable {
    let index: Int
    let value: String
    let key: ObjectKey?

    static func < (left: Self, right: Self) -> Bool {
        if left.index != right.index { return left.index < right.index }
        if left.value != right.value { return left.value < right.value }
        // Before all objects of the value: where a search begins.
        guard let rightKey = right.key else { return false }
        guard let leftKey = left.key else { return true }
        return leftKey < rightKey
    }
}
