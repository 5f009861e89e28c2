// SPDX-License-Identifier: Apache-2.0

import CommandLineKit
import Testing

@Suite(.timeLimit(.minutes(1)))
struct CommandLineToolTests {
    @Test("a program without arguments shows its help")
    func bareCall() async {
        let bare = await Harbour.run([])
        let asked = await Harbour.run(["help"])
        #expect(bare.code == .success)
        #expect(bare.output == asked.output)
        #expect(bare.output.hasPrefix("Harbour looks after ships.\n"))
    }

    @Test("there are three ways to ask for help, and they agree", arguments: [["load"], ["list"], ["list", "ships"]])
    func waysToHelp(command: [String]) async {
        let byVerb = await Harbour.run(["help"] + command)
        let byOption = await Harbour.run(command + ["--help"])
        let byLetter = await Harbour.run(command + ["-h"])
        #expect(byVerb.output.contains("Usage: harbour \(command.joined(separator: " "))"))
        #expect(byVerb.output == byOption.output)
        #expect(byVerb.output == byLetter.output)
    }

    @Test("help is shown even when the rest of the line is wrong")
    func helpBeforeMistakes() async {
        let result = await Harbour.run(["load", "--crago", "--help"])
        #expect(result.code == .success)
        #expect(result.output.hasPrefix("Load a ship"))
    }

    @Test("a failure is told with the command that failed, and ends with 1")
    func failure() async {
        let result = await Harbour.run(["sink"])
        #expect(result.code == .failure)
        #expect(result.errors == "harbour sink: the hull leaks at frame 12; close the bulkhead\n")
        #expect(result.output.isEmpty)
    }

    @Test("an error may bring a code of its own")
    func ownCode() async {
        let result = await Harbour.run(["sink", "--code", "3"])
        #expect(result.code == ExitCode(rawValue: 3))
        #expect(!result.errors.isEmpty)
    }

    @Test("a reader of the output that goes away ends the program without a word")
    func closedOutput() async {
        let (_, record) = Console.recording()
        let console = Console { (_) throws(ConsoleError) in
            throw .closed
        } errors: { (text) throws(ConsoleError) in
            Issue.record("said \(text)")
        }
        let code = await CommandLineTool(Harbour.command).run(["help"], on: console)
        #expect(code == .outputClosed)
        #expect(record.errors.isEmpty)
    }

    @Test("an output that cannot be written is a failure that is told")
    func brokenOutput() async {
        let (recording, record) = Console.recording()
        let console = Console { (_) throws(ConsoleError) in
            throw .failed(reason: "No space left on device")
        } errors: { (text) throws(ConsoleError) in
            recording.printError(text)
        }
        let code = await CommandLineTool(Harbour.command).run(["list", "ships"], on: console)
        #expect(code == .failure)
        #expect(record.errors.contains("harbour list ships: cannot write the output: No space left on device"))
    }
}
