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
    /// Who may do what; without it everybody may do everything, and there is nobody to ask about it.
    let access: AccessServices?
    let events = EventCache()
    let clock: WallClock
    let metrics = RequestMetrics()
    let discovery: DiscoveryLibrary
    let openAPI: OpenAPILibrary
    private let admit: Gatekeeper

    package init(
        storage: Storage,
        registry: Registry,
        access: AccessServices? = nil,
        clock: WallClock = .system,
        admit: @escaping Gatekeeper
    ) {
        self.storage = storage
        self.registry = registry
        self.access = access
        self.clock = clock
        self.admit = admit
        store = ResourceStore(storage: storage)
        discovery = DiscoveryLibrary()
        openAPI = OpenAPILibrary(discovery, clock: clock)
    }

    /// Answers a request; every failure is a `Status`.
    package func handle(_ request: HTTPServerRequest) async -> HTTPServerResponse {
        let start = ContinuousClock.now
        let info = request.info
        let response: HTTPServerResponse
        do throws(APIFailure) {
            response = try await answer(request, info).compressed(for: request)
        } catch {
            response = Answer(error).response(AnswerEncoding(fields: request.fields, query: info.query))
        }
        metrics.count(info, response.status, took: start.duration(to: .now))
        return response
    }

    private func answer(
        _ request: HTTPServerRequest,
        _ info: RequestInfo
    ) async throws(APIFailure) -> HTTPServerResponse {
        let user = try admit(request, info)
        // Whoever cannot be understood must not get, or delete, more than was asked for.
        guard info.isQueryWhole else { throw APIFailure.badRequest("the query is not UTF-8 in percent-encoding") }
        let query = info.query
        let encoding = AnswerEncoding(fields: request.fields, query: query)
        guard let target = info.target else {
            return try await NonResourceAnswers(self, request, query, encoding).answer(info)
        }
        if info.verb != .watch { try RequestTimeout.check(query["timeout"]) }
        let resource = try resource(at: target, info.path)
        let call = try ResourceCall(resource, target, of: user, request, query, now: clock.now)
        if info.verb == .watch { return try watch(call) }
        let answer = try await answerWithWarnings(info.verb, call)
        if info.verb.isWrite { try await storage.settle() }
        return answer.response(encoding)
    }

    /// The resource at a path; what is asked and not stored has none of its own.
    private func resource(at target: RequestInfo.Target, _ path: String) throws(APIFailure) -> ServedResource {
        let snapshot = registry.snapshot
        let resource =
            snapshot.resource(group: target.group, version: target.version, plural: target.plural)
            ?? (access == nil ? nil : ReviewKind.resource(at: target))
        guard let resource else { throw snapshot.failure(ofPath: RequestInfo.segments(of: path)) }
        // An object stands in its namespace, or in none; a list may be of all namespaces.
        let isInNamespace = !target.namespace.isEmpty && resource.id != .namespaces
        let needsNamespace = resource.isNamespaced && !(target.name.isEmpty && target.subresource.isEmpty)
        guard resource.isNamespaced ? isInNamespace || !needsNamespace || target.isWatchPath : !isInNamespace else {
            throw snapshot.failure(ofPath: RequestInfo.segments(of: path))
        }
        return resource
    }

    /// What there is to say about the resource is said whether or not the request succeeds.
    private func answerWithWarnings(_ verb: Verb, _ call: ResourceCall) async throws(APIFailure) -> Answer {
        do throws(APIFailure) {
            var answer = try await answer(verb, call)
            answer.warnings += call.resource.warnings
            return answer
        } catch {
            var failure = error
            failure.warnings += call.resource.warnings
            throw failure
        }
    }

    private func answer(_ verb: Verb, _ call: ResourceCall) async throws(APIFailure) -> Answer {
        if let kind = ReviewKind(call.resource.id) { return try await review(kind, verb, call) }
        guard call.resource.isBuiltIn == false || call.request.method != .head else {
            throw APIFailure.methodNotAllowed
        }
        guard call.target.subresource.isEmpty else { return try await answer(verb, toPart: call) }
        return try await answer(verb, toObjects: call)
    }

    private func answer(_ verb: Verb, toObjects call: ResourceCall) async throws(APIFailure) -> Answer {
        switch verb {
        case .get: return try get(call)
        case .list: return try list(call)
        case .create: return try await create(call)
        case .update: return try await update(call)
        case .patch: return try await patch(call)
        case .delete: return try await delete(call)
        case .deletecollection: return try await deleteCollection(call)
        case .watch, .post, .put, .head, .options, .other: throw call.unsupported(verb)
        }
    }

    private func answer(_ verb: Verb, toPart call: ResourceCall) async throws(APIFailure) -> Answer {
        guard let part = call.resource.part(named: call.target.subresource) else {
            // Of a custom resource Kubernetes looks for the object first.
            throw call.resource.isBuiltIn ? .unknownPath : .notFound(call.resource.id, call.target.name)
        }
        guard call.target.rest.isEmpty || part.hasPathsBelow else { throw APIFailure.unknownPath }
        guard part.verbs.contains(verb) else { throw call.unsupported(verb) }
        return try await part.answer(verb, call, of: self)
    }
}
