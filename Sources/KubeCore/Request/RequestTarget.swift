// SPDX-License-Identifier: Apache-2.0

/// What a request is about: the objects of a resource, one of them, or a part of one.
package struct RequestTarget: Sendable, Hashable {
    package let type: ResourceType
    /// The namespace; nil for resources of the cluster, and for all namespaces.
    package let namespace: String?
    /// The object; nil for all of them, and for one that is yet to be made.
    package let name: String?
    package let subresource: Subresource?

    /// All objects of a resource, in a namespace or everywhere.
    package init(_ type: ResourceType, namespace: String?) {
        self.type = type
        self.namespace = namespace
        name = nil
        subresource = nil
    }

    /// One object, or a part of it.
    package init(_ type: ResourceType, _ key: ObjectKey, _ subresource: Subresource? = nil) {
        self.type = type
        namespace = key.namespace
        name = key.name
        self.subresource = subresource
    }

    /// Where the target is served; an error where there can be no such place.
    func path() throws(KubeFormatError) -> String {
        var path = type.groupVersion.path
        if let namespace {
            guard type.scope == .namespaced else {
                throw KubeFormatError(.namespace, "\(type) are not in namespaces, so not in \"\(namespace)\" either")
            }
            path += "/namespaces/\(try PathSegment.encode(namespace, .namespace))"
        } else if name != nil, type.scope == .namespaced {
            throw KubeFormatError(.namespace, "\(type) are in namespaces; which one is missing")
        }
        path += "/\(type.plural)"
        if let name { path += "/\(try PathSegment.encode(name, .resourceName))" }
        if let subresource { path += "/\(try PathSegment.encode(subresource.name, .path))" }
        return path
    }
}

extension RequestTarget: CustomStringConvertible {
    /// As messages name it: `secrets "flyte/x"`, `deployments.apps/scale "web/front"`, `secrets in "flyte"`.
    package var description: String {
        let resource = subresource.map { "\(type)/\($0.name)" } ?? "\(type)"
        guard let name else { return namespace.map { "\(resource) in \"\($0)\"" } ?? resource }
        return "\(resource) \"\(ObjectKey(namespace: namespace, name: name))\""
    }
}

/// A part of an object that is served in a place of its own.
package struct Subresource: Sendable, Hashable {
    package let name: String

    /// A part of this name.
    package init(_ name: String) {
        self.name = name
    }

    /// What is observed of the object; writing it leaves the rest alone, and the other way round.
    package static let status = Subresource("status")
    /// How many there should be.
    package static let scale = Subresource("scale")
    /// Tokens of a service account.
    package static let token = Subresource("token")
    /// Asking a pod to go, which disruption budgets may refuse.
    package static let eviction = Subresource("eviction")
    /// Output of a pod's containers.
    package static let log = Subresource("log")
    /// What a namespace waits for.
    package static let finalize = Subresource("finalize")
}
