// SPDX-License-Identifier: Apache-2.0

internal import CommandLineKit
internal import PortolanApp

/// `portolan down`.
struct DownVerb: Verb {
    static let name = "down"
    static let summary = "End the fleet that portolan up --detach runs on this machine."
    static let discussion = "What it has stored stays in its folder, and the next `portolan up` goes on with it."
    static let parameters: [Parameter<DownVerb>] = [
        .option("dir", into: \.folder, placeholder: "FOLDER", help: "Where everything is kept.")
    ]

    private var folder = ".portolan"

    func run(in context: CommandContext) async throws {
        let hasRun = try await DetachedLaptop(LaptopFolder(folder)).stop()
        try context.console.print(hasRun ? "The fleet of \(folder) has ended." : "No fleet of \(folder) runs.")
    }
}
