// SPDX-License-Identifier: Apache-2.0

internal import CommandLineKit
internal import PortolanApp

/// `portolan outage begin`.
struct BeginOutageVerb: Verb {
    static let name = "begin"
    static let summary = "Let a dataplane of portolan up fail, to watch its share move."
    static let parameters: [Parameter<BeginOutageVerb>] = [
        .argument("dataplane", into: \.dataplane, presence: .required, help: "The dataplane, such as dataplane-1."),
        .option("dir", into: \.folder, placeholder: "FOLDER", help: "Where the fleet is kept."),
    ]

    private var dataplane = ""
    private var folder = ".portolan"

    func run(in context: CommandContext) async throws {
        try await LaptopOutage(of: dataplane, in: LaptopFolder(folder)).set(true)
        try context.console.print("\(dataplane) does not answer any more; portolan outage end \(dataplane) lets it.")
    }
}

/// `portolan outage end`.
struct EndOutageVerb: Verb {
    static let name = "end"
    static let summary = "Let a dataplane of portolan up answer again."
    static let parameters: [Parameter<EndOutageVerb>] = [
        .argument("dataplane", into: \.dataplane, presence: .required, help: "The dataplane, such as dataplane-1."),
        .option("dir", into: \.folder, placeholder: "FOLDER", help: "Where the fleet is kept."),
    ]

    private var dataplane = ""
    private var folder = ".portolan"

    func run(in context: CommandContext) async throws {
        try await LaptopOutage(of: dataplane, in: LaptopFolder(folder)).set(false)
        try context.console.print("\(dataplane) answers again.")
    }
}
