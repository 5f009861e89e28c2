// SPDX-License-Identifier: Apache-2.0

package import KubeCore

/// Finds the owners of objects: which keys of a kind have to be looked at because something that they own changed.
package struct OwnerMatch: Sendable, Hashable {
    /// Which owners count.
    package enum Role: Sendable, Hashable {
        /// The one that answers for the object.
        case controller
        /// All of them.
        case anyOwner
    }

    /// The kind of the owners, whatever its version: the same objects are served in several.
    package let kind: GroupKind
    /// Whether the owners are in a namespace, which then is the object's own.
    package let scope: ResourceScope
    /// Which owners count.
    package let role: Role

    /// Owners of a kind.
    package init(_ kind: GroupKind, _ scope: ResourceScope, _ role: Role = .controller) {
        self.kind = kind
        self.scope = scope
        self.role = role
    }

    /// The owners of an object, in the order in which it names them.
    package func owners(of metadata: ObjectMeta) -> [ObjectKey] {
        metadata.ownerReferences
            .filter { $0.groupKind == kind && (role == .anyOwner || $0.isController) }
            .map { ObjectKey(namespace: scope == .namespaced ? metadata.namespace : nil, name: $0.name) }
    }

    /// The owners that a change concerns: also those that the object had before.
    package func owners<Object: KubeObject>(of change: ObjectChange<Object>) -> [ObjectKey] {
        var seen: Set<ObjectKey> = []
        return change.states.flatMap { owners(of: $0.metadata) }.filter { seen.insert($0).inserted }
    }
}
