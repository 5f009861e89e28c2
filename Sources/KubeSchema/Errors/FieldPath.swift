// SPDX-License-Identifier: Apache-2.0

/// Where a value stands in an object, written as Kubernetes does: `spec.containers[0].env[name]`.
package struct FieldPath: Sendable, Hashable, CustomStringConvertible {
    package let description: String

    /// The object itself.
    package static let root = FieldPath(description: "")

    private init(description: String) {
        self.description = description
    }

    /// A member with a name of the schema.
    package func child(_ name: String) -> FieldPath {
        FieldPath(description: description.isEmpty ? name : "\(description).\(name)")
    }

    /// A member by names one below the other.
    package func child(_ first: String, _ rest: String...) -> FieldPath {
        rest.reduce(child(first)) { $0.child($1) }
    }

    /// An element of a list.
    package func index(_ index: Int) -> FieldPath {
        FieldPath(description: "\(description)[\(index)]")
    }

    /// An entry of a map, whose key the user chose.
    package func key(_ key: String) -> FieldPath {
        FieldPath(description: "\(description)[\(key)]")
    }
}
