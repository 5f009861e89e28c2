// SPDX-License-Identifier: Apache-2.0

import CommandLineKit
import Testing

@Suite(.timeLimit(.minutes(1)))
struct ParsingTests {
    struct Case: CustomTestStringConvertible {
        let testDescription: String
        let words: String
        let read: String

        init(_ testDescription: String, _ words: String, _ read: String) {
            self.testDescription = testDescription
            self.words = words
            self.read = read
        }
    }

    static let understood = [
        Case("what is not given has its default", "--quay q Argo", "grain 10 q [] - insured, slow Argo []"),
        Case("a value follows as a word", "--cargo wine --quay q Argo", "wine 10 q [] - insured, slow Argo []"),
        Case("a value follows an equals sign", "--cargo=wine --quay=q Argo", "wine 10 q [] - insured, slow Argo []"),
        Case("only the first equals sign counts", "--quay=a=b Argo", "grain 10 a=b [] - insured, slow Argo []"),
        Case("a value may be empty", "--quay= Argo", "grain 10  [] - insured, slow Argo []"),
        Case("a short option takes the next word", "-c wine --quay q Argo", "wine 10 q [] - insured, slow Argo []"),
        Case("a short option takes its own rest", "-cwine --quay q Argo", "wine 10 q [] - insured, slow Argo []"),
        Case("a short option takes an equals sign", "-c=wine --quay q Argo", "wine 10 q [] - insured, slow Argo []"),
        Case("given twice, the last one counts", "-t 1 -t 2 --quay q Argo", "grain 2 q [] - insured, slow Argo []"),
        Case(
            "a repeated option keeps all",
            "-n a --note b -n=c --quay q Argo",
            "grain 10 q [a, b, c] - insured, slow Argo []"
        ),
        Case("an optional one is set", "--captain Jason --quay q Argo", "grain 10 q [] Jason insured, slow Argo []"),
        Case("a flag sets", "--fast --quay q Argo", "grain 10 q [] - insured, fast Argo []"),
        Case("no- clears", "--no-insured --quay q Argo", "grain 10 q [] - uninsured, slow Argo []"),
        Case(
            "a flag takes a value after an equals sign",
            "--insured=false --quay q Argo",
            "grain 10 q [] - uninsured, slow Argo []"
        ),
        Case("a flag does not take the next word", "--fast Argo --quay q", "grain 10 q [] - insured, fast Argo []"),
        Case("short flags share a dash", "-fi --quay q Argo", "grain 10 q [] - insured, fast Argo []"),
        Case("the last of them may take a value", "-fc wine --quay q Argo", "wine 10 q [] - insured, fast Argo []"),
        Case("a short flag takes an equals sign", "-fi=false --quay q Argo", "grain 10 q [] - uninsured, fast Argo []"),
        Case("options and arguments mix", "Argo --quay q 1 -f 2", "grain 10 q [] - insured, fast Argo [1, 2]"),
        Case(
            "a negative number is a value",
            "-t -5 --quay q Argo -1 -2",
            "grain -5 q [] - insured, slow Argo [-1, -2]"
        ),
        Case("a dash alone is a value", "--quay - -", "grain 10 - [] - insured, slow - []"),
        Case("after -- everything is an argument", "--quay q -- --fast", "grain 10 q [] - insured, slow --fast []"),
        Case("a second -- is an argument", "--quay q -- --", "grain 10 q [] - insured, slow -- []"),
        Case("help after -- is an argument", "--quay q -- --help", "grain 10 q [] - insured, slow --help []"),
    ]

