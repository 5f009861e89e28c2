// SPDX-License-Identifier: Apache-2.0

/// The routing service of the operator, with authentication on, beside a handler in Go that knows its answer already.
enum RoutingMeasurements {
    static let all = [service]

    private static let service = Measurement(
        name: "routing/service",
        summary: "know 10,000 labels and 1,000 dataplanes, hear of changes, answer POST /v1/route over 64 connections"
    ) { bench in
        let script = "\(bench.folder)/route.lua"
        let server = try RoutedServer(bench.routing, in: bench, script: script)
        var memory = Contest(
            "routing/service/memory",
            unit: .megabytes,
            ours: RoutedContestant {
                Sample(figure: try await server.residentBytes() / 1_000_000)
            }
        )
        memory.happensOnce = true
        var change = Contest(
            "routing/service/change",
            unit: .milliseconds,
            ours: RoutedContestant {
                let latencies = Latencies(try await server.changeOneByOne())
                var sample = Sample(figure: latencies?.percentile99 ?? 0)
                sample.latency50 = latencies?.median
                sample.latency99 = latencies?.percentile99
                return sample
            }
        )
        change.goal = .figure(50)
        return [memory, change] + (try requests(server, script, in: bench))
    }

    /// How many requests there are in a second, and how long the slowest but one in a hundred took.
    private static func requests(_ server: RoutedServer, _ script: String, in bench: Bench) throws -> [Contest] {
        var load = HTTPLoad(target: "/v1/route", connections: 64, seconds: bench.loadSeconds)
        load.script = script
        let ours = RoutedContestant { [load] in try await server.sample(under: load) }
        let peer = try bench.program(ofPeer: "routing").map { program in
            try LoadContestant(name: "net/http", server: [program, "serve"], load: load)
        }
        var rate = Contest("routing/service/route", unit: .requestsPerSecond, ours: ours, peer: peer)
        rate.goal = .advantage(1)
        var latency = Contest(
            "routing/service/route/p99",
            unit: .milliseconds,
            ours: ByLatency(contestant: ours),
            peer: peer.map { ByLatency(contestant: $0) }
        )
        latency.goal = .figure(5)
        return [rate, latency]
    }
}

/// The controller of a server that is started when it is first needed.
private struct RoutedContestant: Contestant {
    let name = "portolan"
    let work: () async throws -> Sample

    func sample() async throws -> Sample { try await work() }
}

/// A contestant who is judged by how long answers take.
private struct ByLatency: Contestant {
    let contestant: any Contestant

    var name: String { contestant.name }

    func sample() async throws -> Sample {
        var sample = try await contestant.sample()
        sample.figure = sample.latency99 ?? 0
        sample.processorTime = nil
        return sample
    }
}
