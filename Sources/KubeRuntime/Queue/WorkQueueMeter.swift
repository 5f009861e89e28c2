// SPDX-License-Identifier: Apache-2.0

internal import KubeCore
internal import Telemetry

/// The figures of a queue under the names that client-go gave them, and with controller-runtime's labels, so that
/// dashboards which are there already show them.
struct WorkQueueMeter: Sendable {
    private static let labels = ["name", "controller"]

    private let name: String
    private let waits: Histogram
    private let durations: Histogram

    init(_ name: String, _ metrics: MetricRegistry) {
        self.name = name
        // From 10 ns to 1000 s, as there.
        let buckets = Buckets.exponential(from: 10e-9, factor: 10, count: 12)
        waits = metrics.histogram(
            "workqueue_queue_duration_seconds",
            help: "How long keys could have been worked on and were not.",
            labels: Self.labels,
            buckets: buckets
        ).with(name, name)
        durations = metrics.histogram(
            "workqueue_work_duration_seconds",
            help: "How long keys were worked on.",
            labels: Self.labels,
            buckets: buckets
        ).with(name, name)
    }

    func handedOut(_ work: Work<ObjectKey>) { waits.observe(work.waitedFor) }

    func worked(for duration: Duration) { durations.observe(duration) }

    /// Has the figures read that the queue keeps by itself.
    func observe(_ queue: WorkQueue, _ metrics: MetricRegistry) {
        let read = { @Sendable [name, weak queue] (figure: (WorkQueueFigures) -> Double) -> [ScrapedValue] in
            queue.map { [ScrapedValue([name, name], figure($0.figures))] } ?? []
        }
        metrics.counter(
            "workqueue_adds_total",
            help: "How often keys became ready to be worked on.",
            labels: Self.labels,
            source: name
        ) { read { Double($0.adds) } }
        metrics.counter(
            "workqueue_retries_total",
            help: "How often keys were added to be worked on later.",
            labels: Self.labels,
            source: name
        ) { read { Double($0.retries) } }
        metrics.gauge(
            "workqueue_unfinished_work_seconds",
            help: "For how long the keys have been worked on that are not finished, together.",
            labels: Self.labels,
            source: name
        ) { read { $0.unfinishedWork / .seconds(1) } }
        metrics.gauge(
            "workqueue_longest_running_processor_seconds",
            help: "For how long the key has been worked on that is not finished for the longest.",
            labels: Self.labels,
            source: name
        ) { read { $0.longestRunning / .seconds(1) } }
        metrics.gauge(
            "workqueue_depth",
            help: "How many keys could be worked on now.",
            labels: Self.labels + ["priority"],
            source: name
        ) { [name, weak queue] in
            // A controller that has nothing to do has a depth, too.
            let depth = queue?.figures.depth ?? [:]
            return depth.merging([.normal: 0]) { depth, _ in depth }
                .map { ScrapedValue([name, name, "\($0.key.rawValue)"], Double($0.value)) }
        }
    }
}
