// SPDX-License-Identifier: Apache-2.0

internal import FileKit
internal import JSONKit

/// A process that does a workload a number of times, reports in a line of JSON, and ends.
///
/// Each round is a new process, ours as well as the peer's: both start from the same empty heap.
struct WorkerContestant: Contestant {
    let name: String
    let words: [String]
    let operations: Int

    func sample() throws -> Sample {
        let output = try Pipe.output(of: words)
        do {
            let report = try WorkerReport(parsing: output)
            guard let sample = report.sample(operations: operations) else {
                throw BenchError(.unreadableReport, "\(name) has reported no runs")
            }
            return sample
        } catch let error as JSONError {
            throw BenchError(.unreadableReport, "\(name) has printed no report: \(error)")
        }
    }
}

extension Workload {
    /// The contest of this workload with its peer; without the Go compiler, the workload alone.
    func contest(in bench: Bench) throws -> Contest {
        try check?(bench)
        let input = try makeInput.map { make in
            let bytes = make()
            let path = "\(bench.folder)/\(name.replacing("/", with: "-"))"
            try File.write(bytes, to: path)
            return (path: path, count: bytes.count)
        }
        let words = [input?.path ?? "/dev/null", String(bench.runs)]
        let ours = WorkerContestant(
            name: "portolan",
            words: [bench.program, WorkVerb.name, name] + words,
            operations: operations
        )
        let theirs = try peer.flatMap { peer -> WorkerContestant? in
            guard let program = try bench.program(ofPeer: peer.folder) else { return nil }
            let call = [program] + peer.arguments + words
            return WorkerContestant(name: peer.name, words: call, operations: operations)
        }
        let unit: Unit = operations > 1 ? .nanoseconds : .milliseconds
        var contest = Contest(name, unit: unit, ours: ours, peer: theirs)
        contest.byteCount = input?.count
        contest.goal = goal
        return contest
    }
}
