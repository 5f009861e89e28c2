// SPDX-License-Identifier: Apache-2.0

import CommandLineKit

/// A program with every form of parameter, for the tests of this room.
enum Harbour {
    static let command = Command(
        group: "harbour",
        summary: "Harbour looks after ships.",
        subcommands: [
            Command(Load.self),
            Command(group: "list", summary: "List what there is.", subcommands: [Command(ListShips.self)]),
            Command(Sink.self),
            Command(CompletionVerb.self),
            Command(HelpVerb.self),
            Command(CompleteVerb.self, isHidden: true),
        ]
    )

    /// What the program does with some words.
    static func run(_ words: [String], width: Int = 80) async -> (code: ExitCode, output: String, errors: String) {
        let (console, record) = Console.recording(width: width)
        let code = await CommandLineTool(command).run(words, on: console)
        return (code, record.output, record.errors)
    }
}

enum Cargo: String, CaseIterable, CommandLineValue {
    case grain
    case wine
    case timber

    static var placeholder: String { "CARGO" }
}

/// Prints what it was given.
struct Load: Verb {
    static let name = "load"
    static let summary = "Load a ship with cargo from the quay, and tell its captain when everything is on board."
    static let discussion = """
        The ship must lie in the harbour, and a crane must be free. Whatever does not fit stays on the quay until the \
        next ship arrives.

          harbour load --cargo wine --tons 40 Argo
        """
    static let parameters: [Parameter<Load>] = [
        .option("cargo", short: "c", into: \.cargo, help: "What to load."),
        .option("tons", short: "t", into: \.tons, help: "How much of it."),
        .option("quay", into: \.quay, placeholder: "NAME", presence: .required, help: "Where the cargo lies."),
        .option("note", short: "n", into: \.notes, help: "Something for the captain."),
        .option("captain", into: \.captain, placeholder: "NAME", help: "Who is in command."),
        .flag("insured", short: "i", into: \.isInsured, help: "Whether the cargo is insured."),
        .flag("fast", short: "f", into: \.isFast, help: "Load with all cranes."),
        .argument("ship", into: \.ship, help: "The ship."),
        .argument("holds", into: \.holds, help: "The holds to fill, in this order."),
    ]

    private var cargo = Cargo.grain
    private var tons = 10
    private var quay = ""
    private var notes: [String] = []
    private var captain: String?
    private var isInsured = true
    private var isFast = false
    private var ship = ""
    private var holds: [Int] = []

    func run(in context: CommandContext) async throws {
        let flags = "\(isInsured ? "insured" : "uninsured"), \(isFast ? "fast" : "slow")"
        try context.console.print("\(cargo) \(tons) \(quay) \(notes) \(captain ?? "-") \(flags) \(ship) \(holds)")
    }
}

struct ListShips: Verb {
    static let name = "ships"
    static let summary = "List the ships."

    func run(in context: CommandContext) async throws {
        try context.console.print("Argo")
    }
}

/// Fails, with a code of its own if it is told to.
struct Sink: Verb {
    static let name = "sink"
    static let summary = "Fail."
    static let parameters: [Parameter<Sink>] = [.option("code", into: \.code, help: "The code to fail with.")]

    private var code: Int?

    func run(in context: CommandContext) async throws {
        guard let code else { throw Leak() }
        throw LeakWithCode(exitCode: ExitCode(rawValue: Int32(code)))
    }

    struct Leak: Error, CustomStringConvertible {
        let description = "the hull leaks at frame 12; close the bulkhead"
    }

    struct LeakWithCode: ExitCodeError {
        let exitCode: ExitCode
    }
}
