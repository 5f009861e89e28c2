// SPDX-License-Identifier: Apache-2.0

internal import KubeCore

/// Finds the owners of objects in what is stored.
struct OwnerLookup {
    /// What is to be said of an owner.
    enum Standing: Equatable {
        /// It is there, and stays or goes without regard for its dependents.
        case present
        /// It is there until its dependents are gone.
        case awaiting
        /// It is there until its dependents are nobody's.
        case orphaning
        case absent
        /// Nobody knows such a kind, so that nothing can be said; that may change.
        case unknown
        /// An object of the cluster cannot belong to one in a namespace.
        case impossible
    }

    let storage: Storage
    let served: Registry.Snapshot

    /// Where the owner of an object should be; nil when there is no such place.
    func place(of owner: OwnerReference, ofObjectIn namespace: String) -> (resource: ResourceID, key: StorageKey)? {
        guard let resource = served.resource(apiVersion: owner.apiVersion, kind: owner.kind) else { return nil }
        if resource.isNamespaced, namespace.isEmpty { return nil }
        return (resource.id, StorageKey(namespace: resource.isNamespaced ? namespace : "", name: owner.name))
    }

    /// The owner itself.
    func object(_ owner: OwnerReference, ofObjectIn namespace: String) -> (place: ObjectPlace, Belonging)? {
        guard let (resource, key) = place(of: owner, ofObjectIn: namespace),
            let object = storage.object(resource, key), object.uid == owner.uid
        else { return nil }
        return (ObjectPlace(object, of: resource), Belonging(object))
    }

    func standing(of owner: OwnerReference, ofObjectIn namespace: String) -> Standing {
        guard let resource = served.resource(apiVersion: owner.apiVersion, kind: owner.kind) else { return .unknown }
        if resource.isNamespaced, namespace.isEmpty { return .impossible }
        guard let (_, belonging) = object(owner, ofObjectIn: namespace) else { return .absent }
        if belonging.awaitsDependents { return .awaiting }
        return belonging.orphansDependents ? .orphaning : .present
    }

    /// Whether an owner is in another namespace than the object that names it.
    func isElsewhere(_ owner: OwnerReference, ofObjectIn namespace: String) -> Bool {
        guard let resource = served.resource(apiVersion: owner.apiVersion, kind: owner.kind), resource.isNamespaced,
            object(owner, ofObjectIn: namespace) == nil
        else { return false }
        return storage.objects(resource.id).contains { $0.uid == owner.uid && $0.key.namespace != namespace }
    }
}
