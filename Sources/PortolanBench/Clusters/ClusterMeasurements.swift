// SPDX-License-Identifier: Apache-2.0

/// The embedded API server, as `portolan apiserver`, against the `kube-apiserver` and `etcd` of Kubernetes.
enum ClusterMeasurements {
    static let all = [start, create, full]

    private static let start = Measurement(
        name: "apiserver/start",
        summary: "from the start of an API server to the first client that is told it is ready"
    ) { bench in
        let contestants = try contestants(in: bench) { kind in
            ClusterContestant(kind) {
                let start = ContinuousClock.now
                let server = try kind.start()
                try await server.waitUntilReady()
                var sample = Sample(figure: start.duration(to: .now) / .milliseconds(1))
                sample.processorTime = server.processorMilliseconds
                sample.residentBytes = server.residentBytes
                return sample
            }
        }
        return [contest("apiserver/start", .milliseconds, contestants, goal: 300)]
    }

    private static let create = Measurement(
        name: "apiserver/create",
        summary: "create 10,000 custom objects of a kilobyte by 32 clients over TLS"
    ) { bench in
        let words = ["create", "\(bench.cluster.creations)", "\(bench.cluster.clients)"]
        let contestants = try contestants(in: bench) { kind in
            ClusterContestant(kind) {
                let server = try kind.start()
                try await server.waitUntilReady()
                try await server.defineParcels()
                var (report, sample) = try server.drive(bench.program, words)
                sample.figure = report.rate
                return sample
            }
        }
        // What kube-apiserver 1.36.2 with etcd did on two idle cores.
        return [contest("apiserver/create", .requestsPerSecond, contestants, goal: 1_530)]
    }

    private static let full = Measurement(
        name: "apiserver/full",
        summary: "fill an API server with 100,000 custom objects, list them in pages, watch them with 1,000 clients"
    ) { bench in
        let servers = try contestants(in: bench) { FilledServer($0, in: bench) }
        var filling = contest("apiserver/full/create", .objectsPerSecond, (servers.0.filling, servers.1?.filling))
        filling.happensOnce = true
        let listing = (servers.0.listing, servers.1?.listing)
        let watching = (servers.0.watching, servers.1?.watching)
        return [
            filling,
            contest("apiserver/full/list", .objectsPerSecond, listing),
            contest("apiserver/full/watch", .milliseconds, watching, goal: 100),
        ]
    }

    private static func contestants<Side>(
        in bench: Bench,
        _ make: (ServerKind) -> Side
    ) throws -> (Side, Side?) {
        (make(.portolan(program: try bench.portolan)), bench.kubernetes.map { make(.kubernetes($0)) })
    }

    private static func contest(
        _ name: String,
        _ unit: Unit,
        _ contestants: (ClusterContestant, ClusterContestant?),
        goal: Double? = nil
    ) -> Contest {
        var contest = Contest(name, unit: unit, ours: contestants.0, peer: contestants.1)
        contest.goal = goal.map { .figure($0) }
        return contest
    }
}
