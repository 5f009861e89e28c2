// SPDX-License-Identifier: Apache-2.0

package import KubeCore

extension KubeClient {
    /// An object of a resource; in the form that its type asks for, as it stands unless said otherwise.
    package func get<Item: KubeObject>(
        _ type: ResourceType,
        _ key: ObjectKey,
        subresource: Subresource? = nil,
        as item: Item.Type = DynamicObject.self
    ) async throws(APIError) -> Item {
        try await read(
            try valid("get \(type)") { () throws(KubeFormatError) in
                try .get(type, key, subresource: subresource, as: Item.representation)
            }
        )
    }

    /// An object of a typed kind.
    package func get<Item: Resource>(_ type: Item.Type, _ key: ObjectKey) async throws(APIError) -> Item {
        try await get(type.resourceType, key, as: type)
    }

    /// An object of a typed kind, or nil when there is none.
    package func find<Item: Resource>(_ type: Item.Type, _ key: ObjectKey) async throws(APIError) -> Item? {
        do {
            return try await get(type, key)
        } catch  where error.isNotFound {
            return nil
        }
    }

    /// What all objects have, of an object of any kind; nil when there is none.
    package func findMetadata(_ type: ResourceType, _ key: ObjectKey) async throws(APIError) -> ObjectMeta? {
        do {
            return try await get(type, key, as: PartialObject.self).metadata
        } catch  where error.isNotFound {
            return nil
        }
    }

    /// How many objects there are and should be of one that can be scaled.
    package func scale(_ type: ResourceType, _ key: ObjectKey) async throws(APIError) -> Scale {
        try await read(
            try valid("get \(type)/scale") { () throws(KubeFormatError) in try .get(type, key, subresource: .scale) }
        )
    }

    /// The objects of a resource, or one page of them if the options say so.
    package func list<Item: KubeObject>(
        _ type: ResourceType,
        namespace: String? = nil,
        _ options: ListOptions = ListOptions(),
        as item: Item.Type = DynamicObject.self
    ) async throws(APIError) -> ObjectList<Item> {
        try await read(
            try valid("list \(type)") { () throws(KubeFormatError) in
                try .list(type, namespace: namespace, options, as: Item.representation)
            }
        )
    }

    /// Makes a request, of which a wrong name is an error like any other.
    func valid(
        _ operation: String,
        _ make: () throws(KubeFormatError) -> KubeRequest
    ) throws(APIError) -> KubeRequest {
        do {
            return try make()
        } catch {
            throw APIError(.invalidRequest, operation, error.description, cause: error)
        }
    }
}
