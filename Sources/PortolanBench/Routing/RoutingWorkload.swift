// SPDX-License-Identifier: Apache-2.0

internal import PortolanRouting
internal import Synchronization

/// Decisions by a fleet of 1,000 rules, one after the other on one core, for 10,000 names of executions.
enum RoutingWorkload {
    /// Rendezvous hashing among few and many dataplanes, and flyteadmin's draw.
    static let workloads = [
        rendezvous(among: 10, within: 250),
        rendezvous(among: 100, within: 2_000),
        flyte,
    ]

    private static let count = 10_000
    private static let label = "cluster"

    private static func rendezvous(among dataplanes: Int, within nanoseconds: Double) -> Workload {
        var workload = workload(
            "routing/rendezvous/\(dataplanes)",
            "decide by rendezvous hashing among \(dataplanes) dataplanes",
            fleet(.rendezvous, dataplanes)
        )
        workload.goal = .figure(nanoseconds)
        return workload
    }

    private static var flyte: Workload {
        var workload = workload(
            "routing/flyte",
            "decide as flyteadmin does among 10 dataplanes",
            fleet(.flyte, 10)
        )
        workload.peer = Workload.Peer(name: "math/rand", folder: "routing", arguments: ["draw"])
        workload.goal = .advantage(100)
        workload.check = { try FlyteAgreement.check(in: $0) }
        return workload
    }

    private static func workload(_ name: String, _ summary: String, _ fleet: Fleet) -> Workload {
        var workload = Workload(name, summary) { input in
            let names = String(decoding: input, as: UTF8.self).split(separator: "\n").map { String?(String($0)) }
            let kept = Mutex(names)
            return { try kept.withLock { try decideAll(&$0, fleet) } }
        }
        workload.makeInput = { Array((0..<count).map { FreshNames.generated($0) }.joined(separator: "\n").utf8) }
        workload.operations = count
        return workload
    }

    private static func decideAll(_ names: inout [String?], _ fleet: Fleet) throws {
        var request = RoutingRequest(project: "project-7")
        request.domain = "production"
        request.workflow = "pipelines.workflows.nightly"
        for number in names.indices {
            // Moved in and out: what a caller copies is no part of a decision.
            swap(&request.execution, &names[number])
            keep(try fleet.decide(request))
            swap(&request.execution, &names[number])
        }
    }

    private static func fleet(_ strategy: RoutingSettings.Strategy, _ dataplanes: Int) -> Fleet {
        let rules = (0..<1_000).map { number in
            LabelRule(
                "rule-\(number)",
                LabelRule.Scope(project: "project-\(number / 4)", domain: domains[number % 4]),
                label: label
            )
        }
        var settings = RoutingSettings()
        settings.strategy = strategy
        return Fleet(
            rules: rules,
            dataplanes: (1...dataplanes).map { number in
                Dataplane("dataplane-\(number)", labels: [Dataplane.Label(label, weight: number)])
            },
            settings
        )
    }

    private static let domains = [nil, "development", "staging", "production"]
}
