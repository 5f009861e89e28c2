// SPDX-License-Identifier: Apache-2.0

internal import Basics
internal import HTTPCore
internal import HTTPServer
internal import JSONKit
internal import Telemetry

/// What stands at the paths that name no resource.
struct NonResourceAnswers {
    private let server: APIServer
    private let request: HTTPServerRequest
    private let query: HTTPQuery
    private let encoding: AnswerEncoding

    init(_ server: APIServer, _ request: HTTPServerRequest, _ query: HTTPQuery, _ encoding: AnswerEncoding) {
        self.server = server
        self.request = request
        self.query = query
        self.encoding = encoding
    }

    func answer(_ info: RequestInfo) async throws(APIFailure) -> HTTPServerResponse {
        let segments = RequestInfo.segments(of: info.path)
        switch segments.first {
        case "api", "apis":
            try checkMethod()
            return try DiscoveryAnswers(server.discovery, request).answer(segments, server.registry.snapshot)
        case "openapi":
            let answers = OpenAPIAnswers(server.openAPI, request, now: server.clock.now)
            return try await answers.answer(segments, query, server.registry.snapshot)
        default: return try answer(segments).response(encoding)
        }
    }

    private func answer(_ segments: [String]) throws(APIFailure) -> Answer {
        guard let first = segments.first else {
            try checkMethod()
            return Answer(json: pathList.serialized())
        }
        if let health = HealthAnswers(first) { return try health.answer(Array(segments.dropFirst()), query) }
        switch (first, segments.count) {
        case ("version", 1):
            try checkMethod()
            return Answer(json: Self.version.serialized())
        case ("metrics", 1):
            return Answer(body: server.metrics.exposition(), contentType: MetricRegistry.contentType)
        case (".well-known", 2) where segments[1] == "openid-configuration": return try openIDConfiguration()
        case ("openid", 3) where segments[1...] == ["v1", "jwks"]: return try keys()
        default: throw server.registry.snapshot.failure(ofPath: segments)
        }
    }

    private func checkMethod() throws(APIFailure) {
        guard request.method == .get else { throw APIFailure.methodNotAllowed }
    }

    /// Where others find the keys by which they know tokens of service accounts.
    private func openIDConfiguration() throws(APIFailure) -> Answer {
        guard let issuer = server.access?.issuer else { throw APIFailure.unknownPath }
        let scheme = request.peer.isSecure ? "https" : "http"
        let document = issuer.discovery(server: "\(scheme)://\(request.fields["Host"] ?? "localhost")")
        return Answer(body: document.serialized(), contentType: "application/json")
    }

    private func keys() throws(APIFailure) -> Answer {
        guard let issuer = server.access?.issuer else { throw APIFailure.unknownPath }
        return Answer(body: issuer.keys.serialized(), contentType: "application/jwk-set+json")
    }

    private var pathList: JSONObject {
        var paths: Set<String> = [
            "/.well-known/openid-configuration", "/api", "/apis", "/metrics", "/openapi/v2", "/openapi/v3",
            "/openid/v1/jwks", "/version",
        ]
        for resource in server.registry.snapshot.resources {
            if resource.id.group.isEmpty {
                paths.insert("/api/\(resource.version)")
            } else {
                paths.formUnion(["/apis/\(resource.id.group)", "/apis/\(resource.apiVersion)"])
            }
        }
        for endpoint in HealthAnswers.endpoints {
            paths.insert("/\(endpoint.rawValue)")
            paths.formUnion(endpoint.checks.map { "/\(endpoint.rawValue)/\($0)" })
        }
        return ["paths": .strings(paths.sorted())]
    }

    /// The version of Kubernetes whose behaviour this is.
    private static let version: JSONValue = [
        "major": "1", "minor": "36", "emulationMajor": "1", "emulationMinor": "36", "minCompatibilityMajor": "1",
        "minCompatibilityMinor": "35", "gitVersion": "v1.36.2+portolan", "gitCommit": "", "gitTreeState": "clean",
        "buildDate": "2026-04-22T00:00:00Z", "goVersion": "", "compiler": "swift", "platform": "linux/amd64",
    ]
}
