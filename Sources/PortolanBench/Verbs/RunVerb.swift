// SPDX-License-Identifier: Apache-2.0

internal import Basics
package import CommandLineKit
internal import FileKit
internal import JSONKit

/// `portolan-bench run`.
package struct RunVerb: Verb {
    package static let name = "run"
    package static let summary = "Measure, in pairs with a peer where there is one."
    package static let discussion = """
        Ours and the peer's program do the same work in turn, A B A B, so that a machine that slows down slows both. \
        The comparison is made pair by pair. Peers are written in Go and built when a compiler is on PATH or in .venv; \
        those of the API server are the kube-apiserver and etcd of the folder that KUBEBUILDER_ASSETS names.

          {program} run --quick --filter json
        """
    package static let parameters: [Parameter<RunVerb>] = [
        .option("filter", short: "f", into: \.filter, help: "Measure only what has this text in its name."),
        .flag("quick", short: "q", into: \.isQuick, help: "Fewer and shorter rounds, for a first look."),
        .option("pairs", into: \.pairs, help: "How many pairs are counted."),
        .option("json", into: \.jsonFile, placeholder: "FILE", help: "Write the results there as JSON."),
        .option("markdown", into: \.markdownFile, placeholder: "FILE", help: "Write the results there as Markdown."),
    ]

    private var filter = ""
    private var isQuick = false
    private var pairs: Int?
    private var jsonFile: String?
    private var markdownFile: String?

    package init() {}

    package func run(in context: CommandContext) async throws {
        let bench = try Bench(pairs: max(1, pairs ?? (isQuick ? 2 : 7)), isQuick: isQuick)
        let machine = Machine.current(go: bench.goVersion)
        try context.console.print(machine.line)
        if machine.go == nil {
            context.console.printError("There is no Go compiler: the figures stand without their peers.")
        }
        if bench.kubernetes == nil {
            context.console.printError("KUBEBUILDER_ASSETS names no kube-apiserver: the API server stands alone.")
        }

        var results: [ContestResult] = []
        for measurement in Catalogue.measurements where filter.isEmpty || measurement.name.contains(filter) {
            for contest in try measurement.prepare(bench) {
                let result = try await contest.run(pairs: bench.pairs)
                try context.console.print("\n\(result.text)")
                results.append(result)
            }
        }
        guard !results.isEmpty else { throw BenchError(.unknownWorkload, "nothing is called '\(filter)'") }

        let date = String(WallClock.system.now.description.prefix(10))
        let report = BenchReport(date: date, machine: machine, pairs: bench.pairs, results: results)
        if let jsonFile { try File.write(report.serialized(.pretty(indent: 2)) + [0x0A], to: jsonFile) }
        if let markdownFile { try File.write(Array(report.markdown.utf8), to: markdownFile) }
    }
}
