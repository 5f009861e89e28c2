// SPDX-License-Identifier: Apache-2.0

/// All that is needed to speak of a resource: what its objects say they are, and where they are served.
package struct ResourceType: Sendable, Hashable {
    package let groupVersion: GroupVersion
    /// What the objects say they are, such as `ConfigMap`.
    package let kind: String
    /// What the URL says, such as `configmaps`.
    package let plural: String
    package let scope: ResourceScope

    /// A resource of a group in one version.
    package init(_ groupVersion: GroupVersion, kind: String, plural: String, scope: ResourceScope = .namespaced) {
        self.groupVersion = groupVersion
        self.kind = kind
        self.plural = plural
        self.scope = scope
    }

    /// What the objects say they are.
    package var groupVersionKind: GroupVersionKind { GroupVersionKind(groupVersion, kind) }

    /// What the URL names.
    package var groupVersionResource: GroupVersionResource { GroupVersionResource(groupVersion, plural) }

    /// The kind whatever its version.
    package var groupKind: GroupKind { GroupKind(group: groupVersion.group, kind: kind) }

    /// The resource whatever its version, as messages name it.
    package var groupResource: GroupResource { GroupResource(group: groupVersion.group, resource: plural) }
}

extension ResourceType: CustomStringConvertible {
    package var description: String { groupResource.description }
}
