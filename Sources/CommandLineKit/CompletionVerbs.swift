// SPDX-License-Identifier: Apache-2.0

/// A shell that can complete words of this program.
package enum Shell: String, CaseIterable, CommandLineValue {
    case bash
    case zsh
    case fish

    package static var placeholder: String { "SHELL" }

    /// A script that asks the program itself, so that it never falls behind what the program understands.
    func script(for program: String) -> String {
        switch self {
        case .bash:
            """
            _\(program)() {
                mapfile -t COMPREPLY < <(\(program) complete -- "${COMP_WORDS[@]:1:COMP_CWORD}")
            }
            complete -o default -F _\(program) \(program)
            """
        case .zsh:
            """
            #compdef \(program)
            _\(program)() {
                local -a words_found
                words_found=("${(@f)$(\(program) complete -- "${(@)words[2,CURRENT]}")}")
                compadd -- $words_found
            }
            compdef _\(program) \(program)
            """
        case .fish:
            """
            complete -c \(program) -f -a '(\(program) complete -- (commandline -opc)[2..] (commandline -ct))'
            """
        }
    }
}

/// `completion`: the script that a shell reads to complete words.
package struct CompletionVerb: Verb {
    package static let name = "completion"
    package static let summary = "Print the script that lets a shell complete words."
    package static let discussion = """
        Load it where your shell starts:

          source <({program} completion bash)    # bash: ~/.bashrc
          source <({program} completion zsh)     # zsh: ~/.zshrc, after compinit
          {program} completion fish | source     # fish: ~/.config/fish/config.fish
        """
    package static let parameters: [Parameter<CompletionVerb>] = [
        .argument("shell", into: \.shell, help: "The shell that is to complete.")
    ]

    private var shell = Shell.bash

    package init() {}

    package func run(in context: CommandContext) async throws {
        try context.console.print(shell.script(for: context.tool.name))
    }
}

/// `complete`: what those scripts call.
package struct CompleteVerb: Verb {
    package static let name = "complete"
    package static let summary = "List what the last of the words may become."
    package static let parameters: [Parameter<CompleteVerb>] = [
        .argument("words", into: \.words, help: "The words so far, without the program's name.")
    ]

    private var words: [String] = []

    package init() {}

    package func run(in context: CommandContext) async throws {
        let candidates = CompletionCandidates(of: context.tool).complete(words)
        guard !candidates.isEmpty else { return }
        try context.console.print(candidates.joined(separator: "\n"))
    }
}
