// SPDX-License-Identifier: Apache-2.0

/// A node in the tree of commands: a verb, or a group of commands under a common word.
package struct Command: Sendable {
    /// A verb whose parameters have their values.
    typealias BoundVerb = @Sendable (CommandContext) async throws -> Void

    enum Content: Sendable {
        case verb(parameters: [ParameterShape], bind: @Sendable ([Assignment]) throws(UsageError) -> BoundVerb)
        case group([Command])
    }

    /// The word that selects it.
    package let name: String
    /// One sentence for the list of commands.
    package let summary: String
    let discussion: String
    let isHidden: Bool
    let content: Content

    /// A command that does something; a hidden one is left out of help, suggestions and completion.
    package init<V: Verb>(_ verb: V.Type, isHidden: Bool = false) {
        let fresh = V()
        let shapes = V.parameters.map { parameter in
            var shape = parameter.shape
            shape.defaultWords = parameter.defaultWords(fresh)
            return shape
        }
        name = V.name
        summary = V.summary
        discussion = V.discussion
        self.isHidden = isHidden
        content = .verb(parameters: shapes) { (assignments) throws(UsageError) in
            let verb = try Self.read(assignments, into: fresh)
            return { try await verb.run(in: $0) }
        }
    }

    /// A word that only leads to other commands.
    package init(group name: String, summary: String, discussion: String = "", subcommands: [Command]) {
        self.name = name
        self.summary = summary
        self.discussion = discussion
        isHidden = false
        content = .group(subcommands)
    }

    private static func read<V: Verb>(_ assignments: [Assignment], into fresh: V) throws(UsageError) -> V {
        let parameters = V.parameters
        var verb = fresh
        for assignment in assignments where !parameters[assignment.parameter].assign(&verb, assignment.word) {
            throw .invalidValue(assignment.word, for: parameters[assignment.parameter].shape)
        }
        return verb
    }
}

extension Command {
    /// The commands of a group that people are told of; a verb has none.
    package var visibleSubcommands: [Command] {
        guard case .group(let commands) = content else { return [] }
        return commands.filter { !$0.isHidden }
    }

    /// The parameters of a verb; a group has none.
    var parameters: [ParameterShape] {
        guard case .verb(let parameters, _) = content else { return [] }
        return parameters
    }

    func subcommand(named word: String) -> Command? {
        guard case .group(let commands) = content else { return nil }
        return commands.first { $0.name == word }
    }

    /// The command that words lead to, with the way there; every word must be a command's name.
    package func find(_ words: [String]) throws(UsageError) -> (command: Command, path: [String]) {
        var command = self
        var path = [name]
        for word in words {
            guard let next = command.subcommand(named: word) else {
                throw UsageError.unknownCommand(word, in: command).at(path)
            }
            command = next
            path.append(word)
        }
        return (command, path)
    }
}
