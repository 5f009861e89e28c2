// SPDX-License-Identifier: Apache-2.0

/// `help`: the help of any command.
package struct HelpVerb: Verb {
    package static let name = "help"
    package static let summary = "Show what a command does and takes."
    package static let parameters: [Parameter<HelpVerb>] = [
        .argument("command", into: \.words, help: "The command, word by word; without it, the list of commands.")
    ]

    private var words: [String] = []

    package init() {}

    package func run(in context: CommandContext) async throws {
        let (command, path) = try context.tool.find(words)
        try context.console.print(HelpText(command, path: path, width: context.console.width).text)
    }
}
