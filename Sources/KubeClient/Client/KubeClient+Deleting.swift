// SPDX-License-Identifier: Apache-2.0

package import JSONKit
package import KubeCore

/// What a server says of an object that it was asked to delete.
package enum Deletion: Sendable, Hashable {
    /// It is gone.
    case done
    /// It was asked to go, and waits for its finalizers or for its own end. Some kinds are shown once more when they
    /// are gone, so only a watch or another look tells.
    case begun(ObjectMeta)
}

extension Deletion: JSONDecodable {
    package init(from reader: inout JSONReader) throws(JSONError) {
        var kind = ""
        var metadata = ObjectMeta()
        try reader.beginObject()
        while let key = try reader.nextKey() {
            switch key {
            case "kind": try reader.read(into: &kind)
            case "metadata": try reader.read(into: &metadata)
            default: try reader.skipValue()
            }
        }
        self = kind == "Status" ? .done : .begun(metadata)
    }
}

extension KubeClient {
    /// Asks an object to go.
    @discardableResult
    package func delete(
        _ type: ResourceType,
        _ key: ObjectKey,
        _ options: DeleteOptions = DeleteOptions()
    ) async throws(APIError) -> Deletion {
        try await read(
            try valid("delete \(type)") { () throws(KubeFormatError) in try .delete(type, key, options) }
        )
    }

    /// Asks an object to go that may be gone already.
    package func deleteIfThere(_ type: ResourceType, _ key: ObjectKey) async throws(APIError) {
        do {
            try await delete(type, key)
        } catch  where error.isNotFound {
            return
        }
    }

    /// Asks all objects that are meant by the selectors to go.
    package func deleteCollection(
        _ type: ResourceType,
        namespace: String? = nil,
        matching list: ListOptions = ListOptions(),
        _ options: DeleteOptions = DeleteOptions()
    ) async throws(APIError) {
        let request = try valid("deletecollection \(type)") { () throws(KubeFormatError) in
            try .deleteCollection(type, namespace: namespace, matching: list, options)
        }
        _ = try await send(request)
    }

    /// Asks a pod to go, which disruption budgets may refuse: then the error says that there are too many requests.
    package func evict(_ pod: ObjectKey, _ options: DeleteOptions = DeleteOptions()) async throws(APIError) {
        _ = try await send(
            try valid("create pods/eviction") { () throws(KubeFormatError) in try .evict(pod, options) }
        )
    }
}
