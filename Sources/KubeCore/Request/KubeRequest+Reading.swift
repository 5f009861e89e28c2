// SPDX-License-Identifier: Apache-2.0

internal import HTTPCore

extension KubeRequest {
    /// Asks for an object, or a part of it.
    package static func get(
        _ type: ResourceType,
        _ key: ObjectKey,
        subresource: Subresource? = nil,
        resourceVersion: ResourceVersion? = nil,
        as representation: ObjectRepresentation = .full
    ) throws(KubeFormatError) -> KubeRequest {
        let target = RequestTarget(type, key, subresource)
        var query = HTTPQuery()
        if let resourceVersion { query.append("resourceVersion", resourceVersion.text) }
        return KubeRequest(
            .get,
            .get,
            path: try target.path(),
            query: query,
            accept: representation.accept,
            target: target
        )
    }

    /// Asks for the objects of a resource, in one namespace or in all.
    package static func list(
        _ type: ResourceType,
        namespace: String? = nil,
        _ options: ListOptions = ListOptions(),
        as representation: ObjectRepresentation = .full
    ) throws(KubeFormatError) -> KubeRequest {
        let target = RequestTarget(type, namespace: namespace)
        return KubeRequest(
            .list,
            .get,
            path: try target.path(),
            query: options.query,
            accept: representation.acceptForLists,
            target: target
        )
    }

    /// Asks to be told of changes to the objects of a resource, in one namespace or in all.
    package static func watch(
        _ type: ResourceType,
        namespace: String? = nil,
        _ options: WatchOptions,
        as representation: ObjectRepresentation = .full
    ) throws(KubeFormatError) -> KubeRequest {
        let target = RequestTarget(type, namespace: namespace)
        var request = KubeRequest(
            .watch,
            .get,
            path: try target.path(),
            query: options.query,
            accept: representation.accept,
            target: target
        )
        request.watchTimeout = options.timeout
        return request
    }
}
