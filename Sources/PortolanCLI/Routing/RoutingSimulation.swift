// SPDX-License-Identifier: Apache-2.0

internal import CommandLineKit
internal import JSONKit
internal import PortolanRouting
internal import RoutingService

/// Where many names went, beside where they should.
struct RoutingSimulation {
    private struct Row {
        let dataplane: String
        let count: Int
        let share: Double
        let configured: Double
    }

    private let drawn: FleetDistribution
    private let explanation: RoutingExplanation
    private let strategy: RoutingSettings.Strategy
    private let rows: [Row]

    /// What was drawn, and the explanation of a request like those that were drawn for.
    init(drawn: FleetDistribution, explanation: RoutingExplanation, strategy: RoutingSettings.Strategy) {
        self.drawn = drawn
        self.explanation = explanation
        self.strategy = strategy
        let decision = try? explanation.outcome.get()
        let members = explanation.pools.last?.members.map { ($0.dataplane, $0.share) } ?? []
        let expected = members.isEmpty ? decision.map { [($0.dataplane, 1)] } ?? [] : members
        rows = expected.map { name, share in
            let count = drawn.counts[name, default: 0]
            return Row(dataplane: name, count: count, share: drawn.share(of: name), configured: share)
        }
    }

    /// The distribution for people, without a line feed at the end.
    func text(width: Int) -> String {
        let label = (try? explanation.outcome.get())?.label.map { " of label \($0)" } ?? ""
        let chart = BarChart(bars: rows.map { .init(name: $0.dataplane, share: $0.share, expected: $0.configured) })
        let title = TextBlock("\(drawn.count) executions\(label), by \(strategy.rawValue):").wrapped(to: width)
        return "\(title)\n\n\(chart.text(width: width))"
    }
}

extension RoutingSimulation: JSONEncodable {
    func write(to writer: inout JSONWriter) {
        let decision = try? explanation.outcome.get()
        writer.object { writer in
            writer.field("executions", drawn.count)
            writer.field("label", decision?.label)
            writer.field("matchedBy", decision?.match.name)
            writer.field("strategy", strategy.rawValue)
            writer.key("dataplanes")
            writer.array { writer in
                for row in rows {
                    writer.object { writer in
                        writer.field("dataplane", row.dataplane)
                        writer.field("executions", row.count)
                        writer.field("share", row.share)
                        writer.field("configuredShare", row.configured)
                    }
                }
            }
        }
    }
}
