// SPDX-License-Identifier: Apache-2.0

internal import HTTPCore
internal import JSONKit

/// What stands at the paths that name no resource.
struct NonResourceAnswers {
    private let server: APIServer

    init(_ server: APIServer) {
        self.server = server
    }

    func answer(_ info: RequestInfo, _ query: HTTPQuery) async throws(APIFailure) -> Answer {
        let segments = info.path.split(separator: "/").map(String.init)
        switch segments.first {
        case "version" where segments.count == 1: return Answer(json: Self.version.serialized())
        case "healthz", "livez", "readyz": return Answer(json: Array("ok".utf8))
        case "api" where segments.count == 1: return Answer(json: DiscoveryAnswers(server).coreVersions())
        case "api" where segments.count == 2:
            return Answer(json: try DiscoveryAnswers(server).resources(group: "", version: segments[1]))
        case "apis" where segments.count == 1: return Answer(json: DiscoveryAnswers(server).groups())
        case "apis" where segments.count == 2: return Answer(json: try DiscoveryAnswers(server).group(segments[1]))
        case "apis" where segments.count == 3:
            return Answer(json: try DiscoveryAnswers(server).resources(group: segments[1], version: segments[2]))
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
