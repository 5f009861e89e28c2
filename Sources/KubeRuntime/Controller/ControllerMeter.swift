// SPDX-License-Identifier: Apache-2.0

internal import Telemetry

/// The figures of a controller under the names that controller-runtime gave them, so that dashboards which are there
/// already show them.
struct ControllerMeter: Sendable {
    private static let labels = ["controller"]

    let successes: Counter
    let requeues: Counter
    let delayedRequeues: Counter
    let failures: Counter
    let errors: Counter
    let terminalErrors: Counter
    let timeouts: Counter
    let holds: Counter
    let durations: Histogram
    let activeWorkers: Gauge

    init(_ name: String, workers: Int, _ metrics: MetricRegistry) {
        let results = metrics.counter(
            "controller_runtime_reconcile_total",
            help: "Passes of each controller, by how they ended.",
            labels: Self.labels + ["result"]
        )
        successes = results.with(name, "success")
        requeues = results.with(name, "requeue")
        delayedRequeues = results.with(name, "requeue_after")
        failures = results.with(name, "error")
        let counter = { (metric: String, help: String) in
            metrics.counter(metric, help: help, labels: Self.labels).with(name)
        }
        errors = counter("controller_runtime_reconcile_errors_total", "Passes that failed.")
        terminalErrors = counter(
            "controller_runtime_terminal_reconcile_errors_total",
            "Passes that failed and are not repeated."
        )
        timeouts = counter("controller_runtime_reconcile_timeouts_total", "Passes that took too long.")
        holds = counter(
            "controller_runtime_reconcile_holds_total",
            "Passes put off until the controller's own last writes were seen."
        )
        durations = metrics.histogram(
            "controller_runtime_reconcile_time_seconds",
            help: "How long passes took.",
            labels: Self.labels,
            // A part of controller-runtime's bounds, and some for passes that only look.
            buckets: [
                0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5, 0.6, 0.8, 1,
                1.5, 2, 3, 4, 5, 7, 10, 15, 20, 30, 40, 50, 60,
            ]
        ).with(name)
        activeWorkers = metrics.gauge(
            "controller_runtime_active_workers",
            help: "Passes that are under way.",
            labels: Self.labels
        ).with(name)
        metrics.gauge(
            "controller_runtime_max_concurrent_reconciles",
            help: "How many passes may be under way at the same time.",
            labels: Self.labels
        ).with(name).set(Double(workers))
    }
}
