// SPDX-License-Identifier: Apache-2.0

internal import Telemetry

/// What is counted of an election, under the names of client-go, so that dashboards that exist show it.
struct ElectionMetrics: Sendable {
    let isLeader: Gauge
    /// A leader whose renewal was refused and who had to look first.
    let detours: Counter

    init(_ registry: MetricRegistry, lease: String) {
        isLeader = registry.gauge(
            "leader_election_master_status",
            help: "Whether this process is the leader (1) or waits to become it (0), by the name of the lease.",
            labels: ["name"]
        ).with(lease)
        detours = registry.counter(
            "leader_election_slowpath_total",
            help: "How often the leader had to read its lease again before it could renew it, by the lease's name.",
            labels: ["name"]
        ).with(lease)
        isLeader.set(0)
    }
}
