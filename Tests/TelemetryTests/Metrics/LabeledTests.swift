// SPDX-License-Identifier: Apache-2.0

import Telemetry
import TestSupport
import Testing

@Suite("Labeled metrics")
struct LabeledTests {
    let sink = RecordingSink()
    let registry: MetricRegistry

    init() {
        registry = MetricRegistry(logger: Logger(room: "telemetry", Logging(levels: LogLevels(), sink: sink)))
    }

    var text: String { String(decoding: registry.exposition(), as: UTF8.self) }

    @Test("the same values of the labels give the same metric, in the order of registration")
    func identity() {
        let requests = registry.counter("requests_total", help: "R.", labels: ["verb", "code"])
        let kept = requests.with("GET", "200")
        #expect(kept === requests.with("GET", "200"))
        #expect(kept !== requests.with("200", "GET"))
        kept.increment()
        #expect(text.contains("requests_total{verb=\"GET\",code=\"200\"} 1\n"))
    }

    @Test("beyond the limit all that is new is one metric, which is counted and logged once")
    func overflow() {
        let requests = registry.counter("requests_total", help: "R.", labels: ["user", "verb"], limit: 10)
        for user in 0..<1_000 {
            requests.with("user-\(user)", "GET").increment()
        }
        requests.with("user-3", "GET").increment()
        let lines = text.split(separator: "\n").filter { $0.hasPrefix("requests_total{") }
        #expect(lines.count == 11)
        #expect(lines.contains("requests_total{user=\"other\",verb=\"other\"} 990"))
        #expect(lines.contains("requests_total{user=\"user-3\",verb=\"GET\"} 2"))
        #expect(text.contains("portolan_metric_label_overflow_total{metric=\"requests_total\"} 990\n"))
        #expect(sink.records.map(\.level) == [.warning])
        #expect(sink.records.first?.fields == ["metric": "requests_total", "limit": 10])
    }

    @Test("what was removed is not scraped any more, and makes room")
    func removal() {
        let depth = registry.gauge("depth", help: "D.", labels: ["queue"], limit: 1)
        depth.with("a").set(1)
        depth.remove("a")
        #expect(!text.contains("depth"))
        depth.with("b").set(2)
        #expect(text.contains("depth{queue=\"b\"} 2\n"))
        #expect(sink.records.isEmpty)
    }

    @Test("histograms of a family have their own counts")
    func histograms() {
        let waits = registry.histogram("wait_seconds", help: "W.", labels: ["queue"], buckets: [1])
        waits.with("a").observe(0.5)
        waits.with("b").observe(2)
        #expect(text.contains("wait_seconds_bucket{queue=\"a\",le=\"1\"} 1\n"))
        #expect(text.contains("wait_seconds_bucket{queue=\"b\",le=\"1\"} 0\n"))
    }

    @Test("too few or too many values stop the program")
    func wrongNumber() async {
        await #expect(processExitsWith: .failure) {
            _ = MetricRegistry().gauge("depth", help: "D.", labels: ["queue"]).with("a", "b")
        }
    }
}
