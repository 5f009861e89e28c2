// SPDX-License-Identifier: Apache-2.0

/// A command line that cannot be understood: what is wrong with it, for which command, and what to do.
package struct UsageError: ExitCodeError, Equatable {
    /// The kinds of mistakes, for tests and for callers that react to one.
    package enum Code: Sendable {
        case unknownCommand
        case missingCommand
        case unknownOption
        case misplacedOption
        case missingValue
        case unexpectedValue
        case invalidValue
        case missingParameter
        case extraArgument
        case contradiction
    }

    /// What kind of mistake it is.
    package let code: Code
    /// What is wrong, without the command and without advice.
    package let message: String
    /// The words that may have been meant.
    package let suggestions: [String]
    /// The words that lead to the command.
    package private(set) var path: [String] = []

    package var exitCode: ExitCode { .usage }

    /// A mistake that only the verb itself can see, such as words that do not go together.
    package init(_ code: Code, _ message: String) {
        self.init(code, message, suggestions: [])
    }

    init(_ code: Code, _ message: String, suggestions: [String]) {
        self.code = code
        self.message = message
        self.suggestions = suggestions
    }

    /// The same mistake, with the place where it was made.
    func at(_ path: [String]) -> UsageError {
        var error = self
        error.path = path
        return error
    }
}

extension UsageError: CustomStringConvertible {
    package var description: String {
        let command = path.joined(separator: " ")
        let question = suggestions.isEmpty ? "" : "; did you mean \(suggestions.map { "'\($0)'" }.joinedAsChoice())?"
        return "\(command): \(message)\(question)\nRun '\(command) --help' for its usage."
    }
}

extension UsageError {
    static func unknownCommand(_ word: String, in group: Command) -> UsageError {
        let names = group.visibleSubcommands.map(\.name)
        guard !names.isEmpty else { return .extraArgument(word, after: group.parameters) }
        let suggestions = Spelling(word).closest(in: names)
        return UsageError(.unknownCommand, "there is no command '\(word)'", suggestions: suggestions)
    }

    static func missingCommand(in group: Command) -> UsageError {
        let names = group.visibleSubcommands.map(\.name)
        return UsageError(.missingCommand, "a command must follow: \(names.joinedAsChoice())")
    }

    static func misplacedOption(_ word: String) -> UsageError {
        UsageError(.misplacedOption, "'\(word)' stands before the command; options follow the command they are for")
    }

    static func unknownOption(_ word: String, among shapes: [ParameterShape]) -> UsageError {
        let titles = shapes.filter { $0.form != .argument }.map(\.title) + ["--help"]
        return UsageError(
            .unknownOption,
            "there is no option '\(word)'",
            suggestions: word.hasPrefix("--") ? Spelling(word).closest(in: titles) : []
        )
    }

    static func missingValue(for shape: ParameterShape, before next: String?) -> UsageError {
        let advice = next.map { "; if '\($0)' is the value, write '\(shape.title)=\($0)'" } ?? ""
        return UsageError(.missingValue, "\(shape.title) needs a value, \(shape.expectation)\(advice)")
    }

    static func unexpectedValue(of word: String) -> UsageError {
        UsageError(.unexpectedValue, "'\(word)' takes no value")
    }

    static func invalidValue(_ word: String, for shape: ParameterShape) -> UsageError {
        UsageError(
            .invalidValue,
            "\(shape.title): expected \(shape.expectation), found '\(word)'",
            suggestions: Spelling(word).closest(in: shape.choices)
        )
    }

    static func missingParameter(_ shape: ParameterShape) -> UsageError {
        let what = shape.form == .argument ? "the argument \(shape.title)" : "\(shape.title) \(shape.placeholder)"
        return UsageError(.missingParameter, "\(what) is missing")
    }

    static func extraArgument(_ word: String, after shapes: [ParameterShape]) -> UsageError {
        let count = shapes.count { $0.form == .argument }
        let limit = count == 0 ? "no arguments" : count == 1 ? "only one argument" : "only \(count) arguments"
        return UsageError(.extraArgument, "there is no place for '\(word)': it takes \(limit)")
    }
}
