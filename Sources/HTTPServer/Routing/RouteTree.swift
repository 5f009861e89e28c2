// SPDX-License-Identifier: Apache-2.0

internal import HTTPCore

/// The routes of a router, by their segments.
struct RouteTree {
    /// One route, as it was declared.
    struct Route {
        let pattern: RoutePattern
        let handler: HTTPHandler
    }

    /// What a path leads to.
    enum Match {
        case route(Route, values: [String])
        /// The path exists, for other methods.
        case otherMethods([HTTPMethod])
        case none
    }

    private struct Node {
        var literals: [String: Int] = [:]
        var parameter: Int?
        var rest: Int?
        var routes: [(method: HTTPMethod, route: Route)] = []
    }

    private var nodes = [Node()]

    /// Adds a route; false when there is one for the same method and the same paths.
    mutating func add(_ method: HTTPMethod, _ route: Route) -> Bool {
        var position = 0
        for segment in route.pattern.segments { position = child(of: position, for: segment) }
        guard !nodes[position].routes.contains(where: { $0.method == method }) else { return false }
        nodes[position].routes.append((method, route))
        return true
    }

    private mutating func child(of position: Int, for segment: RoutePattern.Segment) -> Int {
        let existing =
            switch segment {
            case .literal(let text): nodes[position].literals[text]
            case .parameter: nodes[position].parameter
            case .rest: nodes[position].rest
            }
        if let existing { return existing }
        nodes.append(Node())
        let child = nodes.count - 1
        switch segment {
        case .literal(let text): nodes[position].literals[text] = child
        case .parameter: nodes[position].parameter = child
        case .rest: nodes[position].rest = child
        }
        return child
    }

    /// Finds the route for a path: at each segment a literal is preferred to a parameter, and that to the rest.
    func match(_ method: HTTPMethod, _ segments: [String]) -> Match {
        var search = Search(method: method, segments: segments)
        if let (route, values) = find(&search, at: 0, depth: 0, values: []) { return .route(route, values: values) }
        return search.otherMethods.isEmpty ? .none : .otherMethods(search.otherMethods)
    }

    private struct Search {
        let method: HTTPMethod
        let segments: [String]
        var otherMethods: [HTTPMethod] = []
    }

    private func find(
        _ search: inout Search,
        at position: Int,
        depth: Int,
        values: [String]
    ) -> (Route, [String])? {
        let node = nodes[position]
        guard depth < search.segments.count else {
            return choose(&search, of: node).map { ($0, values) }
        }
        let segment = search.segments[depth]
        if let next = node.literals[segment],
            let found = find(&search, at: next, depth: depth + 1, values: values)
        {
            return found
        }
        if let next = node.parameter, !segment.isEmpty,
            let found = find(&search, at: next, depth: depth + 1, values: values + [segment])
        {
            return found
        }
        guard let rest = node.rest, let route = choose(&search, of: nodes[rest]) else { return nil }
        return (route, values + [search.segments[depth...].joined(separator: "/")])
    }

    /// The route for the method; `HEAD` is answered as `GET` is, without the body.
    private func choose(_ search: inout Search, of node: Node) -> Route? {
        let method = search.method
        if let found = node.routes.first(where: { $0.method == method }) { return found.route }
        if method == .head, let found = node.routes.first(where: { $0.method == .get }) { return found.route }
        for (other, _) in node.routes where !search.otherMethods.contains(other) { search.otherMethods.append(other) }
        return nil
    }
}
