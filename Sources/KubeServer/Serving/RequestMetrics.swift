// SPDX-License-Identifier: Apache-2.0

internal import HTTPCore
internal import Telemetry

/// How many requests there were and how long they took, by the names that Kubernetes' dashboards know (apiserver,
/// `pkg/endpoints/metrics/metrics.go`).
struct RequestMetrics: Sendable {
    private static let labels = [
        "component", "dry_run", "group", "resource", "scope", "subresource", "verb", "version",
    ]

    private let registry = MetricRegistry()
    private let requests: Labeled<Counter>
    private let durations: Labeled<Histogram>

    init() {
        requests = registry.counter(
            "apiserver_request_total",
            help: "Counter of apiserver requests broken out for each verb, dry run value, group, version, resource, "
                + "scope, component, and HTTP response code.",
            labels: ["code"] + Self.labels,
            limit: 2_000
        )
        durations = registry.histogram(
            "apiserver_request_duration_seconds",
            help: "Response latency distribution in seconds for each verb, dry run value, group, version, resource, "
                + "subresource, scope and component.",
            labels: Self.labels,
            buckets: [
                0.005, 0.025, 0.05, 0.1, 0.2, 0.4, 0.6, 0.8, 1, 1.25, 1.5, 2, 3, 4, 5, 6, 8, 10, 15, 20, 30, 45, 60,
            ],
            limit: 500
        )
    }

    /// Counts a request once its answer is known; a watch is counted when it begins.
    func count(_ info: RequestInfo, _ status: HTTPStatus, took duration: Duration) {
        // Names that nobody serves are a client's fancy, of which there is no end.
        let target = status.code == 404 || status.code == 401 || status.code == 403 ? nil : info.target
        let (group, resource) = (target?.group ?? "", target?.plural ?? "")
        let (subresource, version) = (target?.subresource ?? "", target?.version ?? "")
        let (scope, verb) = (Self.scope(of: target), Self.name(of: info.verb))
        let dryRun = info.query["dryRun"] == "All" ? "All" : ""
        requests.with("\(status.code)", "apiserver", dryRun, group, resource, scope, subresource, verb, version)
            .increment()
        guard info.verb != .watch else { return }
        durations.with("apiserver", dryRun, group, resource, scope, subresource, verb, version)
            .observe(duration)
    }

    /// All of it in the text format of Prometheus.
    func exposition() -> [UInt8] { registry.exposition() }

    private static func scope(of target: RequestInfo.Target?) -> String {
        guard let target else { return "" }
        if !target.name.isEmpty { return "resource" }
        return target.namespace.isEmpty ? "cluster" : "namespace"
    }

    /// Metrics name verbs by the methods of HTTP where these say as much.
    private static func name(of verb: Verb) -> String {
        switch verb {
        case .create: "POST"
        case .update: "PUT"
        case .other: "other"
        default: verb.rawValue.uppercased()
        }
    }
}
