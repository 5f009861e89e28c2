// SPDX-License-Identifier: Apache-2.0

internal import CommandLineKit

/// `portolan-bench list`.
struct ListVerb: Verb {
    static let name = "list"
    static let summary = "List what can be measured."

    func run(in context: CommandContext) async throws {
        let width = (Catalogue.measurements.map(\.name.count).max() ?? 0) + 2
        for measurement in Catalogue.measurements {
            let gap = String(repeating: " ", count: width - measurement.name.count)
            try context.console.print(measurement.name + gap + measurement.summary)
        }
    }
}
