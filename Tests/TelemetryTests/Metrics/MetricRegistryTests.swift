// SPDX-License-Identifier: Apache-2.0

import Synchronization
import Telemetry
import TestSupport
import Testing

@Suite("Metric registry")
struct MetricRegistryTests {
    let registry = MetricRegistry()

    @Test("registering the same metric again gives the same one")
    func sameTwice() {
        #expect(registry.counter("a_total", help: "A.") === registry.counter("a_total", help: "A."))
        #expect(registry.gauge("b", help: "B.") === registry.gauge("b", help: "B."))
        let first = registry.histogram("c", help: "C.", labels: ["d"], buckets: [1])
        let second = registry.histogram("c", help: "C.", labels: ["d"], buckets: [1])
        #expect(first === second)
    }

    @Test("the exposition is in the order of names and of label values")
    func exposition() {
        registry.gauge("b_bytes", help: "Back\\slash and\nline break.").set(1.5)
        let errors = registry.counter("a_total", help: "Errors by \"reason\".", labels: ["reason"])
        errors.with("z").increment(by: 3)
        errors.with("a\"b\\c\nd").increment()
        _ = registry.counter("never_total", help: "Labels without values have no samples.", labels: ["x"])
        registry.histogram("c_seconds", help: "Waits.", buckets: [0.1, 1]).observe(0.05)
        let expected = #"""
            # HELP a_total Errors by "reason".
            # TYPE a_total counter
            a_total{reason="a\"b\\c\nd"} 1
            a_total{reason="z"} 3
            # HELP b_bytes Back\\slash and\nline break.
            # TYPE b_bytes gauge
            b_bytes 1.5
            # HELP c_seconds Waits.
            # TYPE c_seconds histogram
            c_seconds_bucket{le="0.1"} 1
            c_seconds_bucket{le="1"} 1
            c_seconds_bucket{le="+Inf"} 1
            c_seconds_sum 0.05
            c_seconds_count 1

            """#
        #expect(String(decoding: registry.exposition(), as: UTF8.self) == expected)
    }

    @Test("a number that is kept elsewhere is read at every scrape, and left out when there is none")
    func scraped() {
        let depth = Mutex<Double?>(3)
        registry.gauge("depth", help: "D.") { depth.withLock { $0 } }
        registry.counter("drops_total", help: "D.") { 7 }
        func lines() -> [Substring] {
            String(decoding: registry.exposition(), as: UTF8.self).split(separator: "\n").filter { !$0.hasPrefix("#") }
        }
        #expect(lines() == ["depth 3", "drops_total 7"])
        depth.withLock { $0 = 4 }
        #expect(lines() == ["depth 4", "drops_total 7"])
        depth.withLock { $0 = nil }
        #expect(lines() == ["drops_total 7"])
    }

    @Test("a callback may itself register a metric: nothing is locked while it runs")
    func callbackRegisters() {
        registry.gauge("a", help: "A.") { [registry] in registry.gauge("b", help: "B.").value }
        #expect(!registry.exposition().isEmpty)
    }

    @Test("numbers are written as Go writes them, and read back the same")
    func numbers() {
        let texts: [(Double, String)] = [
            (0, "0"), (-0.0, "0"), (1, "1"), (-17, "-17"), (0.1, "0.1"), (1e15, "1000000000000000"), (1e21, "1e+21"),
            (1.0 / 3, "0.3333333333333333"), (.infinity, "+Inf"), (-.infinity, "-Inf"), (.nan, "NaN"),
            (9_007_199_254_740_992, "9007199254740992"), (.leastNonzeroMagnitude, "5e-324"),
        ]
        for (number, text) in texts {
            #expect(PrometheusText.format(number) == text)
        }
    }

    @Test("a mistake stops the program")
    func mistakes() async {
        await #expect(processExitsWith: .failure) {
            _ = MetricRegistry().counter("requests", help: "No suffix.")
        }
        await #expect(processExitsWith: .failure) {
            let registry = MetricRegistry()
            _ = registry.gauge("depth", help: "D.")
            _ = registry.gauge("depth", help: "Another help.")
        }
        await #expect(processExitsWith: .failure) {
            let registry = MetricRegistry()
            _ = registry.gauge("depth", help: "D.")
            registry.gauge("depth", help: "D.") { 1 }
        }
        await #expect(processExitsWith: .failure) {
            let registry = MetricRegistry()
            _ = registry.histogram("a", help: "A.", buckets: [1])
            _ = registry.histogram("a", help: "A.", buckets: [2])
        }
    }
}
