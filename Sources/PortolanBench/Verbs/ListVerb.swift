// SPDX-License-Identifier: Apache-2.0

internal import CommandLineKit

/// `portolan-bench list`.
struct ListVerb: Verb {
    static let name = "list"
    static let summary = "List what can be measured."

    func run(in context: CommandContext) async throws {
        let width = (Catalogue.workloads.map(\.name.count).max() ?? 0) + 2
        for workload in Catalogue.workloads {
            let gap = String(repeating: " ", count: width - workload.name.count)
            try context.console.print(workload.name + gap + workload.summary)
        }
    }
}
