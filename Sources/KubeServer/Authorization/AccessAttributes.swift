// SPDX-License-Identifier: Apache-2.0

/// What somebody wants to do, in the terms of RBAC rules.
package enum AccessAttributes: Sendable, Equatable {
    case resource(Resource)
    case path(verb: String, path: String)

    /// An access to a resource; what is empty stands for all or none, as the case may be.
    package struct Resource: Sendable, Equatable {
        package var verb: String
        package var group: String
        package var plural: String
        package var subresource: String
        package var namespace: String
        package var name: String

        package init(
            verb: String,
            group: String = "",
            plural: String,
            subresource: String = "",
            namespace: String = "",
            name: String = ""
        ) {
            self.verb = verb
            self.group = group
            self.plural = plural
            self.subresource = subresource
            self.namespace = namespace
            self.name = name
        }

        /// The resource as rules name it: `pods`, or `pods/log`.
        package var qualified: String { subresource.isEmpty ? plural : "\(plural)/\(subresource)" }
    }

    /// The access that a request asks for.
    package init(_ request: RequestInfo) {
        guard let target = request.target else {
            self = .path(verb: request.verb.rawValue, path: request.path)
            return
        }
        self = .resource(
            Resource(
                verb: request.verb.rawValue,
                group: target.group,
                plural: target.plural,
                subresource: target.subresource,
                namespace: target.namespace,
                name: target.name
            )
        )
    }

    /// Half a sentence for a refusal, as Kubernetes words it: `cannot list resource "pods" in API group ""…`.
    package var refusal: String {
        switch self {
        case .path(let verb, let path):
            "cannot \(verb) path \"\(path)\""
        case .resource(let resource):
            "cannot \(resource.verb) resource \"\(resource.qualified)\" in API group \"\(resource.group)\" "
                + (resource.namespace.isEmpty ? "at the cluster scope" : "in the namespace \"\(resource.namespace)\"")
        }
    }
}
