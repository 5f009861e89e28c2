// SPDX-License-Identifier: Apache-2.0

package import JSONKit
package import KubeCore

// What comes back has the form that its type asks for: `PartialObject` when the new version is all that matters.

extension KubeClient {
    /// Makes an object.
    @discardableResult
    package func create<Item: KubeObject>(
        _ type: ResourceType,
        namespace: String? = nil,
        _ object: some JSONEncodable,
        _ options: WriteOptions = WriteOptions(),
        as item: Item.Type = DynamicObject.self
    ) async throws(APIError) -> Item {
        try await write("create \(type)") { () throws(KubeFormatError) in
            try .create(type, namespace: namespace, object, options)
        }
    }

    /// Replaces an object that was read whole.
    @discardableResult
    package func replace(
        _ type: ResourceType,
        _ object: DynamicObject,
        subresource: Subresource? = nil,
        _ options: WriteOptions = WriteOptions()
    ) async throws(APIError) -> DynamicObject {
        try await write("update \(type)") { () throws(KubeFormatError) in
            try .replace(type, object, subresource: subresource, options)
        }
    }

    /// Says what one manager wants of an object (server-side apply).
    @discardableResult
    package func apply<Item: KubeObject>(
        _ type: ResourceType,
        _ key: ObjectKey,
        _ intent: some JSONEncodable,
        subresource: Subresource? = nil,
        _ options: ApplyOptions,
        as item: Item.Type = DynamicObject.self
    ) async throws(APIError) -> Item {
        try await write("apply \(type)") { () throws(KubeFormatError) in
            try .apply(type, key, intent, subresource: subresource, options)
        }
    }

    /// Changes an object, or a part of it.
    @discardableResult
    package func patch<Item: KubeObject>(
        _ type: ResourceType,
        _ key: ObjectKey,
        _ patch: Patch,
        subresource: Subresource? = nil,
        _ options: WriteOptions = WriteOptions(),
        as item: Item.Type = DynamicObject.self
    ) async throws(APIError) -> Item {
        try await write("patch \(type)") { () throws(KubeFormatError) in
            try .patch(type, key, patch, subresource: subresource, options)
        }
    }

    /// Sets how many objects there should be of one that can be scaled.
    @discardableResult
    package func setScale(
        _ type: ResourceType,
        _ key: ObjectKey,
        replicas: Int,
        _ options: WriteOptions = WriteOptions()
    ) async throws(APIError) -> Scale {
        let fields: JSONValue = ["spec": ["replicas": .number(JSONNumber(replicas))]]
        return try await read(
            try valid("patch \(type)/scale") { () throws(KubeFormatError) in
                try .patch(type, key, .merge(fields), subresource: .scale, options)
            }
        )
    }

    private func write<Item: KubeObject>(
        _ operation: String,
        _ make: () throws(KubeFormatError) -> KubeRequest
    ) async throws(APIError) -> Item {
        var request = try valid(operation, make)
        request.accept = Item.representation.accept
        return try await read(request)
    }
}
