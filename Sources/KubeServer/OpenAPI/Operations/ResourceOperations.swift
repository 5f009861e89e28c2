// SPDX-License-Identifier: Apache-2.0

internal import KubeCore

/// Lists what can be done with a resource: for built-in ones what the installer of the API server registers
/// (apiserver, endpoints/installer.go), for custom ones what their builder does (apiextensions-apiserver,
/// openapi/builder/builder.go).
struct ResourceOperations {
    private let resource: DiscoveredResource

    init(_ resource: DiscoveredResource) {
        self.resource = resource
    }

    func all() -> [OpenAPIOperation] {
        var operations: [OpenAPIOperation] = []
        if resource.isNamespaced, resource.verbs.contains(.list) {
            operations.append(operation(.list, Place(allNamespaces: resource)))
        }
        let (collection, item) = (Place(collection: resource), Place(item: resource))
        let actions: [(Verb, OpenAPIOperation.Action, Place)] = [
            (.list, .list, collection), (.create, .post, collection),
            (.deletecollection, .deletecollection, collection),
            (.get, .get, item), (.update, .put, item), (.delete, .delete, item), (.patch, .patch, item),
        ]
        for (verb, action, place) in actions where resource.verbs.contains(verb) {
            operations.append(operation(action, place))
        }
        for part in resource.subresources { operations += self.operations(of: part) }
        return resource.isBuiltIn && resource.verbs.contains(.watch) ? operations + watches() : operations
    }

    private func operations(of part: DiscoveredResource.Subresource) -> [OpenAPIOperation] {
        let place = Place(item: resource, part)
        let actions: [(Verb, OpenAPIOperation.Action)] = [
            (.get, .get), (.update, .put), (.create, .post), (.patch, .patch),
        ]
        return actions.filter { part.verbs.contains($0.0) }.map { operation($0.1, place) }
    }

    /// The paths with `watch` in them, which the query parameter has long replaced.
    private func watches() -> [OpenAPIOperation] {
        let everywhere = resource.isNamespaced ? [operation(.watchlist, Place(allNamespaces: resource))] : []
        return everywhere + [
            operation(.watchlist, Place(collection: resource)), operation(.watch, Place(item: resource)),
        ]
    }

    private func operation(_ action: OpenAPIOperation.Action, _ place: Place) -> OpenAPIOperation {
        // A custom resource is the kind of whatever is done to it, even to its scale.
        let kind = resource.isBuiltIn ? place.part?.kind ?? resource.kind : resource.kind
        var operation = OpenAPIOperation(
            path: place.path(action),
            method: action.method,
            action: action,
            kind: kind,
            id: id(action, place),
            tag: OperationName.tag(resource.groupVersion),
            text: text(action, place.part?.name),
            answer: answer(action, place.part?.kind ?? resource.kind)
        )
        operation.parameters = place.parameters + [.pretty] + parameters(action)
        operation.body = body(action, place.part?.kind ?? resource.kind)
        switch action {
        case .post: operation.codes = [201, 202]
        case .put: operation.codes = [201]
        case .patch: operation.codes = resource.isBuiltIn ? [201] : []
        case .delete: operation.codes = [202]
        case .get, .list, .deletecollection, .watch, .watchlist: break
        }
        if resource.isBuiltIn, [.list, .watch, .watchlist].contains(action) {
            operation.mediaTypes.append("application/json;stream=watch")
        }
        return operation
    }
}

extension ResourceOperations {
    /// Where a request goes.
    private struct Place {
        let root: String
        let rest: String
        let parameters: [OpenAPIParameter]
        var isEverywhere = false
        var part: DiscoveredResource.Subresource?

        init(allNamespaces resource: DiscoveredResource) {
            root = resource.groupVersion.path
            rest = resource.names.plural
            parameters = []
            isEverywhere = true
        }

        init(collection resource: DiscoveredResource) {
            root = resource.groupVersion.path
            rest = (resource.isNamespaced ? "namespaces/{namespace}/" : "") + resource.names.plural
            parameters = resource.isNamespaced ? [.namespace] : []
        }

        init(item resource: DiscoveredResource, _ part: DiscoveredResource.Subresource? = nil) {
            let collection = Place(collection: resource)
            root = collection.root
            rest = collection.rest + "/{name}" + (part.map { "/\($0.name)" } ?? "")
            parameters = collection.parameters + [.name(of: resource.names.kind)]
            self.part = part
        }

