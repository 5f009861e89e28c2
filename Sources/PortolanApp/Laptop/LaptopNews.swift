// SPDX-License-Identifier: Apache-2.0

internal import Basics
internal import KubeCore
internal import KubeRuntime
internal import PortolanAPI

/// Tells whoever sits before the terminal what becomes of the fleet, a line for each change.
struct LaptopNews: Sendable {
    let dataplanes: ObjectStore<DataplaneCluster>
    let clock: WallClock
    let report: @Sendable (String) throws -> Void

    /// Reports until the task is cancelled.
    func run() async throws {
        try await dataplanes.synced()
        let (present, changes) = dataplanes.follow()
        defer { changes.close() }
        var known: [ObjectKey: String] = [:]
        for dataplane in present.all { try tell(dataplane, &known) }
        while true {
            for change in try await changes.next() {
                if let dataplane = change.new {
                    try tell(dataplane, &known)
                } else if known.removeValue(forKey: change.key) != nil {
                    try say("\(change.key.name): gone")
                }
            }
        }
    }

    private func tell(_ dataplane: DataplaneCluster, _ known: inout [ObjectKey: String]) throws {
        let line = Self.line(dataplane)
        guard known.updateValue(line, forKey: dataplane.metadata.key) != line else { return }
        try say(line)
    }

    private func say(_ line: String) throws {
        // The time of day, as in 12:34:56.
        try report("\(clock.now.truncatedToSeconds.formatted().dropFirst(11).prefix(8))  \(line)")
    }

    /// The reasons of what is over in a moment.
    private static let beginnings: Set<String> = ["NotLookedAt", "NotChecked", "NotMinted"]

    /// How a dataplane is, in a line.
    static func line(_ dataplane: DataplaneCluster) -> String {
        let name = dataplane.metadata.name
        guard let condition = dataplane.status.conditions[DataplaneCluster.ConditionType.schedulable],
            !beginnings.contains(condition.reason)
        else {
            return "\(name): is being registered"
        }
        let shares = dataplane.status.labels.map { label in
            let hundredths = (Double(label.share) ?? 0) * 100
            return "\(Int(hundredths.rounded())) % of \(label.name)"
        }
        guard condition.status == .yes else {
            let detail = condition.message.isEmpty ? "" : ", \(condition.message)"
            return "\(name): takes no executions (\(condition.reason)\(detail))"
        }
        return "\(name): takes \(shares.joined(separator: ", "))"
    }
}
