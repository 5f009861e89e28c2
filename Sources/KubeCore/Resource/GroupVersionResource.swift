// SPDX-License-Identifier: Apache-2.0

/// What a URL names: a resource of a group in one version.
package struct GroupVersionResource: Sendable, Hashable {
    package let groupVersion: GroupVersion
    /// The resource in the plural and in small letters, such as `configmaps`.
    package let resource: String

    /// A resource in a version of a group.
    package init(_ groupVersion: GroupVersion, _ resource: String) {
        self.groupVersion = groupVersion
        self.resource = resource
    }

    /// The resource without its version, which is how RBAC and messages name it.
    package var groupResource: GroupResource { GroupResource(group: groupVersion.group, resource: resource) }
}

extension GroupVersionResource: CustomStringConvertible {
    package var description: String { "\(groupVersion), Resource=\(resource)" }
}

/// A resource whatever its version.
package struct GroupResource: Sendable, Hashable {
    package let group: String
    package let resource: String

    /// A resource of a group.
    package init(group: String, resource: String) {
        self.group = group
        self.resource = resource
    }
}

extension GroupResource: CustomStringConvertible {
    /// As `kubectl` and the server's messages have it: `secrets`, or `deployments.apps`.
    package var description: String { group.isEmpty ? resource : "\(resource).\(group)" }
}
