// SPDX-License-Identifier: Apache-2.0

internal import HTTPCore
package import JSONKit

extension KubeRequest {
    /// Makes an object, which must not be there yet.
    package static func create(
        _ type: ResourceType,
        namespace: String? = nil,
        _ object: some JSONEncodable,
        _ options: WriteOptions = WriteOptions()
    ) throws(KubeFormatError) -> KubeRequest {
        if type.scope == .namespaced, namespace == nil {
            throw KubeFormatError(.namespace, "\(type) are in namespaces; which one is missing")
        }
        return try writing(.create, .post, RequestTarget(type, namespace: namespace), object, options.query)
    }

    /// Makes something of an object, such as a token of a service account.
    package static func create(
        _ subresource: Subresource,
        of type: ResourceType,
        _ key: ObjectKey,
        _ object: some JSONEncodable,
        _ options: WriteOptions = WriteOptions()
    ) throws(KubeFormatError) -> KubeRequest {
        try writing(.create, .post, RequestTarget(type, key, subresource), object, options.query)
    }

    /// Replaces an object that was read whole: what is not in it is gone.
    ///
    /// With the `resourceVersion` that was read in it, the server refuses to undo what others wrote since.
    package static func replace(
        _ type: ResourceType,
        _ object: DynamicObject,
        subresource: Subresource? = nil,
        _ options: WriteOptions = WriteOptions()
    ) throws(KubeFormatError) -> KubeRequest {
        try writing(.update, .put, RequestTarget(type, object.key, subresource), object, options.query)
    }

    /// Says what one manager wants of an object, which is made if it is not there (server-side apply).
    ///
    /// The intent names `apiVersion`, `kind`, `metadata.name` and every field on which the manager has an opinion; a
    /// field that it named last time and not this time is removed.
    package static func apply(
        _ type: ResourceType,
        _ key: ObjectKey,
        _ intent: some JSONEncodable,
        subresource: Subresource? = nil,
        _ options: ApplyOptions
    ) throws(KubeFormatError) -> KubeRequest {
        let target = RequestTarget(type, key, subresource)
        return try writing(.apply, .patch, target, intent, options.query, as: MediaType.applyPatch)
    }

    /// Changes an object, or a part of it.
    package static func patch(
        _ type: ResourceType,
        _ key: ObjectKey,
        _ patch: Patch,
        subresource: Subresource? = nil,
        _ options: WriteOptions = WriteOptions()
    ) throws(KubeFormatError) -> KubeRequest {
        let target = RequestTarget(type, key, subresource)
        return try writing(.patch, .patch, target, patch, options.query, as: patch.mediaType)
    }

    private static func writing(
        _ verb: KubeVerb,
        _ method: HTTPMethod,
        _ target: RequestTarget,
        _ body: some JSONEncodable,
        _ query: HTTPQuery,
        as mediaType: String = MediaType.json
    ) throws(KubeFormatError) -> KubeRequest {
        KubeRequest(
            verb,
            method,
            path: try target.path(),
            query: query,
            content: Content(mediaType, body.serialized()),
            target: target
        )
    }
}
