// SPDX-License-Identifier: Apache-2.0

package import Basics

/// What all objects have; of Kubernetes' `ObjectMeta` the fields that are read.
///
/// `managedFields` is about half of what a server sends of it and is never kept.
package struct ObjectMeta: Sendable, Hashable {
    package var name = ""
    /// The namespace; nil for objects of the cluster.
    package var namespace: String?
    /// Who the object is: an object that is deleted and made again has the same name and another `uid`.
    package var uid: String {
        get { identity.text }
        set { identity = ObjectIdentity(newValue) }
    }
    /// The ``uid`` in the form in which it is kept, and compared where there are many.
    package var identity = ObjectIdentity()
    /// The version of the object's last write; nil only before the first.
    package var resourceVersion: ResourceVersion?
    /// How often the desired state was written; nil for kinds that do not count.
    package var generation: Int?
    package var creationTimestamp: Timestamp?
    /// When the object was asked to go; it stays until its finalizers are gone.
    package var deletionTimestamp: Timestamp?
    package var finalizers: [String] = []
    package var ownerReferences: [OwnerReference] = []
    package var labels: [String: String] = [:]
    package var annotations: [String: String] = [:]

    /// Metadata of which nothing has been read.
    package init() {}

    /// Metadata as a test or a new object needs it.
    package init(
        name: String,
        namespace: String? = nil,
        uid: String = "",
        resourceVersion: ResourceVersion? = nil,
        labels: [String: String] = [:]
    ) {
        self.name = name
        self.namespace = namespace
        self.uid = uid
        self.resourceVersion = resourceVersion
        self.labels = labels
    }

    /// The object's place among those of its resource.
    package var key: ObjectKey { ObjectKey(namespace: namespace, name: name) }

    /// Whether the object was asked to go.
    package var isBeingDeleted: Bool { deletionTimestamp != nil }

    /// The owner that answers for the object, of which there is at most one.
    package var controller: OwnerReference? { ownerReferences.first(where: \.isController) }
}
