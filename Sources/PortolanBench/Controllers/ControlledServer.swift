// SPDX-License-Identifier: Apache-2.0

internal import JSONKit

/// An API server that is filled once, and then controlled as often as wanted: each round is a new process, from which
/// all contests take their figures.
final class ControlledServer {
    private let kind: ServerKind
    private let scale: ControllerScale
    private let program: String
    private var server: RunningServer?
    private var reports: [ControllerLoadReport] = []

    init(_ kind: ServerKind, _ scale: ControllerScale, in bench: Bench) {
        self.kind = kind
        self.scale = scale
        program = bench.program
    }

    /// Takes a sample of each round's report.
    func contestant(_ sample: @escaping (ControllerLoadReport) -> Sample) -> ClusterContestant {
        var round = 0
        return ClusterContestant(kind) { [self] in
            if round == reports.count { reports.append(try await control()) }
            defer { round += 1 }
            return sample(reports[round])
        }
    }

    /// Runs a controller from the start of its process to its end.
    private func control() async throws -> ControllerLoadReport {
        let kubeconfig = try await filledServer().kubeconfig
        let start = ContinuousClock.now
        let words = [scale.objects, scale.changes, scale.writes].map { "\($0)" }
        let process = try Pipe([program, ControlVerb.name, kubeconfig] + words)
        let isVisited = process.nextLine() == ControlVerb.visited
        let visitMilliseconds = start.duration(to: .now) / .milliseconds(1)
        guard isVisited, let line = process.nextLine(), var report = try? ControllerLoadReport(parsing: line) else {
            throw BenchError(.unreadableReport, "a controller of \(scale.objects) objects has not reported")
        }
        report.visitMilliseconds = visitMilliseconds
        return report
    }

    private func filledServer() async throws -> RunningServer {
        if let server { return server }
        let server = try kind.start()
        try await server.waitUntilReady()
        let words = [ControlVerb.name, server.kubeconfig, "\(scale.objects)", "0", "0", "--fill"]
        _ = try Pipe.output(of: [program] + words)
        self.server = server
        return server
    }
}
