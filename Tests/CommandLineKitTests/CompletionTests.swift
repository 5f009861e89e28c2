// SPDX-License-Identifier: Apache-2.0

import CommandLineKit
import Testing

@Suite(.timeLimit(.minutes(1)))
struct CompletionTests {
    struct Case: CustomTestStringConvertible {
        let testDescription: String
        let words: [String]
        let candidates: [String]

        init(_ testDescription: String, _ words: [String], _ candidates: [String]) {
            self.testDescription = testDescription
            self.words = words
            self.candidates = candidates
        }
    }

    static let cases = [
        Case("commands, without the hidden ones", [""], ["load", "list", "sink", "completion", "help"]),
        Case("commands that begin so", ["l"], ["load", "list"]),
        Case("the commands of a group", ["list", ""], ["ships"]),
        Case("nothing after what is no command", ["embark", ""], []),
        Case("options", ["load", "--c"], ["--cargo", "--captain"]),
        Case("help is an option of everything", ["list", "ships", "-"], ["--help"]),
        Case("the choices of an option", ["load", "--cargo", ""], ["grain", "wine", "timber"]),
        Case("the choices of a short option", ["load", "-c", "w"], ["wine"]),
        Case("the choices after an equals sign", ["load", "--cargo=t"], ["--cargo=timber"]),
        Case("the choices after an equals sign, as bash splits it", ["load", "--cargo", "=", "t"], ["timber"]),
        Case(
            "all choices after an equals sign, as bash splits it",
            ["load", "--cargo", "="],
            ["grain", "wine", "timber"]
        ),
        Case("nothing for a value without choices", ["load", "--tons", ""], []),
        Case("the choices of an argument", ["completion", ""], ["bash", "zsh", "fish"]),
        Case("commands after help", ["help", "lo"], ["load"]),
        Case("commands of a group after help", ["help", "list", ""], ["ships"]),
    ]

    @Test("what may be typed next", arguments: cases)
    func candidates(row: Case) async {
        let result = await Harbour.run(["complete", "--"] + row.words)
        #expect(result.output.split(separator: "\n").map(String.init) == row.candidates)
        #expect(result.code == .success)
    }

    @Test("the script of a shell calls the program back", arguments: Shell.allCases)
    func scripts(shell: Shell) async {
        let result = await Harbour.run(["completion", shell.rawValue])
        #expect(result.output.contains("harbour complete -- "))
        #expect(result.code == .success)
    }
}
