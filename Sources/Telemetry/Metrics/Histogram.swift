// SPDX-License-Identifier: Apache-2.0

/// How values are distributed: request times, sizes of answers.
package final class Histogram: Instrument {
    /// How many bounds fit into the object: an update touches one allocation.
    static let maximumBoundCount = 31

    private let bounds: [Double]
    /// One count per bucket, not cumulated; the last one that is used is for what lies above every bound.
    private let counts = InlineArray<32, AtomicInteger> { _ in AtomicInteger(0) }
    private let total = AtomicDouble(0)

    package init(_ descriptor: MetricDescriptor) {
        bounds = descriptor.bounds
    }

    /// How many values were observed.
    package var count: UInt64 { (0...bounds.count).reduce(0) { $0 + counts[$1].value } }

    /// The sum of the values.
    package var sum: Double { total.value }

    /// Adds a value; what is no number is left out, since it would spoil the sum for ever.
    package func observe(_ value: Double) {
        guard !value.isNaN else { return }
        // There are few buckets, and most values lie low: walking beats halving.
        var bucket = 0
        while bucket < bounds.count, value > bounds[bucket] {
            bucket += 1
        }
        counts[bucket].add(1)
        total.add(value)
    }

    /// Adds a time, in seconds.
    package func observe(_ duration: Duration) {
        observe(duration / .seconds(1))
    }

    /// Writes the buckets cumulated, as Prometheus wants them.
    ///
    /// The count is the sum of what was read of the buckets, not a number of its own: however many values come in during
    /// the scrape, it agrees with the last bucket.
    package func append(to text: inout PrometheusText, _ name: String, _ labels: [PrometheusText.Label]) {
        let sum = sum
        var cumulated: UInt64 = 0
        for bucket in 0...bounds.count {
            cumulated += counts[bucket].value
            let bound = bucket < bounds.count ? bounds[bucket] : .infinity
            text.append(name + "_bucket", labels + [("le", PrometheusText.format(bound))], Double(cumulated))
        }
        text.append(name + "_sum", labels, sum)
        text.append(name + "_count", labels, Double(cumulated))
    }
}
