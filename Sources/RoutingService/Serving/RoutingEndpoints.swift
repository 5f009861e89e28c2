// SPDX-License-Identifier: Apache-2.0

package import Basics
internal import HTTPCore
package import HTTPServer
internal import JSONKit
internal import PortolanRouting

/// The paths of the routing service.
///
/// Every answer says how old the knowledge behind it is, in seconds: `Portolan-Snapshot-Age`. It is zero while the API
/// server is listened to. All questions of one request are answered by the same state.
package struct RoutingEndpoints: Sendable {
    /// Who may ask.
    package enum Admission: Sendable {
        /// Whom a guard lets in.
        case guarded(AccessGuard)
        /// Everybody, for a laptop.
        case everybody
    }

    private let board: FleetBoard
    private let admission: Admission
    private let meter: RoutingMeter
    private let age: @Sendable () -> Duration
    private let clock: any MonotonicClock

    /// How long a request may be.
    private static let largestBody = 1 << 20

    /// Endpoints that answer by a board, whose age somebody knows.
    package init(
        _ board: FleetBoard,
        _ admission: Admission,
        _ meter: RoutingMeter,
        clock: any MonotonicClock,
        age: @escaping @Sendable () -> Duration
    ) {
        self.board = board
        self.admission = admission
        self.meter = meter
        self.clock = clock
        self.age = age
    }

    /// Adds the routes to a router.
    package func add(to router: inout HTTPRouter) {
        router.use(Self.problems)
        router.on(.post, "/v1/route") { try await self.route($0) }
        router.on(.post, "/v1/explain") { try await self.explain($0) }
        router.on(.get, "/v1/dataplanes") { try await self.dataplanes($0) }
        router.on(.get, "/v1/labels") { try await self.labels($0) }
        router.on(.get, "/openapi.json") { _ in Self.json(RoutingOpenAPI.document) }
    }

    private func route(_ request: HTTPServerRequest) async throws -> HTTPServerResponse {
        try await answer(request) { question, fleet in meter.decide(question.request, fleet) }
    }

    private func explain(_ request: HTTPServerRequest) async throws -> HTTPServerResponse {
        try await answer(request) { question, fleet in .success(fleet.explain(question.request)) }
    }

    private func dataplanes(_ request: HTTPServerRequest) async throws -> HTTPServerResponse {
        dated(Self.json(ListedDataplanes(fleet: try await fleet(of: request))))
    }

    private func labels(_ request: HTTPServerRequest) async throws -> HTTPServerResponse {
        dated(Self.json(ListedLabels(fleet: try await fleet(of: request))))
    }
}

// Questions

extension RoutingEndpoints {
    /// Answers the questions in a request's body, all by the same state.
    private func answer<Answer: JSONEncodable>(
        _ request: HTTPServerRequest,
        _ decide: (RouteQuestion, Fleet) -> Result<Answer, RoutingRefusal>
    ) async throws -> HTTPServerResponse {
        let questions = try await questions(of: request)
        for namespace in questions.namespaces { try await admit(request, to: namespace) }
        let atlas = try atlas(of: questions.namespaces)
        switch questions {
        case .one(let question):
            switch decide(question, atlas[question.namespace]) {
            case .success(let answer): return dated(Self.json(answer))
            case .failure(let refusal): return dated(Problem(refusal).response)
            }
        case .many(let questions):
            var writer = JSONWriter()
            writer.object { writer in
                writer.key("answers")
                writer.array { writer in
                    for question in questions { write(decide(question, atlas[question.namespace]), to: &writer) }
                }
            }
            return dated(Self.json(writer.finish()))
        }
    }

    private func write(_ answer: Result<some JSONEncodable, RoutingRefusal>, to writer: inout JSONWriter) {
        switch answer {
        case .success(let answer): writer.write(answer)
        case .failure(let refusal): writer.object { $0.field("problem", Problem(refusal)) }
        }
    }

    private func questions(of request: HTTPServerRequest) async throws -> RouteQuestions {
        if let type = request.fields["Content-Type"], type != "application/json" {
            let essence = type.split(separator: ";").first?.lowercased() ?? ""
            guard essence == "application/json" else {
                let detail = "the body has to be application/json, and says that it is \(essence): send a Content-Type"
                throw Problem(.unsupportedMediaType, "InvalidRequest", detail)
            }
        }
        return try RouteQuestions(parsing: try await request.body.collect(upTo: Self.largestBody))
    }

    /// The fleet that the query names.
    private func fleet(of request: HTTPServerRequest) async throws -> Fleet {
        let items = try request.query().items
        if let other = items.first(where: { $0.name != "namespace" }) {
            throw Problem.invalid("the query has no \"\(other.name)\", only \"namespace\"", field: other.name)
        }
        guard items.count == 1, let namespace = items.first?.value, !namespace.isEmpty else {
            throw Problem.invalid("the query has to name one namespace: ?namespace=NAME", field: "namespace")
        }
        try await admit(request, to: namespace)
        return try atlas(of: [namespace])[namespace]
    }

    private func admit(_ request: HTTPServerRequest, to namespace: String) async throws {
        guard case .guarded(let guardian) = admission else { return }
        try await guardian.admit(BearerToken.read(from: request.fields), to: namespace)
    }

    private func atlas(of namespaces: some Sequence<String>) throws -> FleetAtlas {
        guard board.isReady else { throw Problem.unavailable("the fleets have not been read yet") }
        let atlas = board.atlas
        if let unread = namespaces.first(where: atlas.isUnread) {
            throw Problem.unavailable("the fleet of \"\(unread)\" has not been read yet")
        }
        return atlas
    }
}

// Answers

extension RoutingEndpoints {
    private static func json(_ value: some JSONEncodable) -> HTTPServerResponse { json(value.serialized()) }

    private static func json(_ bytes: [UInt8]) -> HTTPServerResponse {
        HTTPServerResponse(fields: ["Content-Type": "application/json"], body: bytes)
    }

    /// The answer with the age of what it stands on.
    private func dated(_ response: HTTPServerResponse) -> HTTPServerResponse {
        var response = response
        let age = age().components
        response.fields["Portolan-Snapshot-Age"] = "\(age.seconds)"
        return response
    }

    /// Makes every error of these paths a problem document.
    private static func problems(
        _ request: HTTPServerRequest,
        _ next: HTTPHandler
    ) async throws -> HTTPServerResponse {
        let response = try await next(request)
        if let problem = response.failure as? Problem { return problem.response(to: response) }
        guard response.status.code >= 400, response.fields["Content-Type"] != "application/problem+json",
            case .bytes(let text) = response.body
        else { return response }
        let reason = response.status.code < 500 ? "InvalidRequest" : "InternalError"
        let problem = Problem(response.status, reason, String(decoding: text, as: UTF8.self))
        return problem.response(to: response)
    }
}

extension Problem {
    /// The problem in the place of another answer, whose header it keeps.
    fileprivate func response(to original: HTTPServerResponse) -> HTTPServerResponse {
        let own = response
        var response = original
        response.status = own.status
        response.body = own.body
        for field in own.fields { response.fields[field.name] = field.value }
        return response
    }
}
