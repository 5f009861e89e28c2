// SPDX-License-Identifier: Apache-2.0

/// Where an object stands on its shelf; keys are ordered as lists are, by namespace and then by name, both bytewise.
package struct StorageKey: Hashable, Sendable {
    /// Empty for objects of the cluster.
    package let namespace: String
    package let name: String

    package init(namespace: String = "", name: String) {
        self.namespace = namespace
        self.name = name
    }
}

extension StorageKey: Comparable {
    package static func < (left: StorageKey, right: StorageKey) -> Bool {
        if left.namespace != right.namespace { return left.namespace.precedesBytewise(right.namespace) }
        return left.name.precedesBytewise(right.name)
    }
}

extension StorageKey: CustomStringConvertible {
    package var description: String { namespace.isEmpty ? name : "\(namespace)/\(name)" }
}
