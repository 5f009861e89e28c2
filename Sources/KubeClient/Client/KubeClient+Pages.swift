// SPDX-License-Identifier: Apache-2.0

package import KubeCore

extension KubeClient {
    /// All objects of a resource, fetched page by page, in one state.
    ///
    /// When the state is gone before the last page, everything is fetched anew at once. A state that is not older than
    /// a version, or at a version, is fetched at once from the start: servers have it in memory, and pages would make
    /// them read their storage.
    package func listAll<Item: KubeObject>(
        _ type: ResourceType,
        namespace: String? = nil,
        _ options: ListOptions = ListOptions(),
        pageSize: Int = 500,
        as item: Item.Type = DynamicObject.self
    ) async throws(APIError) -> ObjectList<Item> {
        var options = options
        options.limit = options.version.isPaged ? options.limit ?? pageSize : nil
        var list: ObjectList<Item> = try await self.list(type, namespace: namespace, options, as: item)
        while let token = list.metadata.continueToken {
            options.continueToken = token
            do throws(APIError) {
                let page: ObjectList<Item> = try await self.list(type, namespace: namespace, options, as: item)
                list.items += page.items
                list.metadata.continueToken = page.metadata.continueToken
                list.metadata.remainingItemCount = page.metadata.remainingItemCount
            } catch {
                guard error.isExpired else { throw error }
                options.continueToken = nil
                options.limit = nil
                return try await self.list(type, namespace: namespace, options, as: item)
            }
        }
        return list
    }

    /// All objects of a typed kind.
    package func listAll<Item: Resource>(
        _ type: Item.Type,
        namespace: String? = nil,
        _ options: ListOptions = ListOptions()
    ) async throws(APIError) -> ObjectList<Item> {
        try await listAll(type.resourceType, namespace: namespace, options, as: type)
    }
}

extension ListOptions.Version {
    fileprivate var isPaged: Bool {
        switch self {
        case .mostRecent, .any: true
        case .notOlderThan, .exactly: false
        }
    }
}
