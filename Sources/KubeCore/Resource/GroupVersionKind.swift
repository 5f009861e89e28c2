// SPDX-License-Identifier: Apache-2.0

/// What an object says it is: `apiVersion` and `kind`.
package struct GroupVersionKind: Sendable, Hashable {
    package let groupVersion: GroupVersion
    /// The kind in the singular and in capitals, such as `ConfigMap`.
    package let kind: String

    /// A kind in a version of a group.
    package init(_ groupVersion: GroupVersion, _ kind: String) {
        self.groupVersion = groupVersion
        self.kind = kind
    }

    /// The kind without a version, which is how an owner is matched.
    package var groupKind: GroupKind { GroupKind(group: groupVersion.group, kind: kind) }
}

extension GroupVersionKind: CustomStringConvertible {
    package var description: String { "\(groupVersion), Kind=\(kind)" }
}

/// A kind whatever its version: the same objects are served in several.
package struct GroupKind: Sendable, Hashable {
    package let group: String
    package let kind: String

    /// A kind of a group.
    package init(group: String, kind: String) {
        self.group = group
        self.kind = kind
    }
}

extension GroupKind: CustomStringConvertible {
    package var description: String { group.isEmpty ? kind : "\(kind).\(group)" }
}
