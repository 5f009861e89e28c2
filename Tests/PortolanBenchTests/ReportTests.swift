// SPDX-License-Identifier: Apache-2.0

import JSONKit
import PortolanBench
import Testing

@Suite
struct ReportTests {
    private struct Fixed: Contestant {
        let name: String
        let figure: Double
        var residentBytes: Double?
        var latency: Double?

        func sample() throws -> Sample {
            var sample = Sample(figure: figure)
            sample.processorTime = figure
            sample.peakBytes = figure * 1_000_000
            sample.residentBytes = residentBytes
            sample.latency50 = latency
            sample.latency99 = latency
            return sample
        }
    }

    private func report() async throws -> BenchReport {
        var contest = Contest(
            "json/decode",
            unit: .milliseconds,
            ours: Fixed(name: "portolan", figure: 10),
            peer: Fixed(name: "encoding/json", figure: 32)
        )
        contest.byteCount = 9_000_000
        contest.goal = .advantage(3)
        let alone = Contest("basics/heap", unit: .nanoseconds, ours: Fixed(name: "portolan", figure: 1234))
        var server = Contest(
            "server/full",
            unit: .objectsPerSecond,
            ours: Fixed(name: "portolan", figure: 10, residentBytes: 7_000_000, latency: 2)
        )
        server.goal = .figure(9)
        return BenchReport(
            date: "2026-01-02",
            machine: Machine(processor: "Abacus", cores: 2, memoryGigabytes: 8, kernel: "Linux 6", go: "go1.27"),
            pairs: 3,
            results: [try await contest.run(pairs: 3), try await alone.run(pairs: 3), try await server.run(pairs: 3)]
        )
    }

    @Test("the page for people")
    func markdown() async throws {
        let expected = """
            # Benchmark results

            2026-01-02, 2 × Abacus, 8 GB, Linux 6, go1.27, 3 pairs. Medians, with the smallest and the largest figure.

            | What | Portolan | Peer | Times as good, pair by pair | Goal | Memory |
            |---|--:|--:|--:|--:|--:|
            | `json/decode` | 10.0 (10.0…10.0) ms | encoding/json: 32.0 (32.0…32.0) ms | 3.20 (3.20…3.20)× | 3.00× | 10.0 MB / 32.0 MB |
            | `basics/heap` | 1,234 (1,234…1,234) ns |  |  |  | 1,234 MB |
            | `server/full` | 10.0 (10.0…10.0) objects/s |  |  | 9.00 objects/s | 7.00 MB |

            """
        #expect(try await report().markdown == expected)
    }

    @Test("the paragraph for a terminal")
    func text() async throws {
        let expected = """
            json/decode
              portolan: 10.0 (10.0…10.0) ms, 900 MB/s, processor 10.0 ms, peak 10.0 MB
              encoding/json: 32.0 (32.0…32.0) ms, 281 MB/s, processor 32.0 ms, peak 32.0 MB
              times as good: 3.20 (3.20…3.20), goal 3.00
            """
        #expect(try await report().results.first?.text == expected)
    }

    @Test("the paragraph of a server: latencies, what it holds, and the figure that we mean to reach")
    func serverText() async throws {
        let latencies = "p50 2.00 ms, p99 2.00 ms"
        let expected = """
            server/full
              portolan: 10.0 (10.0…10.0) objects/s, processor 10.0 µs, \(latencies), peak 10.0 MB, holds 7.00 MB
              goal: 9.00 objects/s
            """
        #expect(try await report().results.last?.text == expected)
    }

    @Test("the document for programs")
    func json() async throws {
        let document = try JSONValue(parsing: try await report().serialized())
        #expect(document["machine"]?["processor"] == "Abacus")
        #expect(document["pairs"] == 3)
        let result = document["results"]?[0]
        #expect(result?["name"] == "json/decode")
        #expect(result?["advantage"]?["median"]?.double == 3.2)
        #expect(result?["ours"]?["samples"]?.array?.count == 3)
        #expect(result?["goal"] == 3)
        #expect(document["results"]?[1]?["peer"] == nil)
        #expect(document["results"]?[2]?["figureGoal"] == 9)
        #expect(document["results"]?[2]?["ours"]?["residentBytes"]?["median"]?.double == 7_000_000)
    }

    static let numbers: [(Double, String)] = [
        (0, "0.00"), (0.126, "0.13"), (9.994, "9.99"), (10.04, "10.0"), (99.9, "99.9"), (123.4, "123"),
        (1234.5, "1,235"), (1_234_567, "1,234,567"), (-3.14159, "-3.14"), (-1234, "-1,234"),
    ]

    @Test("a number has the digits that mean something", arguments: numbers)
    func figures(number: Double, text: String) {
        #expect(Figures.short(number) == text)
    }
}
