// SPDX-License-Identifier: Apache-2.0

package import HTTPCore

/// What stands between a server and its handlers: it may change the request, answer itself, or change the response.
///
/// A handler's error has become a response when middleware sees it.
package typealias HTTPMiddleware = @Sendable (HTTPServerRequest, HTTPHandler) async throws -> HTTPServerResponse

/// Chooses a handler by method and path.
///
/// A path that no route matches is answered with 404, one that exists for other methods with 405 and `Allow`.
package struct HTTPRouter: Sendable {
    private var tree = RouteTree()
    private var middleware: [HTTPMiddleware] = []

    /// A router without routes.
    package init() {}

    /// Adds a route, such as `/namespaces/{namespace}/pods` or `/static/{path...}`.
    ///
    /// A malformed pattern, or a second route for the same method and paths, is a mistake of the program and ends it.
    package mutating func on(_ method: HTTPMethod, _ pattern: String, _ handler: @escaping HTTPHandler) {
        do {
            let isNew = tree.add(method, RouteTree.Route(pattern: try RoutePattern(pattern), handler: handler))
            precondition(isNew, "two routes for \(method) \(pattern)")
        } catch {
            preconditionFailure(error.description)
        }
    }

    /// Adds middleware around all routes; the first that is added sees a request first.
    package mutating func use(_ middleware: @escaping HTTPMiddleware) {
        self.middleware.append(middleware)
    }

    /// The router as a handler.
    package var handler: HTTPHandler {
        let tree = tree
        let innermost: HTTPHandler = { request in await Self.answer(request, from: tree) }
        return middleware.reversed().reduce(innermost) { next, outer in
            { request in try await outer(request, next) }
        }
    }

    private static func answer(_ request: HTTPServerRequest, from tree: RouteTree) async -> HTTPServerResponse {
        switch tree.match(request.method, request.target.segments) {
        case .none: return HTTPServerResponse(.notFound, text: "nothing is here")
        case .otherMethods(let methods):
            var response = HTTPServerResponse(.methodNotAllowed, text: "\(request.method) is not possible here")
            response.fields["Allow"] = allow(methods)
            return response
        case .route(let route, let values):
            var request = request
            request.parameters = RouteParameters(names: route.pattern.names, values: values)
            var response = await response(to: request, from: route.handler)
            response.route = route.pattern.text
            return response
        }
    }

    private static func response(
        to request: HTTPServerRequest,
        from handler: HTTPHandler
    ) async -> HTTPServerResponse {
        do {
            return try await handler(request)
        } catch {
            return HTTPServerResponse(failure: error)
        }
    }

    private static func allow(_ methods: [HTTPMethod]) -> String {
        let implied = methods.contains(.get) && !methods.contains(.head) ? [HTTPMethod.head] : []
        return (methods + implied).map(\.name).sorted().joined(separator: ", ")
    }
}
