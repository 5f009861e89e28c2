// SPDX-License-Identifier: Apache-2.0

internal import PortolanRouting

extension RoutingDecision {
    /// The decision for people, without a line feed at the end.
    var text: String {
        var lines = ["dataplane  \(dataplane)"]
        if flyteName != dataplane { lines.append("in Flyte   \(flyteName)") }
        if let label { lines.append("label      \(label)\(remark)") }
        lines.append("matched by \(match.name)\(match.rule.map { ", ExecutionClusterLabel \($0.name)" } ?? "")")
        if let strategy { lines.append("strategy   \(strategy.rawValue)") }
        return lines.joined(separator: "\n")
    }

    private var remark: String {
        if let insteadOf { return ", instead of \(insteadOf)" }
        return isStandby ? ", by a standby" : ""
    }
}
