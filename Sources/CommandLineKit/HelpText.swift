// SPDX-License-Identifier: Apache-2.0

/// The help of one command, made from what the command says of itself and broken to a width.
package struct HelpText: Sendable {
    private let command: Command
    private let path: [String]
    private let width: Int

    /// The help of the command that the path leads to.
    package init(_ command: Command, path: [String], width: Int) {
        self.command = command
        self.path = path
        self.width = width
    }

    /// The whole text, without a line feed at the end.
    package var text: String {
        let sections = [summary, usage, discussion, commands, arguments, options, closing]
        return sections.filter { !$0.isEmpty }.joined(separator: "\n\n")
    }

    private var summary: String {
        TextBlock(command.summary).wrapped(to: width)
    }

    private var discussion: String {
        TextBlock(command.discussion.replacing("{program}", with: path.first ?? "")).wrapped(to: width)
    }

    private var usage: String {
        let call = "Usage: " + path.joined(separator: " ")
        return TextBlock("\(call) \(pattern)").wrapped(to: width, indent: 0, hanging: min(call.count + 1, width / 2))
    }

    /// What follows the command: `[OPTIONS] --region REGION NAME [LABEL...]`.
    private var pattern: String {
        guard case .verb(let parameters, _) = command.content else { return "COMMAND" }
        let options = parameters.filter { $0.form != .argument }
        let required = options.filter { $0.presence == .required }.map { "\($0.title)\u{A0}\($0.placeholder)" }
        let arguments = parameters.filter { $0.form == .argument }.map { shape in
            let word = shape.placeholder + (shape.isRepeated ? "..." : "")
            return shape.presence == .required ? word : "[\(word)]"
        }
        let hasOptional = options.contains { $0.presence == .optional }
        return ((hasOptional ? ["[OPTIONS]"] : []) + required + arguments).joined(separator: " ")
    }

    private var commands: String {
        let rows = command.visibleSubcommands.map { Row($0.name, $0.summary) }
        return table("Commands", rows)
    }

    private var arguments: String {
        let rows = command.parameters.filter { $0.form == .argument }.map { Row($0.placeholder, note($0)) }
        return table("Arguments", rows)
    }

    private var options: String {
        guard case .verb(let parameters, _) = command.content else { return "" }
        let shapes = parameters.filter { $0.form != .argument } + [.help]
        return table("Options", shapes.map { Row(label($0), note($0)) })
    }

    private var closing: String {
        guard case .group = command.content else { return "" }
        let call = path.joined(separator: " ")
        return TextBlock("Run '\(call) COMMAND --help' for what a command takes.").wrapped(to: width)
    }

    private func label(_ shape: ParameterShape) -> String {
        let short = shape.short.map { "-\($0), " } ?? "    "
        return short + shape.title + (shape.form == .option ? " \(shape.placeholder)" : "")
    }

    /// The help of a parameter and, in brackets, what its type and default add to it.
    private func note(_ shape: ParameterShape) -> String {
        var additions: [String] = []
        if shape.form != .flag, !shape.choices.isEmpty { additions.append(shape.choices.joinedAsChoice()) }
        if shape.presence == .required, shape.form == .option { additions.append("required") }
        if shape.isRepeated, shape.form == .option { additions.append("may be repeated") }
        let isTold = shape.presence == .optional && shape.defaultWords.contains { !$0.isEmpty && $0 != "false" }
        if isTold { additions.append("default: \(shape.defaultWords.joined(separator: ", "))") }
        return additions.isEmpty ? shape.help : "\(shape.help) [\(additions.joined(separator: "; "))]"
    }
}

extension HelpText {
    private struct Row {
        let label: String
        let note: String

        init(_ label: String, _ note: String) {
            self.label = label
            self.note = note
        }
    }

    /// Labels in one column and notes in another; a label that is too long stands on a line of its own.
    private func table(_ title: String, _ rows: [Row]) -> String {
        guard !rows.isEmpty else { return "" }
        let widest = width * 2 / 5
        let column = 4 + (rows.map(\.label.count).filter { $0 <= widest }.max() ?? 0)
        let lines = rows.map { row in
            let note = TextBlock(row.note).wrapped(to: width, indent: column, hanging: column)
            guard row.label.count <= widest else { return "  \(row.label)\n\(note)" }
            return "  " + row.label + note.dropFirst(2 + row.label.count)
        }
        return "\(title):\n" + lines.joined(separator: "\n")
    }
}