    @Test("what is understood", arguments: understood)
    func understands(row: Case) async {
        let words = row.words.split(separator: " ").map(String.init)
        let result = await Harbour.run(["load"] + words)
        let expected = row.read.replacing("[a, b, c]", with: #"["a", "b", "c"]"#)
        #expect(result.output == expected + "\n")
        #expect(result.errors.isEmpty)
        #expect(result.code == .success)
    }

    static let misunderstood = [
        Case("a command is misspelt", "laod", "harbour: there is no command 'laod'; did you mean 'load'?"),
        Case("a command is cut short", "comp", "harbour: there is no command 'comp'; did you mean 'completion'?"),
        Case("a command is like nothing", "embark", "harbour: there is no command 'embark'"),
        Case(
            "a nested command is misspelt",
            "list shisp",
            "harbour list: there is no command 'shisp'; did you mean 'ships'?"
        ),
        Case("a group lacks its command", "list", "harbour list: a command must follow: ships"),
        Case(
            "an option stands before the command",
            "--cargo wine load",
            "harbour: '--cargo' stands before the command; options follow the command they are for"
        ),
        Case("a hidden command is not suggested", "complte", "harbour: there is no command 'complte'"),
        Case(
            "an option is misspelt",
            "load --crago wine",
            "harbour load: there is no option '--crago'; did you mean '--cargo'?"
        ),
        Case("an option is unknown, with a value", "load --anchor=3", "harbour load: there is no option '--anchor'"),
        Case("a short option is unknown", "load -fz", "harbour load: there is no option '-z'"),
        Case(
            "--no- is for flags",
            "load --no-cargo",
            "harbour load: there is no option '--no-cargo'; did you mean '--cargo'?"
        ),
        Case("a value is missing at the end", "load --tons", "harbour load: --tons needs a value, a whole number"),
        Case(
            "a value is missing before an option",
            "load --tons --fast",
            "harbour load: --tons needs a value, a whole number; if '--fast' is the value, write '--tons=--fast'"
        ),
        Case(
            "a value is missing before --",
            "load --tons -- Argo",
            "harbour load: --tons needs a value, a whole number"
        ),
        Case(
            "a number is none",
            "load --tons many --quay q Argo",
            "harbour load: --tons: expected a whole number, found 'many'"
        ),
        Case(
            "a number is too big",
            "load --tons 9223372036854775808 --quay q Argo",
            "harbour load: --tons: expected a whole number, found '9223372036854775808'"
        ),
        Case(
            "a choice is misspelt",
            "load -c tiber --quay q Argo",
            "harbour load: --cargo: expected grain, wine or timber, found 'tiber'; did you mean 'timber'?"
        ),
        Case(
            "a flag's value is none",
            "load --fast=yes --quay q Argo",
            "harbour load: --fast: expected true or false, found 'yes'"
        ),
        Case("--no- takes no value", "load --no-fast=true", "harbour load: '--no-fast' takes no value"),
        Case("a required option is missing", "load Argo", "harbour load: --quay NAME is missing"),
        Case("a required argument is missing", "load --quay q", "harbour load: the argument SHIP is missing"),
        Case(
            "an argument is of the wrong type",
            "load --quay q Argo one",
            "harbour load: HOLDS: expected a whole number, found 'one'"
        ),
        Case(
            "there is an argument too many",
            "list ships Argo",
            "harbour list ships: there is no place for 'Argo': it takes no arguments"
        ),
        Case(
            "there is an argument too many after one",
            "completion bash zsh",
            "harbour completion: there is no place for 'zsh': it takes only one argument"
        ),
        Case(
            "help is asked for what is not there",
            "help list ship",
            "harbour list: there is no command 'ship'; did you mean 'ships'?"
        ),
    ]

    @Test("what is not understood ends with 2 and one sentence on standard error", arguments: misunderstood)
    func refuses(row: Case) async throws {
        let result = await Harbour.run(row.words.split(separator: " ").map(String.init))
        let lines = result.errors.split(separator: "\n")
        #expect(lines.first.map(String.init) == row.read)
        let command = try #require(row.read.split(separator: ":").first)
        #expect(lines.dropFirst().map(String.init) == ["Run '\(command) --help' for its usage."])
        #expect(result.output.isEmpty)
        #expect(result.code == .usage)
    }
}
