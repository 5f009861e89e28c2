// SPDX-License-Identifier: Apache-2.0

internal import HTTPClient
internal import HTTPCore
internal import JSONKit
internal import KubeCore

/// A request as the model understands it.
package struct ModelRequest: Sendable {
    /// What is asked for.
    enum Verb: String, Sendable {
        case get, list, watch, create, update, patch, apply, delete
    }

    let verb: Verb
    let plural: String
    let namespace: String?
    let name: String?
    let subresource: String?
    let query: HTTPQuery
    let body: JSONValue?
    /// Who sends it.
    let sender: String

    var isWrite: Bool { [.create, .update, .patch, .apply, .delete].contains(verb) }

    var key: ObjectKey { ObjectKey(namespace: namespace, name: name ?? "") }

    /// What is no request to a resource.
    init?(_ request: HTTPClient.Request, from sender: String) {
        self.sender = sender
        let parts = request.url.target.split(separator: "?", maxSplits: 1).map(String.init)
        var path = parts[0].split(separator: "/").map(String.init)[...]
        // /api/v1/… or /apis/group/version/…
        guard let root = path.popFirst() else { return nil }
        path = path.dropFirst(root == "api" ? 1 : 2)
        if path.first == "namespaces", path.count > 2 {
            namespace = path[path.startIndex + 1]
            path = path.dropFirst(2)
        } else {
            namespace = nil
        }
        guard let plural = path.popFirst() else { return nil }
        self.plural = plural
        name = path.popFirst()
        subresource = path.popFirst()
        query = HTTPQuery(parsing: parts.count > 1 ? parts[1] : "") ?? HTTPQuery()
        body = request.body.inMemory.flatMap { try? JSONValue(parsing: $0) }
        let isApply = request.fields["Content-Type"] == MediaType.applyPatch
        switch request.method {
        case .get: verb = name != nil ? .get : query["watch"] != nil ? .watch : .list
        case .post: verb = .create
        case .put: verb = .update
        case .patch: verb = isApply ? .apply : .patch
        case .delete: verb = .delete
        default: return nil
        }
    }

    var description: String {
        let place = [plural, namespace, name, subresource].compactMap(\.self).joined(separator: "/")
        let options = query.items.filter { !["watch", "allowWatchBookmarks", "timeoutSeconds"].contains($0.name) }
        let text = options.map { "\($0.name)=\($0.value)" }.joined(separator: "&")
        return "\(verb.rawValue) \(place)\(text.isEmpty ? "" : "?\(text)")"
    }
}
