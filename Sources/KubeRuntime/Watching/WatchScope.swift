// SPDX-License-Identifier: Apache-2.0

package import KubeCore

/// Which objects of a resource are watched: all of them, or those of a namespace, or those that selectors mean.
package struct WatchScope: Sendable, Hashable {
    /// The resource.
    package var type: ResourceType
    /// The namespace; nil for all of them.
    package var namespace: String?
    /// Which objects; everything there is by default.
    package var labels: LabelSelector
    package var fields: FieldSelector

    /// The objects of a resource.
    package init(
        _ type: ResourceType,
        namespace: String? = nil,
        labels: LabelSelector = .everything,
        fields: FieldSelector = .everything
    ) {
        self.type = type
        self.namespace = namespace
        self.labels = labels
        self.fields = fields
    }

    /// Whether a written object will be heard of; one that no selector means is only when a bookmark follows.
    package func covers(_ metadata: ObjectMeta) -> Bool {
        (namespace == nil || namespace == metadata.namespace) && labels.matches(metadata.labels)
            && fields.requirements.isEmpty
    }
}

extension WatchScope: CustomStringConvertible {
    /// As messages name it: `pods`, `configmaps in "web" (app=x)`.
    package var description: String {
        let place = namespace.map { " in \"\($0)\"" } ?? ""
        let conditions = [labels.description, fields.description].filter { !$0.isEmpty }
        return "\(type)\(place)" + (conditions.isEmpty ? "" : " (\(conditions.joined(separator: ",")))")
    }
}
