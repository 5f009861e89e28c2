// SPDX-License-Identifier: Apache-2.0

package import KubeCore

extension KubeClient {
    /// Opens a watch of the objects of a resource, in one namespace or in all.
    package func watch<Item: KubeObject>(
        _ type: ResourceType,
        namespace: String? = nil,
        _ options: WatchOptions,
        as item: Item.Type = DynamicObject.self
    ) async throws(APIError) -> WatchStream<Item> {
        let request = try valid("watch \(type)") { () throws(KubeFormatError) in
            try .watch(type, namespace: namespace, options, as: Item.representation)
        }
        return WatchStream(
            body: try await stream(request),
            operation: request.operation,
            server: encoder.server,
            largestEvent: self.options.largestEvent
        )
    }

    /// Opens a watch of the objects of a typed kind.
    package func watch<Item: Resource>(
        _ type: Item.Type,
        namespace: String? = nil,
        _ options: WatchOptions
    ) async throws(APIError) -> WatchStream<Item> {
        try await watch(type.resourceType, namespace: namespace, options, as: type)
    }
}
