// SPDX-License-Identifier: Apache-2.0

/// A program that is a tree of commands: finds the one that is meant, reads its parameters, and runs it.
package struct CommandLineTool: Sendable {
    private let root: Command

    /// A tool whose root has the program's name.
    package init(_ root: Command) {
        self.root = root
    }

    /// Runs the command that the arguments (without the program's name) ask for, and says how it went.
    package func run(_ arguments: [String], on console: Console) async -> ExitCode {
        var path = [root.name]
        do {
            let call = try read(arguments)
            path = call.path
            try await call.run(CommandContext(console: console, tool: root))
            return .success
        } catch ConsoleError.closed {
            return .outputClosed
        } catch let error as UsageError {
            console.printError("\(error.path.isEmpty ? error.at(path) : error)")
            return error.exitCode
        } catch {
            console.printError("\(path.joined(separator: " ")): \(error)")
            return (error as? any ExitCodeError)?.exitCode ?? .failure
        }
    }
}

extension CommandLineTool {
    private typealias Call = (path: [String], run: Command.BoundVerb)

    private func read(_ arguments: [String]) throws(UsageError) -> Call {
        var command = root
        var path = [root.name]
        var words = arguments[...]
        while case .group = command.content, let word = words.first, !word.hasPrefix("-") {
            guard let next = command.subcommand(named: word) else {
                throw UsageError.unknownCommand(word, in: command).at(path)
            }
            command = next
            path.append(word)
            words.removeFirst()
        }
        do {
            return (path, try bind(command, path: path, words: Array(words)))
        } catch {
            throw error.at(path)
        }
    }

    private func bind(_ command: Command, path: [String], words: [String]) throws(UsageError) -> Command.BoundVerb {
        let asksForHelp = words.prefix { $0 != "--" }.contains { $0 == "--help" || $0 == "-h" }
        if asksForHelp || (path.count == 1 && words.isEmpty) {
            return { try $0.console.print(HelpText(command, path: path, width: $0.console.width).text) }
        }
        switch command.content {
        case .verb(let parameters, let bind): return try bind(try ArgumentScanner.scan(words, for: parameters))
        case .group: throw words.first.map(UsageError.misplacedOption) ?? .missingCommand(in: command)
        }
    }
}
