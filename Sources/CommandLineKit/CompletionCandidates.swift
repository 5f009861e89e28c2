// SPDX-License-Identifier: Apache-2.0

/// What may stand where a person presses the tabulator key.
struct CompletionCandidates {
    private let root: Command

    init(of root: Command) {
        self.root = root
    }

    /// The words that the last of the given words may become; the program's name is not among them.
    func complete(_ words: [String]) -> [String] {
        // Bash hands over `--output=js` as three words.
        var before = words.dropLast().filter { $0 != "=" }[...]
        let typed = words.last.flatMap { $0 == "=" ? "" : $0 } ?? ""

        var command = root
        while let word = before.first, let next = command.subcommand(named: word) {
            command = next
            before.removeFirst()
        }
        let candidates = candidates(for: command, after: before, beginning: typed)
        return candidates.filter { $0.hasPrefix(typed) }
    }

    private func candidates(
        for command: Command,
        after words: ArraySlice<String>,
        beginning typed: String
    ) -> [String] {
        if command.name == HelpVerb.name {
            let shown = try? root.find(Array(words)).command
            return shown?.visibleSubcommands.map(\.name) ?? []
        }
        guard case .verb(let parameters, _) = command.content else {
            return words.isEmpty ? command.visibleSubcommands.map(\.name) : []
        }
        let option = parameters.first { $0.form == .option && Self.isSpelling(words.last, of: $0) }
        if let option { return option.choices }
        if let equals = typed.firstIndex(of: "=") {
            let option = parameters.first { Self.isSpelling(String(typed[..<equals]), of: $0) }
            return option?.choices.map { "\(typed[...equals])\($0)" } ?? []
        }
        guard !typed.hasPrefix("-") else { return Self.options(of: parameters) }
        return parameters.first { $0.form == .argument }?.choices ?? []
    }

    private static func options(of parameters: [ParameterShape]) -> [String] {
        parameters.filter { $0.form != .argument }.map(\.title) + ["--help"]
    }

    private static func isSpelling(_ word: String?, of shape: ParameterShape) -> Bool {
        word == shape.title || (shape.short != nil && word == shape.short.map { "-\($0)" })
    }
}
