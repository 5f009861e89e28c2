// SPDX-License-Identifier: Apache-2.0

import Synchronization

/// A number that somebody keeps, with the values of the family's labels.
package struct ScrapedValue: Sendable, Hashable {
    /// The values of the labels, in the order in which those were registered.
    package let labels: [String]
    /// The number now.
    package let value: Double

    /// A number of some labels.
    package init(_ labels: [String], _ value: Double) {
        self.labels = labels
        self.value = value
    }
}

/// Numbers that several parts of a program keep and that are read at every scrape.
final class ScrapedFamily: MetricFamily {
    typealias Read = @Sendable () -> [ScrapedValue]

    let descriptor: MetricDescriptor
    private let readers = Mutex<[String: Read]>([:])

    init(_ descriptor: MetricDescriptor) {
        self.descriptor = descriptor
    }

    /// Has a part of the program asked, instead of the one that had its name before.
    func set(_ source: String, _ read: @escaping Read) {
        readers.withLock { $0[source] = read }
    }

    func append(to text: inout PrometheusText) {
        let values = readers.withLock { Array($0.values) }.flatMap { $0() }
        guard !values.isEmpty else { return }
        text.begin(descriptor)
        for value in values.sorted(by: { $0.labels.lexicographicallyPrecedes($1.labels) }) {
            text.append(descriptor.name, Array(zip(descriptor.labels, value.labels)), value.value)
        }
    }
}

extension MetricRegistry {
    /// Counters that a part of the program keeps and that are read at every scrape; several parts may have some each.
    package func counter(
        _ name: String,
        help: String,
        labels: [String],
        source: String,
        read: @escaping @Sendable () -> [ScrapedValue]
    ) {
        scraped(MetricDescriptor(name: name, help: help, kind: .counter, labels: labels)).set(source, read)
    }

    /// Gauges that a part of the program keeps and that are read at every scrape; several parts may have some each.
    package func gauge(
        _ name: String,
        help: String,
        labels: [String],
        source: String,
        read: @escaping @Sendable () -> [ScrapedValue]
    ) {
        scraped(MetricDescriptor(name: name, help: help, kind: .gauge, labels: labels)).set(source, read)
    }
}
