// SPDX-License-Identifier: Apache-2.0

import Synchronization

/// A family of metrics that differ in the values of their labels.
///
/// The number of combinations is limited: label values that come from outside would otherwise fill the memory of this
/// process and of the server that scrapes it. Beyond the limit all new combinations are counted as one, whose labels
/// have the value `other`.
package final class Labeled<Metric: Instrument>: MetricFamily {
    /// What stands in every label of the metric that takes what is beyond the limit.
    private static var overflowValue: String { "other" }

    let descriptor: MetricDescriptor
    private let limit: Int
    private let onOverflow: @Sendable () -> Void
    private let metrics = Mutex<[[String]: Metric]>([:])

    init(_ descriptor: MetricDescriptor, limit: Int, onOverflow: @escaping @Sendable () -> Void) {
        self.descriptor = descriptor
        self.limit = limit
        self.onOverflow = onOverflow
    }

    /// The metric for the values of the labels, in the order in which the labels were registered.
    package func with(_ values: String...) -> Metric {
        precondition(
            values.count == descriptor.labels.count,
            "metric `\(descriptor.name)` has the labels \(descriptor.labels), not \(values.count) of them"
        )
        let (metric, isOverflow) = metrics.withLock { find(values, in: &$0) }
        if isOverflow {
            onOverflow()
        }
        return metric
    }

    /// Forgets a combination that will not come again, such as that of an object which was deleted.
    package func remove(_ values: String...) {
        metrics.withLock { $0[values] = nil }
    }

    private func find(_ values: [String], in metrics: inout [[String]: Metric]) -> (Metric, isOverflow: Bool) {
        if let metric = metrics[values] {
            return (metric, false)
        }
        let isOverflow = metrics.count >= limit
        let key = isOverflow ? values.map { _ in Self.overflowValue } : values
        let metric = metrics[key] ?? Metric(descriptor)
        metrics[key] = metric
        return (metric, isOverflow)
    }

    func append(to text: inout PrometheusText) {
        let present = metrics.withLock { $0 }.sorted { $0.key.lexicographicallyPrecedes($1.key) }
        guard !present.isEmpty else { return }
        text.begin(descriptor)
        for (values, metric) in present {
            metric.append(to: &text, descriptor.name, Array(zip(descriptor.labels, values)))
        }
    }
}
