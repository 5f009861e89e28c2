// SPDX-License-Identifier: Apache-2.0

/// What storage knows a resource by: all versions of a resource share one shelf.
package struct ResourceID: Hashable, Sendable, CustomStringConvertible {
    /// The API group, empty for the core group.
    package let group: String
    /// The plural name.
    package let plural: String

    package init(group: String, plural: String) {
        self.group = group
        self.plural = plural
    }

    /// The form that error messages use: `jobs.batch`, and `pods` in the core group.
    package var description: String { group.isEmpty ? plural : "\(plural).\(group)" }
}
