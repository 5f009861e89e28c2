// SPDX-License-Identifier: Apache-2.0

/// An API server that is filled once, and then listed and watched as often as wanted.
final class FilledServer {
    private let kind: ServerKind
    private let scale: ClusterScale
    private let program: String
    private var server: RunningServer?

    init(_ kind: ServerKind, in bench: Bench) {
        self.kind = kind
        scale = bench.cluster
        program = bench.program
    }

    /// Starts the server and creates all objects.
    var filling: ClusterContestant {
        ClusterContestant(kind) { [self] in
            let server = try kind.start()
            self.server = server
            try await server.waitUntilReady()
            try await server.defineParcels()
            var (report, sample) = try server.drive(program, ["create", "\(scale.objects)", "\(scale.clients)"])
            sample.figure = report.rate
            sample.residentBytes = server.residentBytes
            return sample
        }
    }

    /// Lists all objects in pages; the latencies are those of the pages.
    var listing: ClusterContestant {
        ClusterContestant(kind) { [self] in
            let server = try filled()
            var (report, sample) = try server.drive(program, ["list", "\(scale.objects)", "\(scale.pageSize)"])
            sample.figure = report.rate
            return sample
        }
    }

    /// Has all objects watched by many, and says how long the slowest change took to the last of them.
    var watching: ClusterContestant {
        ClusterContestant(kind) { [self] in
            let server = try filled()
            var (report, sample) = try server.drive(program, ["watch", "\(scale.watchers)", "\(scale.changes)"])
            sample.figure = report.latencies?.maximum ?? 0
            sample.processorTime = nil
            return sample
        }
    }

    private func filled() throws -> RunningServer {
        guard let server else { throw BenchError(.programFailed, "\(kind.name) has not been filled") }
        return server
    }
}
