// SPDX-License-Identifier: Apache-2.0

package import KubeCore

/// Which objects of a resource are watched: all of them, or those of some namespaces, or those that selectors mean.
package struct WatchScope: Sendable, Hashable {
    /// The resource.
    package var type: ResourceType
    /// The namespaces, in order and each once; empty for all of them.
    package private(set) var namespaces: [String]
    /// Which objects; everything there is by default.
    package var labels: LabelSelector
    package var fields: FieldSelector

    /// The objects of a resource.
    package init(
        _ type: ResourceType,
        in namespaces: [String] = [],
        labels: LabelSelector = .everything,
        fields: FieldSelector = .everything
    ) {
        self.type = type
        self.namespaces = Set(namespaces).sorted()
        self.labels = labels
        self.fields = fields
    }

    /// The objects of a resource in one namespace; nil for all of them.
    package init(
        _ type: ResourceType,
        namespace: String?,
        labels: LabelSelector = .everything,
        fields: FieldSelector = .everything
    ) {
        self.init(type, in: namespace.map { [$0] } ?? [], labels: labels, fields: fields)
    }

    /// The one namespace of a part, as a server is asked for it; nil for all of them.
    package var namespace: String? {
        precondition(namespaces.count <= 1, "\(self) is no single request")
        return namespaces.first
    }

    /// What a server is asked for, one request for each: the objects of a namespace, or of all of them.
    package var parts: [WatchScope] {
        guard namespaces.count > 1 else { return [self] }
        return namespaces.map { WatchScope(type, in: [$0], labels: labels, fields: fields) }
    }

    /// Whether objects of a namespace may be among them; those without a namespace may belong to any.
    func concerns(_ namespace: String?) -> Bool {
        guard let namespace else { return true }
        return namespaces.isEmpty || namespaces.contains(namespace)
    }

    /// Whether a written object will be heard of; one that no selector means is only when a bookmark follows.
    package func covers(_ metadata: ObjectMeta) -> Bool {
        isIn(metadata.namespace) && labels.matches(metadata.labels)
            && fields.requirements.isEmpty
    }

    /// Whether the namespace of an object is among those that are watched.
    func isIn(_ namespace: String?) -> Bool {
        namespaces.isEmpty || namespace.map(namespaces.contains) == true
    }
}

extension WatchScope: CustomStringConvertible {
    /// As messages name it: `pods`, `configmaps in "web" (app=x)`, `secrets in "a", "b"`.
    package var description: String {
        let names = namespaces.map { "\"\($0)\"" }.joined(separator: ", ")
        let place = names.isEmpty ? "" : " in \(names)"
        let conditions = [labels.description, fields.description].filter { !$0.isEmpty }
        return "\(type)\(place)" + (conditions.isEmpty ? "" : " (\(conditions.joined(separator: ",")))")
    }
}
