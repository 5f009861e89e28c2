// SPDX-License-Identifier: Apache-2.0

internal import Basics
internal import Cryptography
internal import KubeCore

/// A resource of one version as discovery describes it, with the parts that have paths of their own.
struct DiscoveredResource: Sendable, Equatable {
    /// A part of a resource, such as `status`.
    struct Subresource: Sendable, Equatable {
        let name: String
        /// What is read or written there; the kind of the resource itself unless it is said.
        let kind: GroupVersionKind
        let verbs: [Verb]
    }

    let groupVersion: GroupVersion
    let names: ServedResource.Names
    let isNamespaced: Bool
    /// Whether Kubernetes has a type for it; such kinds are listed without group and version where those are plain.
    let isBuiltIn: Bool
    let verbs: [Verb]
    var subresources: [Subresource] = []
    /// Tells when the form of storage changes; empty for what is not stored.
    var storageVersionHash = ""

    var kind: GroupVersionKind { GroupVersionKind(groupVersion, names.kind) }
}

extension DiscoveredResource {
    /// The verbs of a part that can be read and changed, and no more.
    static let partVerbs: [Verb] = [.get, .patch, .update]

    init(_ resource: ServedResource) {
        groupVersion = GroupVersion(group: resource.id.group, version: resource.version)
        names = resource.names
        isNamespaced = resource.isNamespaced
        isBuiltIn = resource.isBuiltIn
        verbs = Self.verbs(of: resource)
        let own = GroupVersionKind(groupVersion, names.kind)
        if resource.subresources.hasStatus {
            subresources.append(Subresource(name: "status", kind: own, verbs: Self.partVerbs))
        }
        if resource.subresources.scale != nil {
            let scale = GroupVersionKind(GroupVersion(group: "autoscaling", version: "v1"), "Scale")
            subresources.append(Subresource(name: "scale", kind: scale, verbs: Self.partVerbs))
        }
        if isBuiltIn {
            subresources += Self.actions[resource.id] ?? []
            // The installer of the API server goes through its paths by name; definitions of resources do not.
            subresources.sort { $0.name < $1.name }
        }
        storageVersionHash = Self.storageVersionHash(of: resource)
    }

    /// A question that is asked by creating an object.
    init(_ review: ReviewKind) {
        groupVersion = GroupVersion(group: review.group, version: "v1")
        names = ServedResource.Names(
            plural: review.resource.plural,
            singular: review.rawValue.lowercased(),
            kind: review.rawValue
        )
        isNamespaced = review.isNamespaced
        isBuiltIn = true
        verbs = [.create]
    }

    /// What can be done with a resource, in the order in which the API server lists it: by name for its own resources,
    /// and in an order of its own for custom ones (customresource_discovery_controller.go).
    private static func verbs(of resource: ServedResource) -> [Verb] {
        if !resource.isBuiltIn {
            if resource.isTerminating { return [.delete, .deletecollection, .get, .list, .watch] }
            return [.delete, .deletecollection, .get, .list, .patch, .create, .update, .watch]
        }
        // Namespaces go one by one: there is no list of paths in whose midst somebody could delete them all.
        let all: [Verb] = [.create, .delete, .deletecollection, .get, .list, .patch, .update, .watch]
        return resource.id == .namespaces ? all.filter { $0 != .deletecollection } : all
    }

    /// The parts of built-in resources that are actions rather than parts of the object.
    private static let actions: [ResourceID: [Subresource]] = [
        .namespaces: [
            Subresource(name: "finalize", kind: GroupVersionKind(.core, "Namespace"), verbs: [.update])
        ],
        ResourceID(group: "", plural: "pods"): [
            Subresource(name: "binding", kind: GroupVersionKind(.core, "Binding"), verbs: [.create]),
            Subresource(name: "eviction", kind: GroupVersionKind(.policy, "Eviction"), verbs: [.create]),
        ],
        ResourceID(group: "", plural: "serviceaccounts"): [
            Subresource(name: "token", kind: GroupVersionKind(.authentication, "TokenRequest"), verbs: [.create])
        ],
    ]

    /// The first eight bytes of a digest of the kind in its form of storage (storageversionhash.go).
    private static func storageVersionHash(of resource: ServedResource) -> String {
        let stored = resource.view?.stored ?? resource.id
        let version = resource.storageVersion ?? resource.version
        let digest = SHA256.hash("\(stored.group)/\(version)/\(resource.names.kind)")
        return Base64.standard.encode(Array(digest.prefix(8)))
    }
}
