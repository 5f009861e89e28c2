// SPDX-License-Identifier: Apache-2.0

internal import Basics
internal import JSONKit

extension RowPrinter {
    static let pods = RowPrinter(
        .name,
        .text("Ready"),
        .text("Status"),
        .text("Restarts"),
        .age,
        .wide("IP"),
        .wide("Node"),
        .wide("Nominated Node"),
        .wide("Readiness Gates")
    ) { row in
        let summary = PodSummary(row)
        return [
            row.name,
            "\(summary.ready)/\(summary.total)",
            .string(summary.reason),
            .string(summary.restartText(row)),
            row.age,
            .string(row.object.list("status", "podIPs").first?.text("ip") ?? "<none>"),
            .string(row.text("spec", "nodeName", none: "<none>")),
            .string(row.text("status", "nominatedNodeName", none: "<none>")),
            .string(summary.readinessGates(row)),
        ]
    }
}

/// What the containers of a pod are up to, in a word.
private struct PodSummary {
    private(set) var ready = 0
    private(set) var total: Int
    private(set) var reason: String
    private var restarts = 0
    private var lastRestart = ""
    private var isInitializing = false
    /// The init containers that keep running beside the others.
    private let sidecars: Set<String>

    init(_ row: Row) {
        let initial = row.object.list("spec", "initContainers")
        sidecars = Set(initial.filter { $0.text("restartPolicy") == "Always" }.map { $0.text("name") })
        total = row.object.list("spec", "containers").count + sidecars.count
        reason = row.text("status", "reason", none: row.text("status", "phase"))
        if row.condition("PodScheduled")?.text("reason") == "SchedulingGated" { reason = "SchedulingGated" }
        let statuses = row.object.list("status", "initContainerStatuses")
        readInitial(statuses, count: initial.count)
        if !isInitializing || row.isTrue(condition: "Initialized") {
            restarts = 0
            lastRestart = ""
            for status in statuses where sidecars.contains(status.text("name")) { countRestarts(of: status) }
            readMain(row)
        }
        guard row.isBeingDeleted else { return }
        if row.text("status", "reason") == "NodeLost" {
            reason = "Unknown"
        } else if !["Succeeded", "Failed"].contains(row.text("status", "phase")) {
            reason = "Terminating"
        }
    }

    private mutating func readInitial(_ statuses: [JSONObject], count: Int) {
        for (index, status) in statuses.enumerated() {
            countRestarts(of: status)
            let state = status.object("state")
            if let end = state["terminated"]?.object, end.int("exitCode") == 0 { continue }
            if sidecars.contains(status.text("name")), status["started"]?.bool == true {
                if status["ready"]?.bool == true { ready += 1 }
                continue
            }
            let waiting = state.object("waiting").text("reason")
            if let end = state["terminated"]?.object {
                reason = "Init:\(Self.ending(end))"
            } else if !waiting.isEmpty, waiting != "PodInitializing" {
                reason = "Init:\(waiting)"
            } else {
                reason = "Init:\(index)/\(count)"
            }
            isInitializing = true
            break
        }
    }

    private mutating func readMain(_ row: Row) {
        var isRunning = false
        for status in row.object.list("status", "containerStatuses").reversed() {
            countRestarts(of: status)
            let state = status.object("state")
            let waiting = state.object("waiting").text("reason")
            if !waiting.isEmpty {
                reason = waiting
            } else if let end = state["terminated"]?.object {
                reason = Self.ending(end)
            } else if status["ready"]?.bool == true, state["running"] != nil {
                isRunning = true
                ready += 1
            }
        }
        if reason == "Completed", isRunning { reason = row.isTrue(condition: "Ready") ? "Running" : "NotReady" }
    }

    private mutating func countRestarts(of status: JSONObject) {
        restarts += status.int("restartCount") ?? 0
        lastRestart = max(lastRestart, status.object("lastState", "terminated").text("finishedAt"))
    }

    private static func ending(_ end: JSONObject) -> String {
        let reason = end.text("reason")
        if !reason.isEmpty { return reason }
        if let signal = end.int("signal"), signal != 0 { return "Signal:\(signal)" }
        return "ExitCode:\(end.int("exitCode") ?? 0)"
    }

    func restartText(_ row: Row) -> String {
        restarts == 0 || lastRestart.isEmpty ? "\(restarts)" : "\(restarts) (\(row.since(lastRestart)) ago)"
    }

    func readinessGates(_ row: Row) -> String {
        let gates = row.object.list("spec", "readinessGates").map { $0.text("conditionType") }
        if gates.isEmpty { return "<none>" }
        return "\(gates.count { row.isTrue(condition: $0) })/\(gates.count)"
    }
}
