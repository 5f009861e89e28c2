// SPDX-License-Identifier: Apache-2.0

import Telemetry
import TestSupport
import Testing

@Suite("Instruments", .timeLimit(.minutes(1)))
struct InstrumentTests {
    let registry = MetricRegistry()

    @Test("a counter adds up whole numbers, fractions and times, and never goes back")
    func counter() {
        let counter = registry.counter("a_total", help: "A.")
        counter.increment()
        counter.increment(by: 4)
        counter.add(0.5)
        counter.add(.milliseconds(250))
        for amount in [-1, -0.0, -.infinity, .nan] {
            counter.add(amount)
        }
        #expect(counter.value == 5.75)
    }

    @Test("a gauge can be set and moved, in any order")
    func gauge() {
        let gauge = registry.gauge("a", help: "A.")
        gauge.increment()
        gauge.increment()
        gauge.decrement()
        #expect(gauge.value == 1)
        gauge.set(10)
        gauge.decrement()
        gauge.add(-0.5)
        #expect(gauge.value == 8.5)
        gauge.set(-2.5)
        #expect(gauge.value == -2.5)
        for _ in 0..<4 {
            gauge.decrement()
        }
        #expect(gauge.value == -6.5)
    }

    @Test("a value falls into the first bucket whose bound it does not exceed")
    func histogram() {
        let histogram = registry.histogram("a", help: "A.", buckets: [1, 2, 5])
        for value in [-1, 0.5, 1, 1.5, 2, 5.01, .infinity, .nan] {
            histogram.observe(value)
        }
        histogram.observe(.milliseconds(4_500))
        let text = String(decoding: registry.exposition(), as: UTF8.self)
        let counts = text.split(separator: "\n").filter { $0.hasPrefix("a_") }
        #expect(
            counts == [
                "a_bucket{le=\"1\"} 3", "a_bucket{le=\"2\"} 5", "a_bucket{le=\"5\"} 6", "a_bucket{le=\"+Inf\"} 8",
                "a_sum +Inf", "a_count 8",
            ]
        )
        #expect(histogram.count == 8)
    }

    @Test("nothing is lost when many tasks update at once", .tags(.concurrency))
    func concurrentUpdates() async {
        let counter = registry.counter("a_total", help: "A.")
        let gauge = registry.gauge("b", help: "B.")
        let histogram = registry.histogram("c", help: "C.", buckets: [1, 2])
        let labeled = registry.counter("d_total", help: "D.", labels: ["parity"])
        await withTaskGroup { group in
            for _ in 0..<8 {
                group.addTask {
                    for number in 0..<5_000 {
                        counter.increment()
                        counter.add(0.5)
                        gauge.increment()
                        gauge.add(-0.5)
                        histogram.observe(Double(number % 4))
                        labeled.with(number.isMultiple(of: 2) ? "even" : "odd").increment()
                    }
                }
            }
        }
        #expect(counter.value == 60_000)
        #expect(gauge.value == 20_000)
        #expect(histogram.count == 40_000 && histogram.sum == 60_000)
        #expect(labeled.with("even").value == 20_000 && labeled.with("odd").value == 20_000)
    }

    @Test("while values come in, the buckets of a scrape agree with its count", .tags(.concurrency))
    func consistentScrape() async throws {
        let histogram = registry.histogram("a", help: "A.", buckets: [1, 2])
        let updates = Task {
            while !Task.isCancelled {
                histogram.observe(1.5)
                histogram.observe(3)
            }
        }
        var last = 0.0
        for _ in 0..<200 {
            let family = try #require(try MetricsText.parse(registry.exposition())["a"])
            let buckets = family.samples.filter { $0.name == "a_bucket" }.map(\.value)
            let count = try #require(family.samples.first { $0.name == "a_count" }).value
            #expect(buckets == buckets.sorted() && buckets.last == count && count >= last)
            last = count
        }
        updates.cancel()
    }

    @Test("bounds of buckets grow by a factor or by a width")
    func buckets() {
        #expect(Buckets.exponential(from: 1, factor: 2, count: 4).bounds == [1, 2, 4, 8])
        #expect(Buckets.linear(from: 10, width: 5, count: 3).bounds == [10, 15, 20])
        #expect(Buckets.requestSeconds.bounds.first == 0.001 && Buckets.requestSeconds.bounds.last == 60)
    }
}
