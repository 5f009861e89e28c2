// SPDX-License-Identifier: Apache-2.0

/// What is registered under a name.
protocol MetricFamily: AnyObject, Sendable {
    /// What it is.
    var descriptor: MetricDescriptor { get }

    /// Writes its help, its type and its samples, or nothing when there is no sample.
    func append(to text: inout PrometheusText)
}

/// A number that somebody else keeps and that is read at every scrape; nil for none at this time.
final class ScrapedMetric: MetricFamily {
    let descriptor: MetricDescriptor
    private let read: @Sendable () -> Double?

    init(_ descriptor: MetricDescriptor, read: @escaping @Sendable () -> Double?) {
        self.descriptor = descriptor
        self.read = read
    }

    func append(to text: inout PrometheusText) {
        guard let value = read() else { return }
        text.begin(descriptor)
        text.append(descriptor.name, [], value)
    }
}
