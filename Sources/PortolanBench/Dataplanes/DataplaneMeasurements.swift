// SPDX-License-Identifier: Apache-2.0

/// The operator with many dataplanes: from one `kubectl apply` until all of them take work, and what it costs to keep them.
enum DataplaneMeasurements {
    static let all = [fleet]

    private static let fleet = Measurement(
        name: "dataplanes/fleet",
        summary: "look after nothing, register 1,000 dataplanes at once, watch over them while nothing happens"
    ) { bench in
        let fleet = RegisteredFleet(bench.dataplanes, program: try bench.portolan)
        func contest(
            _ what: String,
            _ unit: Unit,
            goal: Double? = nil,
            _ figure: @escaping (RegisteredFleet.Report) -> Double
        ) -> Contest {
            var contest = Contest(
                "dataplanes/fleet/\(what)",
                unit: unit,
                ours: RegisteringContestant { Sample(figure: figure(try await fleet.report())) }
            )
            contest.happensOnce = true
            contest.goal = goal.map { .figure($0) }
            return contest
        }
        return [
            contest("none/memory", .megabytes, goal: 20) { $0.emptyBytes / 1_000_000 },
            contest("none/idle", .processorMillisecondsPerSecond) { $0.emptyProcessor },
            contest("register", .milliseconds) { $0.registerMilliseconds },
            contest("register/processor", .processorMilliseconds) { $0.registerProcessor },
            contest("memory", .megabytes, goal: 120) { $0.fullBytes / 1_000_000 },
            contest("idle", .processorMillisecondsPerSecond) { $0.fullProcessor },
        ]
    }
}

/// An operator that is started when it is first needed.
private struct RegisteringContestant: Contestant {
    let name = "portolan"
    let work: () async throws -> Sample

    func sample() async throws -> Sample { try await work() }
}
