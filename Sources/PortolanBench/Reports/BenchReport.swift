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
                Self.goal(result) ?? "",
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

    private static func goal(_ result: ContestResult) -> String? {
        switch result.goal {
        case .advantage(let times): "\(Figures.short(times))×"
        case .figure(let figure): "\(Figures.short(figure)) \(result.unit.rawValue)"
        case nil: nil
        }
    }

    private static func memory(_ result: ContestResult) -> String {
        let sides = [result.ours, result.peer].compactMap { side in
            side?.summary(\.residentBytes) ?? side?.summary(\.peakBytes)
        }
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
        var comparison = advantage.map { "  times as good: \(Figures.spread($0))" }
        switch goal {
        case .advantage(let times): comparison? += ", goal \(Figures.short(times))"
        case .figure(let figure): comparison = [comparison, "  goal: \(Figures.short(figure)) \(unit.rawValue)"].lines
        case nil: break
        }
        return [name, sides.joined(separator: "\n"), comparison].lines ?? name
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
                "processor \(Figures.short(time.median)) \(unit.ofProcessorTime)"
            )
        }
        if let latency = side.summary(\.latency50) { details.append("p50 \(Figures.short(latency.median)) ms") }
        if let latency = side.summary(\.latency99) { details.append("p99 \(Figures.short(latency.median)) ms") }
        if let peak = side.summary(\.peakBytes) { details.append("peak \(Figures.short(peak.median / 1_000_000)) MB") }
        if let held = side.summary(\.residentBytes) {
            details.append("holds \(Figures.short(held.median / 1_000_000)) MB")
        }
        return details
    }
}

extension [String?] {
    /// Those that are there, each in a line of its own; nil for none.
    fileprivate var lines: String? {
        let lines = compactMap { $0 }
        return lines.isEmpty ? nil : lines.joined(separator: "\n")
    }
}
