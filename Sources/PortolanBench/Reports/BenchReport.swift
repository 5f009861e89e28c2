// SPDX-License-Identifier: Apache-2.0

package import JSONKit

/// The results of one run of the benchmarks, for people and for programs.
package struct BenchReport: Sendable {
    /// When it was measured.
    package let date: String
    /// What it was measured on.
    package let machine: Machine
    /// How many pairs each contest had.
    package let pairs: Int
    /// In the order in which they were measured.
    package let results: [ContestResult]

    /// A report of results.
    package init(date: String, machine: Machine, pairs: Int, results: [ContestResult]) {
        self.date = date
        self.machine = machine
        self.pairs = pairs
        self.results = results
    }

    /// The report as a Markdown page.
    package var markdown: String {
        let rows = results.map { result in
            let cells = [
                "`\(result.name)`",
                Self.cell(result, result.ours),
                result.peer.map { "\($0.name): \(Self.cell(result, $0))" } ?? "",
                result.advantage.map { "\(Figures.spread($0))×" } ?? "",
                result.goal.map { "\(Figures.short($0))×" } ?? "",
                Self.memory(result),
            ]
            return "| \(cells.joined(separator: " | ")) |"
        }
        return """
            # Benchmark results

            \(date), \(machine.line), \(pairs) pairs. Medians, with the smallest and the largest figure.

            | What | Portolan | Peer | Times as good, pair by pair | Goal | Memory |
            |---|--:|--:|--:|--:|--:|
            \(rows.joined(separator: "\n"))

            """
    }

    private static func cell(_ result: ContestResult, _ side: ContestResult.Side) -> String {
        side.summary(\.figure).map { "\(Figures.spread($0)) \(result.unit.rawValue)" } ?? ""
    }

    private static func memory(_ result: ContestResult) -> String {
        let sides = [result.ours, result.peer].compactMap { $0?.summary(\.peakBytes) }
        return sides.map { "\(Figures.short($0.median / 1_000_000)) MB" }.joined(separator: " / ")
    }
}

extension BenchReport: JSONEncodable {
    package func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.field("date", date)
            writer.field("machine", machine)
            writer.field("pairs", pairs)
            writer.field("results", results)
        }
    }
}

extension ContestResult {
    /// The result as a paragraph for a terminal.
    package var text: String {
        let sides = [ours, peer].compactMap { $0 }.map { side in
            "  \(side.name): " + Self.details(of: side, in: unit, byteCount: byteCount).joined(separator: ", ")
        }
        let comparison = advantage.map { advantage in
            let goal = goal.map { ", goal \(Figures.short($0))" } ?? ""
            return ["  times as good: \(Figures.spread(advantage))\(goal)"]
        }
        return ([name] + sides + (comparison ?? [])).joined(separator: "\n")
    }

    private static func details(of side: Side, in unit: Unit, byteCount: Int?) -> [String] {
        var details: [String] = []
        if let figure = side.summary(\.figure) {
            details.append("\(Figures.spread(figure)) \(unit.rawValue)")
            if let byteCount, unit == .milliseconds {
                details.append("\(Figures.short(Double(byteCount) / figure.median / 1000)) MB/s")
            }
        }
        if let time = side.summary(\.processorTime) {
            details.append(
                "processor \(Figures.short(time.median)) \(unit == .requestsPerSecond ? "µs" : unit.rawValue)"
            )
        }
        if let latency = side.summary(\.latency99) { details.append("p99 \(Figures.short(latency.median)) ms") }
        if let peak = side.summary(\.peakBytes) { details.append("peak \(Figures.short(peak.median / 1_000_000)) MB") }
        return details
    }
}