        func path(_ action: OpenAPIOperation.Action) -> String {
            let isWatch = action == .watch || action == .watchlist
            return isWatch ? "\(root)/watch/\(rest)" : "\(root)/\(rest)"
        }
    }

    private func id(_ action: OpenAPIOperation.Action, _ place: Place) -> String {
        let scope = resource.isNamespaced && !place.isEverywhere ? "Namespaced" : ""
        let part = place.part.map { $0.name.prefix(1).uppercased() + $0.name.dropFirst() } ?? ""
        let noun = scope + resource.names.kind + part
        let end = place.isEverywhere ? "ForAllNamespaces" : ""
        switch action {
        case .get: return OperationName.id("read", resource.groupVersion, noun)
        case .put: return OperationName.id("replace", resource.groupVersion, noun)
        case .post: return OperationName.id("create", resource.groupVersion, noun)
        case .deletecollection: return OperationName.id("delete", resource.groupVersion, "Collection" + noun)
        case .watchlist: return OperationName.id("watch", resource.groupVersion, noun + "List" + end)
        case .list, .patch, .delete, .watch: return OperationName.id(action.rawValue, resource.groupVersion, noun + end)
        }
    }

    private func text(_ action: OpenAPIOperation.Action, _ part: String?) -> String {
        let kind = resource.names.kind
        let specified = (part.map { "\($0) of " } ?? "") + "the specified \(kind)"
        let article = "aeiou".contains(kind.prefix(1).lowercased()) ? "an" : "a"
        // Only a plural, which some kinds are, goes without an article.
        let one = kind.hasSuffix("s") && !kind.hasSuffix("ss") ? kind : "\(article) \(kind)"
        switch action {
        case .get: return "read \(specified)"
        case .put: return "replace \(specified)"
        case .patch: return "partially update \(specified)"
        case .list: return resource.isBuiltIn ? "list or watch objects of kind \(kind)" : "list objects of kind \(kind)"
        case .post: return "create \(part.map { "\($0) of " } ?? "")\(one)"
        case .delete: return "delete \(one)"
        case .deletecollection: return "delete collection of \(kind)"
        case .watchlist:
            return "watch individual changes to a list of \(kind). deprecated: use the 'watch' parameter with a list "
                + "operation instead."
        case .watch:
            return "watch changes to an object of kind \(kind). deprecated: use the 'watch' parameter with a list "
                + "operation instead, filtered to a single item with the 'fieldSelector' parameter."
        }
    }

    private func parameters(_ action: OpenAPIOperation.Action) -> [OpenAPIParameter] {
        switch action {
        case .get: return resource.isBuiltIn ? [] : [.resourceVersion]
        case .list, .watch, .watchlist: return OpenAPIParameter.list
        case .post, .put: return OpenAPIParameter.write
        case .patch: return OpenAPIParameter.patch
        case .delete: return OpenAPIParameter.delete
        case .deletecollection:
            guard resource.isBuiltIn else { return OpenAPIParameter.list }
            let selecting = OpenAPIParameter.list.filter { !["allowWatchBookmarks", "watch"].contains($0.name) }
            return selecting + OpenAPIParameter.delete
        }
    }

    private func body(_ action: OpenAPIOperation.Action, _ kind: GroupVersionKind) -> OpenAPIOperation.Body? {
        let any = resource.isBuiltIn ? ["*/*"] : ["application/json", "application/yaml"]
        switch action {
        case .post, .put: return OpenAPIOperation.Body(model: .kind(kind), mediaTypes: any)
        case .patch:
            let strategic = resource.isBuiltIn ? ["application/strategic-merge-patch+json"] : []
            let types = ["application/apply-patch+yaml", "application/json-patch+json", "application/merge-patch+json"]
            return OpenAPIOperation.Body(model: .meta("Patch"), mediaTypes: types + strategic)
        case .deletecollection where !resource.isBuiltIn: return nil
        case .delete, .deletecollection:
            return OpenAPIOperation.Body(model: .meta("DeleteOptions"), mediaTypes: any, isRequired: false)
        case .get, .list, .watch, .watchlist: return nil
        }
    }

    private func answer(_ action: OpenAPIOperation.Action, _ kind: GroupVersionKind) -> OpenAPIOperation.Model {
        switch action {
        case .get, .put, .patch, .post: .kind(kind)
        case .list: .list(of: kind)
        case .delete, .deletecollection: .meta("Status")
        case .watch, .watchlist: .meta("WatchEvent")
        }
    }
}
