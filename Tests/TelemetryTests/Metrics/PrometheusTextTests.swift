// SPDX-License-Identifier: Apache-2.0

import Telemetry
import TestSupport
import Testing

@Suite("Prometheus text", .tags(.codec), .timeLimit(.minutes(1)))
struct PrometheusTextTests {
    /// A registry with everything that can be hard to read.
    static func crowded(_ seed: Seed) -> MetricRegistry {
        var random = SeededRandom(seed)
        let registry = MetricRegistry()
        registry.registerProcessMetrics()
        let letters = ["a", "B", "\\", "\"", "\n", "{", "}", ",", "=", " ", "é", "🚢", "#", "\\n", "\t"]
        func word() -> String {
            (0..<Int.random(in: 0..<6, using: &random)).compactMap { _ in letters.randomElement(using: &random) }
                .joined()
        }
        let counters = registry.counter("words_total", help: "All \\ of \"them\"\nand more.", labels: ["a", "b"])
        let gauges = registry.gauge("levels", help: "Numbers of every size.", labels: ["c"])
        let histograms = registry.histogram("waits_seconds", help: "Waits.", labels: ["d"], buckets: .requestSeconds)
        for _ in 0..<60 {
            counters.with(word(), word()).increment(by: .random(in: 0...UInt64.max / 2, using: &random))
            gauges.with(word()).set(Double(bitPattern: random.next()))
            histograms.with(word()).observe(.random(in: 0...100, using: &random))
        }
        registry.gauge("plain", help: "Plain.").set(-.infinity)
        return registry
    }

    @Test("a strict reader finds what was written", .tags(.property), arguments: Seed.some(4))
    func strictReader(seed: Seed) throws {
        let families = try MetricsText.parse(Self.crowded(seed).exposition())
        #expect(families["words_total"]?.help == "All \\ of \"them\"\nand more.")
        #expect(families["words_total"]?.type == "counter")
        #expect(families["waits_seconds"]?.type == "histogram")
        #expect(families["plain"]?.samples.map(\.value) == [-.infinity])
        #expect((families["words_total"]?.samples.count ?? 0) > 20)
    }

    @Test(
        "the parser of the Python client finds the same samples",
        .tags(.interop),
        .enabled(if: PrometheusClient.isInstalled, "prometheus_client is missing: `make setup` installs it into .venv"),
        arguments: Seed.some(2)
    )
    func pythonClient(seed: Seed) throws {
        let text = Self.crowded(seed).exposition()
        let expected = try MetricsText.parse(text).values.flatMap(\.samples).map(\.description).sorted()
        let found = try PrometheusClient.samples(in: text).map(\.description).sorted()
        #expect(found == expected)
    }
}
