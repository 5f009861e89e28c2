// SPDX-License-Identifier: Apache-2.0

import Synchronization

/// All metrics of a process, by name.
///
/// Names, labels and helps are literals of the program, so a mistake in them stops it with a message that says which and
/// why. Registering the same metric again gives the same one, so that two instances of a component count together.
package final class MetricRegistry: Sendable {
    private let families = Mutex<[String: any MetricFamily]>([:])
    private let overflows: Labeled<Counter>
    private let logger: Logger

    /// An empty registry, whose logger hears of families that have too many combinations of label values.
    package init(logger: Logger = .silent) {
        self.logger = logger
        let descriptor = MetricDescriptor(
            name: "portolan_metric_label_overflow_total",
            help: "How often a combination of label values was counted as `other`, because its metric has too many.",
            kind: .counter,
            labels: ["metric"]
        )
        overflows = Labeled(descriptor, limit: .max, onOverflow: {})
        families.withLock { $0[descriptor.name] = overflows }
    }

    /// A counter; its name ends in `_total`.
    package func counter(_ name: String, help: String) -> Counter {
        family(MetricDescriptor(name: name, help: help, kind: .counter), limit: 1).with()
    }

    /// Counters that differ in the values of their labels, of which there are at most `limit` combinations.
    package func counter(_ name: String, help: String, labels: [String], limit: Int = 500) -> Labeled<Counter> {
        family(MetricDescriptor(name: name, help: help, kind: .counter, labels: labels), limit: limit)
    }

    /// A counter that is kept elsewhere and read at every scrape.
    package func counter(_ name: String, help: String, read: @escaping @Sendable () -> Double?) {
        add(ScrapedMetric(MetricDescriptor(name: name, help: help, kind: .counter), read: read))
    }

    /// A gauge.
    package func gauge(_ name: String, help: String) -> Gauge {
        family(MetricDescriptor(name: name, help: help, kind: .gauge), limit: 1).with()
    }

    /// Gauges that differ in the values of their labels, of which there are at most `limit` combinations.
    package func gauge(_ name: String, help: String, labels: [String], limit: Int = 500) -> Labeled<Gauge> {
        family(MetricDescriptor(name: name, help: help, kind: .gauge, labels: labels), limit: limit)
    }

    /// A gauge that is kept elsewhere and read at every scrape.
    package func gauge(_ name: String, help: String, read: @escaping @Sendable () -> Double?) {
        add(ScrapedMetric(MetricDescriptor(name: name, help: help, kind: .gauge), read: read))
    }

    /// A histogram.
    package func histogram(_ name: String, help: String, buckets: Buckets) -> Histogram {
        family(
            MetricDescriptor(name: name, help: help, kind: .histogram, bounds: buckets.bounds),
            limit: 1
        ).with()
    }

    /// Histograms that differ in the values of their labels, of which there are at most `limit` combinations.
    package func histogram(
        _ name: String,
        help: String,
        labels: [String],
        buckets: Buckets,
        limit: Int = 100
    ) -> Labeled<Histogram> {
        family(
            MetricDescriptor(name: name, help: help, kind: .histogram, labels: labels, bounds: buckets.bounds),
            limit: limit
        )
    }

    /// All metrics in the Prometheus text format, in the order of their names.
    package func exposition() -> [UInt8] {
        let present = families.withLock { Array($0.values) }
        var text = PrometheusText()
        for family in present.sorted(by: { $0.descriptor.name < $1.descriptor.name }) {
            family.append(to: &text)
        }
        return text.bytes
    }

    /// What an HTTP answer with the exposition says of its content.
    package static let contentType = "text/plain; version=0.0.4; charset=utf-8"

    /// The family of numbers that are kept elsewhere, registered once.
    func scraped(_ descriptor: MetricDescriptor) -> ScrapedFamily {
        registered(descriptor, ScrapedFamily(descriptor))
    }

    private func family<Metric: Instrument>(_ descriptor: MetricDescriptor, limit: Int) -> Labeled<Metric> {
        let overflow = overflowHandler(descriptor.name, limit)
        return registered(descriptor, Labeled<Metric>(descriptor, limit: limit, onOverflow: overflow))
    }

    /// The family of a descriptor: the new one, unless there is one already.
    private func registered<Family: MetricFamily>(_ descriptor: MetricDescriptor, _ new: Family) -> Family {
        check(descriptor)
        let present = families.withLock { families in
            let present = families[descriptor.name] ?? new
            families[descriptor.name] = present
            return present
        }
        guard let family = present as? Family, family.descriptor == descriptor else {
            fail(descriptor, "it is registered already with another kind, help, labels or buckets")
        }
        return family
    }

    private func add(_ metric: ScrapedMetric) {
        check(metric.descriptor)
        let isNew = families.withLock { families in
            guard families[metric.descriptor.name] == nil else { return false }
            families[metric.descriptor.name] = metric
            return true
        }
        guard isNew else { fail(metric.descriptor, "it is registered already") }
    }

    private func overflowHandler(_ name: String, _ limit: Int) -> @Sendable () -> Void {
        let isLogged = Once()
        return { [overflows, logger] in
            overflows.with(name).increment()
            guard isLogged.isFirst() else { return }
            logger.warning(
                "a metric has too many combinations of label values; more are counted as `other`",
                ["metric": name, "limit": limit]
            )
        }
    }

    private func check(_ descriptor: MetricDescriptor) {
        if let problem = descriptor.problem {
            fail(descriptor, problem)
        }
    }

    private func fail(_ descriptor: MetricDescriptor, _ problem: String) -> Never {
        // Unlike a precondition this says in a release build, too, what is wrong.
        fatalError("metric `\(descriptor.name)` cannot be registered: \(problem)")
    }
}

/// Something that is to happen once.
private final class Once: Sendable {
    private let hasHappened = Atomic(false)

    func isFirst() -> Bool {
        !hasHappened.exchange(true, ordering: .relaxed)
    }
}
