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

extension String {
    /// `String`'s own order is that of Unicode's canonical forms; lists are in the order of the bytes.
    fileprivate func precedesBytewise(_ other: String) -> Bool {
        let left = utf8Span.span
        let right = other.utf8Span.span
        for index in 0..<min(left.count, right.count) where left[index] != right[index] {
            return left[index] < right[index]
        }
        return left.count < right.count
    }
}
