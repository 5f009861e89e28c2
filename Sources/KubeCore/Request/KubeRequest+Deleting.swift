// SPDX-License-Identifier: Apache-2.0

internal import HTTPCore
internal import JSONKit

extension KubeRequest {
    /// Asks an object to go.
    package static func delete(
        _ type: ResourceType,
        _ key: ObjectKey,
        _ options: DeleteOptions = DeleteOptions()
    ) throws(KubeFormatError) -> KubeRequest {
        let target = RequestTarget(type, key)
        return KubeRequest(
            .delete,
            .delete,
            path: try target.path(),
            content: content(of: options),
            target: target
        )
    }

    /// Asks all objects that are meant by the selectors to go.
    package static func deleteCollection(
        _ type: ResourceType,
        namespace: String? = nil,
        matching list: ListOptions = ListOptions(),
        _ options: DeleteOptions = DeleteOptions()
    ) throws(KubeFormatError) -> KubeRequest {
        if type.scope == .namespaced, namespace == nil {
            throw KubeFormatError(.namespace, "\(type) are deleted in one namespace at a time; which one is missing")
        }
        let target = RequestTarget(type, namespace: namespace)
        return KubeRequest(
            .deleteCollection,
            .delete,
            path: try target.path(),
            query: list.query,
            content: content(of: options),
            target: target
        )
    }

    private static func content(of options: DeleteOptions) -> Content? {
        guard options != DeleteOptions() else { return nil }
        return Content(MediaType.json, options.serialized())
    }
}
