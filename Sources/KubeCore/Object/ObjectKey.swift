// SPDX-License-Identifier: Apache-2.0

/// The place of an object among those of its resource: a name, in a namespace unless the resource has none.
package struct ObjectKey: Sendable, Hashable {
    /// The namespace; nil for resources of the cluster.
    package let namespace: String?
    package let name: String

    /// A name in a namespace, or in none.
    package init(namespace: String? = nil, name: String) {
        self.namespace = namespace
        self.name = name
    }
}

extension ObjectKey: CustomStringConvertible {
    package var description: String { namespace.map { "\($0)/\(name)" } ?? name }
}

extension ObjectKey: Comparable {
    /// By namespace, then by name, as lists are sorted.
    package static func < (left: ObjectKey, right: ObjectKey) -> Bool {
        // Most neighbours are of one namespace, whose text they share: to see that costs nothing.
        guard left.namespace == right.namespace else { return (left.namespace ?? "") < (right.namespace ?? "") }
        return left.name < right.name
    }
}
