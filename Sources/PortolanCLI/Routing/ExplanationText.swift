// SPDX-License-Identifier: Apache-2.0

internal import CommandLineKit
internal import PortolanRouting

/// An explanation for people: where the label came from, who could have been drawn, and the draw.
struct ExplanationText {
    private let explanation: RoutingExplanation
    private let strategy: RoutingSettings.Strategy
    private let width: Int

    /// The text of an explanation in at most so many columns.
    init(_ explanation: RoutingExplanation, _ strategy: RoutingSettings.Strategy, width: Int) {
        self.explanation = explanation
        self.strategy = strategy
        self.width = width
    }

    /// The whole text, without a line feed at the end.
    var text: String {
        let sections = ["Where it could have been said:\n" + sources] + explanation.pools.map(text(of:)) + [answer]
        return sections.joined(separator: "\n\n")
    }

    private var sources: String {
        var table = TextTable(["SOURCE", "SAYS", "BY", "REMARK"])
        for source in explanation.sources {
            table.add([source.name, source.says ?? "-", source.rule ?? "-", remark(on: source)])
        }
        return table.text(width: width, indent: 2)
    }

    private func remark(on source: RoutingExplanation.Source) -> String {
        let overruled = source.overruled.joined(separator: ", ")
        let conflict = overruled.isEmpty ? [] : ["overrules the younger \(overruled)"]
        return ((source.isChosen ? ["decides"] : []) + conflict).joined(separator: "; ")
    }

    private func text(of pool: RoutingExplanation.Pool) -> String {
        let subject = pool.label.map { "\(pool.isFallback ? "Fallback label" : "Label") \($0)" } ?? "Any dataplane"
        guard !pool.members.isEmpty else { return "\(subject): no dataplane has it." }
        let hasArrivals = pool.members.contains { $0.arrival != nil }
        let titles = ["DATAPLANE", "WEIGHT", "SHARE", "STANDING"] + (hasArrivals ? ["ARRIVAL"] : []) + ["REMARK"]
        var table = TextTable(titles, [.left, .right, .right, .left, hasArrivals ? .right : .left])
        for member in pool.members {
            let arrival = hasArrivals ? [member.arrival.map { Self.text(ofArrival: $0) } ?? "-"] : []
            let share = member.share > 0 ? member.share.percentage : "-"
            let remark = member.isChosen ? "drawn" : member.obstacle ?? ""
            table.add([member.dataplane, "\(member.weight)", share, member.standing.rawValue] + arrival + [remark])
        }
        return "\(subject):\n\(table.text(width: width, indent: 2))\(draw(of: pool))"
    }

    /// Arrivals get as small as weights get large, and only their order counts: seven significant digits tell it.
    private static func text(ofArrival arrival: Double) -> String {
        var digits = 6
        var bound = 1.0
        while arrival < bound, digits < 12 {
            bound /= 10
            digits += 1
        }
        return arrival.text(digits: digits)
    }

    private func draw(of pool: RoutingExplanation.Pool) -> String {
        guard pool.members.contains(where: \.isChosen) else { return "" }
        let text =
            switch (explanation.request.execution, strategy) {
            case (nil, _): "There is no execution's name: chance drew, by the weights."
            case (let name?, .rendezvous): "Rendezvous: of those who arrive for \"\(name)\" the earliest gets it."
            case (let name?, .flyte):
                "Flyte: the draw of \"\(name)\" is \(Double(pool.draw ?? 0).text(digits: 8)), a point on the row of shares."
            }
        return "\n" + TextBlock(text).wrapped(to: width, indent: 2, hanging: 2)
    }

    private var answer: String {
        let text =
            switch explanation.outcome {
            case .success(let decision): "It goes to \(decision.dataplane)."
            case .failure(let refusal): "It goes nowhere: \(refusal)."
            }
        return TextBlock(text).wrapped(to: width)
    }
}
