// SPDX-License-Identifier: Apache-2.0

internal import KubeSchema

/// The resources that Kubernetes has by itself, as far as they are served here.
package enum BuiltInResources {
    /// All of them as they are before anything is stored.
    package static let all = all(addresses: FreshAddresses())

    /// All of them, in the order of discovery: groups by their priority, resources by name.
    package static func all(addresses: any ServiceAddresses) -> [ServedResource] {
        let all = core(addresses) + workloads + networking + access + registrations + others
        return all.sorted { left, right in
            if left.id.group != right.id.group {
                return APIGroupPriority.lists(left.id.group, before: right.id.group)
            }
            return left.id.plural < right.id.plural
        }
    }
}

extension ServedResource {
    /// Whether objects are in namespaces.
    enum Scope {
        case namespace
        case cluster
    }

    /// The parts of a built-in resource that have paths of their own.
    enum Part {
        case status
        /// The number of replicas, which all scalable kinds have in the same place.
        case scale
    }

    /// A built-in resource; its schema is that of the table of its `apiVersion`.
    static func builtIn(
        _ kind: String,
        _ plural: String,
        in apiVersion: String,
        _ scope: Scope = .namespace,
        short shortNames: [String] = [],
        categories: [String] = [],
        parts: Set<Part> = [],
        fields: [String] = [],
        as strategy: any BuiltInStrategy
    ) -> ServedResource {
        var names = Names(plural: plural, singular: kind.lowercased(), kind: kind)
        names.shortNames = shortNames
        names.categories = categories
        let version = apiVersion.split(separator: "/").map(String.init)
        var resource = ServedResource(
            names,
            group: version.count == 2 ? version[0] : "",
            version: version[version.count - 1],
            isNamespaced: scope == .namespace,
            strategy: strategy
        )
        resource.subresources.hasStatus = parts.contains(.status)
        if parts.contains(.scale) {
            resource.subresources.scale = Subresources.Scale(
                specReplicas: ["spec", "replicas"],
                statusReplicas: ["status", "replicas"],
                selector: ["spec", "selector"]
            )
        }
        resource.schema = TypeTable.of(apiVersion: apiVersion)?.schemas[kind]
        resource.columns = strategy.printer.columns
        for field in fields { resource.selectableFields[field] = field.split(separator: ".").map(String.init) }
        return resource
    }
}
