// SPDX-License-Identifier: Apache-2.0

internal import JSONKit

/// An API server that does something once more, in processes of its own, for a load that is one of its own too.
struct ClusterContestant: Contestant {
    let name: String
    private let work: () async throws -> Sample

    init(_ kind: ServerKind, work: @escaping () async throws -> Sample) {
        name = kind.name
        self.work = work
    }

    func sample() async throws -> Sample { try await work() }
}

extension RunningServer {
    /// Drives the server with a load, which is a command of this very program; the sample says what the server needed
    /// for it, and not yet the figure.
    func drive(_ program: String, _ words: [String]) throws -> (report: LoadReport, sample: Sample) {
        let before = processorMilliseconds
        let load = try Pipe([program, DriveVerb.name, kubeconfig] + words)
        var sample = Sample(figure: 0)
        var line = load.nextLine()
        if line == DriveVerb.holding {
            sample.residentBytes = residentBytes
            line = load.nextLine()
        }
        guard let line, let report = try? LoadReport(parsing: line) else {
            throw BenchError(.unreadableReport, "the load has not reported: \(words.joined(separator: " "))")
        }
        if let before, let after = processorMilliseconds, report.count > 0 {
            sample.processorTime = (after - before) * 1000 / Double(report.count)
        }
        sample.peakBytes = peakBytes
        sample.latency50 = report.latencies?.median
        sample.latency99 = report.latencies?.percentile99
        return (report, sample)
    }
}
