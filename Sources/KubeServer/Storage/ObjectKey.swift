// SPDX-License-Identifier: Apache-2.0

/// Where an object stands on its shelf; keys are ordered as lists are, by namespace and then by name, both bytewise.
package struct ObjectKey: Hashable, Sendable {
    /// Empty for objects of the cluster.
    package let namespace: String
    package let name: String

    package init(namespace: String = "", name: String) {
        self.namespace = namespace
        self.name = name
    }
}

extension ObjectKey: Comparable {
    package static func < (left: ObjectKey, right: ObjectKey) -> Bool {
        if left.namespace != right.namespace { return left.namespace.precedesBytewise(right.namespace) }
        return left.name.precedesBytewise(right.name)
    }
}

extension ObjectKey: CustomStringConvertible {
    package var description: String { namespace.isEmpty ? name : "\(namespace)/\(name)" }
}

extension String {
    /// `String`'s own order is that of Unicode's canonical forms; lists are in the order of the bytes.
    fileprivate func precedesBytewise(_ other: String) -> Bool {
        utf8.lexicographicallyPrecedes(other.utf8)
    }
}
