// SPDX-License-Identifier: Apache-2.0

internal import Basics
internal import Dataplanes
internal import KubeCore
internal import Telemetry

/// The figures of dataplanes.
struct DataplaneMeter: Sendable {
    private let up: Labeled<Gauge>
    private let looks: Labeled<Histogram>
    private let failures: Labeled<Counter>
    private let expiry: Labeled<Gauge>
    private let rotations: Labeled<Counter>
    private let suspect: Gauge

    init(_ metrics: MetricRegistry) {
        let names = ["namespace", "dataplane"]
        let limit = 5_000
        up = metrics.gauge(
            "portolan_dataplane_up",
            help: "Whether a dataplane is held to be healthy.",
            labels: names,
            limit: limit
        )
        looks = metrics.histogram(
            "portolan_dataplane_probe_seconds",
            help: "How long looks at dataplanes took, by outcome.",
            labels: ["outcome"],
            buckets: .exponential(from: 0.001, factor: 2.5, count: 10)
        )
        failures = metrics.counter(
            "portolan_dataplane_probe_failures_total",
            help: "Looks at dataplanes that failed, by reason.",
            labels: names + ["reason"],
            limit: limit
        )
        expiry = metrics.gauge(
            "portolan_dataplane_credentials_expiry_timestamp_seconds",
            help: "When the credentials of a dataplane end.",
            labels: names,
            limit: limit
        )
        rotations = metrics.counter(
            "portolan_dataplane_credentials_minted_total",
            help: "How often credentials were made for dataplanes, by outcome.",
            labels: ["outcome"]
        )
        suspect = metrics.gauge(
            "portolan_dataplanes_suspect",
            help: "Whether so many dataplanes fail at once that the fault is probably in the control plane."
        )
    }

    func looked(at key: ObjectKey, _ look: DataplaneLook, isUp: Bool, isSuspicious: Bool) {
        up.with(key.namespace ?? "", key.name).set(isUp ? 1 : 0)
        suspect.set(isSuspicious ? 1 : 0)
        looks.with(look.failure == nil ? "well" : "failed").observe(look.latency)
        guard let reason = look.failure?.reason.rawValue else { return }
        failures.with(key.namespace ?? "", key.name, reason).increment()
    }

    func minted(_ key: ObjectKey, expiresAt: Timestamp?) {
        rotations.with("minted").increment()
        showExpiry(key, expiresAt)
    }

    func failedToMint() {
        rotations.with("failed").increment()
    }

    func showExpiry(_ key: ObjectKey, _ expiresAt: Timestamp?) {
        guard let expiresAt else { return }
        expiry.with(key.namespace ?? "", key.name).set(Double(expiresAt.secondsSinceEpoch))
    }

    func forget(_ key: ObjectKey) {
        up.remove(key.namespace ?? "", key.name)
        expiry.remove(key.namespace ?? "", key.name)
    }
}
