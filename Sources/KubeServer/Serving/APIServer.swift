// SPDX-License-Identifier: Apache-2.0

package import Basics
internal import HTTPCore
package import HTTPServer
internal import JSONKit
internal import KubeCore

/// The API server as a handler of HTTP requests: who asks, whether they may, and what they get.
package final class APIServer: Sendable {
    /// Decides who asks and whether they may; it throws what the client is told when they may not.
    package typealias Gatekeeper = @Sendable (HTTPServerRequest, RequestInfo) throws(APIFailure) -> UserInfo

    /// The largest body that is read: the limit of Kubernetes.
    package static let bodyLimit = 3 << 20

    /// What is stored, and what is served.
    package let storage: Storage
    package let registry: Registry
    let store: ResourceStore
    let events = EventCache()
    let clock: WallClock
    let discovery: DiscoveryLibrary
    let openAPI: OpenAPILibrary
    private let admit: Gatekeeper

    package init(
        storage: Storage,
        registry: Registry,
        clock: WallClock = .system,
        admit: @escaping Gatekeeper
    ) {
        self.storage = storage
        self.registry = registry
        self.clock = clock
        self.admit = admit
        store = ResourceStore(storage: storage)
        discovery = DiscoveryLibrary()
        openAPI = OpenAPILibrary(discovery, clock: clock)
    }

    /// Answers a request; every failure is a `Status`.
    package func handle(_ request: HTTPServerRequest) async -> HTTPServerResponse {
        do throws(APIFailure) {
            return try await answer(request).compressed(for: request)
        } catch {
            return Answer(error).response(retryAfterSeconds: error.status.details.retryAfterSeconds)
        }
    }

    private func answer(_ request: HTTPServerRequest) async throws(APIFailure) -> HTTPServerResponse {
        guard let query = HTTPQuery(parsing: request.target.query ?? "") else {
            throw APIFailure.badRequest("the query is not UTF-8 in percent-encoding")
        }
        let segments = request.target.segments.filter { !$0.isEmpty }
        let info = RequestInfo(method: request.method, path: request.path, segments: segments, query: query)
        _ = try admit(request, info)
        guard let target = info.target else { return try await NonResourceAnswers(self, request).answer(info, query) }
        let resource = registry.snapshot.resource(
            group: target.group,
            version: target.version,
            plural: target.plural
        )
        guard let resource else { throw APIFailure.unknownPath }
        let call = try ResourceCall(resource, target, request, query, now: clock.now)
        var response: HTTPServerResponse
        do throws(APIFailure) {
            response = try await answer(info.verb, call)
        } catch {
            var failure = error
            failure.warnings += resource.warnings
            throw failure
        }
        for warning in resource.warnings { response.fields.append("Warning", Answer.header(warning)) }
        if info.verb.isWrite { try await storage.settle() }
        return response
    }

    private func answer(_ verb: Verb, _ call: ResourceCall) async throws(APIFailure) -> HTTPServerResponse {
        guard call.target.subresource.isEmpty || call.isStatus else { throw APIFailure.unknownPath }
        switch verb {
        case .get: return try get(call).response()
        case .list: return try list(call).response()
        case .watch: return try watch(call)
        case .create: return try await create(call).response()
        case .update: return try await update(call).response()
        case .patch: return try await patch(call).response()
        case .delete: return try await delete(call).response()
        case .deletecollection: return try await deleteCollection(call).response()
        case .post, .put, .head, .options: throw APIFailure.methodNotAllowed
        }
    }
}
