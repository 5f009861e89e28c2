// SPDX-License-Identifier: Apache-2.0

import Telemetry
import TestSupport
import Testing

@Suite("Metric descriptor")
struct MetricDescriptorTests {
    struct Case: CustomTestStringConvertible {
        let descriptor: MetricDescriptor
        let isAccepted: Bool
        let testDescription: String

        init(
            _ testDescription: String,
            _ kind: MetricDescriptor.Kind,
            _ name: String,
            help: String = "Help.",
            labels: [String] = [],
            bounds: [Double] = [],
            isAccepted: Bool = false
        ) {
            self.testDescription = testDescription
            self.isAccepted = isAccepted
            descriptor = MetricDescriptor(name: name, help: help, kind: kind, labels: labels, bounds: bounds)
        }
    }

    @Test(
        "names, labels and buckets follow the rules of Prometheus",
        arguments: [
            Case("a counter", .counter, "http_requests_total", labels: ["verb", "code"], isAccepted: true),
            Case("a gauge", .gauge, "queue_depth", isAccepted: true),
            Case("a histogram", .histogram, "wait_seconds", labels: ["a"], bounds: [0.1, 1], isAccepted: true),
            Case("colons and digits", .gauge, "job:rate5m", isAccepted: true),
            Case("a label with an underscore in front", .gauge, "a", labels: ["_b"], isAccepted: true),
            Case("a counter without its suffix", .counter, "http_requests"),
            Case("a gauge with a counter's suffix", .gauge, "http_requests_total"),
            Case("a gauge with a histogram's suffix", .gauge, "wait_seconds_sum"),
            Case("a histogram with a suffix of its own", .histogram, "wait_bucket", bounds: [1]),
            Case("an empty name", .gauge, ""),
            Case("a digit in front", .gauge, "5xx"),
            Case("a blank", .gauge, "queue depth"),
            Case("a dash", .gauge, "queue-depth"),
            Case("a letter beyond ASCII", .gauge, "größe"),
            Case("no help", .gauge, "queue_depth", help: ""),
            Case("a label with two underscores in front", .gauge, "a", labels: ["__name__"]),
            Case("a label with a colon", .gauge, "a", labels: ["b:c"]),
            Case("an empty label", .gauge, "a", labels: [""]),
            Case("a label twice", .gauge, "a", labels: ["b", "c", "b"]),
            Case("the label of a histogram's buckets", .histogram, "a", labels: ["le"], bounds: [1]),
            Case("no buckets", .histogram, "a"),
            Case("buckets that fall", .histogram, "a", bounds: [1, 1]),
            Case("a bucket at infinity", .histogram, "a", bounds: [1, .infinity]),
            Case("a bucket that is no number", .histogram, "a", bounds: [.nan]),
            Case("too many buckets", .histogram, "a", bounds: (0..<32).map(Double.init)),
        ]
    )
    func problems(row: Case) {
        #expect((row.descriptor.problem == nil) == row.isAccepted, "\(row.descriptor.problem ?? "accepted")")
    }
}
