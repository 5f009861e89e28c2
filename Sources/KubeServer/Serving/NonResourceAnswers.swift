// SPDX-License-Identifier: Apache-2.0

internal import Basics
internal import HTTPCore
internal import HTTPServer
internal import JSONKit

/// What stands at the paths that name no resource.
struct NonResourceAnswers {
    private let server: APIServer
    private let request: HTTPServerRequest

    init(_ server: APIServer, _ request: HTTPServerRequest) {
        self.server = server
        self.request = request
    }

    func answer(_ info: RequestInfo, _ query: HTTPQuery) async throws(APIFailure) -> HTTPServerResponse {
        let segments = info.path.split(separator: "/").map(String.init)
        switch segments.first {
        case "version" where segments.count == 1: return Answer(json: Self.version.serialized()).response()
        case "healthz", "livez", "readyz": return Answer(json: Array("ok".utf8)).response()
        case "api", "apis":
            return try DiscoveryAnswers(server.discovery, request).answer(segments, server.registry.snapshot)
        case "openapi":
            let answers = OpenAPIAnswers(server.openAPI, request, now: server.clock.now)
            return try await answers.answer(segments, query, server.registry.snapshot)
        default: throw APIFailure.unknownPath
        }
    }

    /// The version of Kubernetes whose behaviour this is.
    private static let version: JSONValue = [
        "major": "1", "minor": "36", "emulationMajor": "1", "emulationMinor": "36", "minCompatibilityMajor": "1",
        "minCompatibilityMinor": "35", "gitVersion": "v1.36.0+portolan", "gitCommit": "", "gitTreeState": "clean",
        "buildDate": "2026-04-22T00:00:00Z", "goVersion": "", "compiler": "swift", "platform": "linux/amd64",
    ]
}
