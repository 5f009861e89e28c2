// SPDX-License-Identifier: Apache-2.0

internal import HTTPCore
internal import KubeSchema

/// What is told about the health of the server (apiserver, `pkg/server/healthz/healthz.go`).
///
/// A server in a process of its own memory has no way to be ill without being silent, so that every check passes.
struct HealthAnswers {
    /// The questions about health.
    enum Endpoint: String, CaseIterable {
        case healthz
        case livez
        case readyz

        /// The single checks, each of which has a path of its own.
        var checks: [String] {
            switch self {
            case .healthz, .livez: ["ping", "log", "etcd"]
            case .readyz: ["ping", "log", "etcd", "shutdown"]
            }
        }
    }

    static let endpoints = Endpoint.allCases

    private let endpoint: Endpoint

    init?(_ name: String) {
        guard let endpoint = Endpoint(rawValue: name) else { return nil }
        self.endpoint = endpoint
    }

    /// The answer to a question about all checks, or about the one whose name follows in the path.
    func answer(_ rest: [String], _ query: HTTPQuery) throws(APIFailure) -> Answer {
        if let check = rest.first {
            guard rest.count == 1, endpoint.checks.contains(check) else { throw APIFailure.pageNotFound }
            return Self.text("ok")
        }
        guard query["verbose"] != nil else { return Self.text("ok") }
        let excluded = query.items.filter { $0.name == "exclude" }.map(\.value)
        var lines = endpoint.checks.map { check in
            excluded.contains(check) ? "[+]\(check) excluded: ok" : "[+]\(check) ok"
        }
        let unknown = excluded.filter { !endpoint.checks.contains($0) }
        if !unknown.isEmpty {
            let list = unknown.sorted().map(\.quotedAsInGo).joined(separator: ",")
            lines.append("warn: some health checks cannot be excluded: no matches for \(list)")
        }
        return Self.text((lines + ["\(endpoint.rawValue) check passed", ""]).joined(separator: "\n"))
    }

    private static func text(_ text: String) -> Answer {
        Answer(body: Array(text.utf8), contentType: Answer.plainText)
    }
}
