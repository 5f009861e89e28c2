// SPDX-License-Identifier: Apache-2.0

internal import CommandLineKit
internal import FileKit
internal import JSONKit

/// `portolan-bench work`: what the harness calls in a process of its own.
struct WorkVerb: Verb {
    static let name = "work"
    static let summary = "Do the runs of one workload and report in a line of JSON."
    static let parameters: [Parameter<WorkVerb>] = [
        .argument("workload", into: \.workload, help: "Its name."),
        .argument("input", into: \.input, help: "The file to work on."),
        .argument("runs", into: \.runs, help: "How many runs are counted."),
    ]

    private var workload = ""
    private var input = ""
    private var runs = 1

    func run(in context: CommandContext) async throws {
        guard let workload = Catalogue.workloads.first(where: { $0.name == workload }) else {
            throw BenchError(.unknownWorkload, "there is no workload '\(workload)'")
        }
        let report = try workload.work(on: try File.read(input), runs: runs)
        try context.console.print(report.serializedText())
    }
}
