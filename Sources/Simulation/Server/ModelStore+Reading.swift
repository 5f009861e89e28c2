// SPDX-License-Identifier: Apache-2.0

internal import HTTPCore
internal import JSONKit
internal import KubeCore

extension ModelStore {
    /// What a list says, in which state it is, or how far the server's cache would have to be for it.
    enum ListOutcome {
        case list(JSONValue)
        case wait(forVersion: Int)
    }

    /// Lists as a server does whose cache has come to a version.
    func list(_ request: ModelRequest, cache: Int) throws(ModelRefusal) -> ListOutcome {
        let shelf = try shelf(request.plural)
        let limit = request.query["limit"].flatMap { Int($0) }
        if let token = request.query["continue"] {
            let parts = token.split(separator: ":", maxSplits: 1).map(String.init)
            guard parts.count == 2, let version = Int(parts[0]), let offset = Int(parts[1]) else {
                throw .badRequest("the continue token is not one of this server's")
            }
            guard version >= compacted else { throw .expired }
            return .list(page(shelf, request, at: version, from: offset, limit: limit))
        }
        let state: Int
        switch (request.query["resourceVersion"], request.query["resourceVersionMatch"]) {
        case (nil, _): state = version
        case ("0", _): state = cache
        case (let text?, "Exact"):
            guard let exact = Int(text), exact >= compacted else { throw .expired }
            state = exact
        case (let text?, _):
            guard let least = Int(text) else { throw .badRequest("the resourceVersion is no number") }
            guard cache >= least else { return .wait(forVersion: least) }
            state = cache
        }
        return .list(page(shelf, request, at: state, from: 0, limit: limit))
    }

    private func page(
        _ shelf: ModelShelf,
        _ request: ModelRequest,
        at version: Int,
        from offset: Int,
        limit: Int?
    ) -> JSONValue {
        let all = shelf.objects(at: version).inOrder.filter { request.covers($0) }
        let rest = all.dropFirst(offset)
        let items = rest.prefix(limit ?? rest.count)
        var metadata: JSONObject = ["resourceVersion": .string("\(version)")]
        if items.count < rest.count {
            metadata["continue"] = .string("\(version):\(offset + items.count)")
            metadata["remainingItemCount"] = .number(JSONNumber(rest.count - items.count))
        }
        return [
            "apiVersion": .string(shelf.resource.type.groupVersion.apiVersion),
            "kind": .string("\(shelf.resource.type.kind)List"),
            "metadata": .object(metadata),
            "items": .array(items.map { .object($0.fields) }),
        ]
    }
}

extension ModelRequest {
    /// Whether an object is in the namespace and has the name that is asked for; there are no other selectors here.
    func covers(_ object: ModelObject) -> Bool {
        guard namespace == nil || namespace == object.key.namespace else { return false }
        guard let selector = query["fieldSelector"], selector.hasPrefix("metadata.name=") else { return true }
        return object.key.name == selector.dropFirst("metadata.name=".count)
    }
}
