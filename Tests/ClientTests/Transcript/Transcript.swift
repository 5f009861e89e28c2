// SPDX-License-Identifier: Apache-2.0

/// What somebody typed into a shell, and what came back; a file that reads as a terminal shows it.
///
/// A line with `$ ` begins a command and those with `> ` continue it; what follows is its output. A line with `## ` is
/// a heading. Blanks at the ends of lines and empty lines at the end of an output do not count.
struct Transcript: Equatable {
    struct Step: Equatable {
        /// Where the command stands in the file.
        var line = 1
        var command: [String]
        var output: [String] = []
    }

    enum Part: Equatable {
        case heading(String)
        case step(Step)
    }

    var parts: [Part] = []

    init(parsing text: String) {
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            read(String(line), at: index + 1)
        }
        parts = parts.map { part in
            guard case .step(var step) = part else { return part }
            step.output = Self.trimmed(step.output)
            return .step(step)
        }
    }

    /// The file again.
    var text: String {
        var lines: [String] = []
        for part in parts {
            switch part {
            case .heading(let heading):
                lines += (lines.isEmpty ? [] : [""]) + ["## \(heading)"]
            case .step(let step):
                lines += zip(["$ "] + Array(repeating: "> ", count: step.command.count - 1), step.command).map(+)
                lines += step.output
            }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// The lines of an output as they are compared: without the blanks at their ends, and without empty ones at the end.
    static func lines(of output: String) -> [String] {
        trimmed(
            output.split(separator: "\n", omittingEmptySubsequences: false).map { line in
                String(line.reversed().drop { $0 == " " || $0 == "\t" }.reversed())
            }
        )
    }

    private static func trimmed(_ lines: [String]) -> [String] {
        Array(lines.reversed().drop(while: \.isEmpty).reversed())
    }

    private mutating func read(_ line: String, at number: Int) {
        if line.hasPrefix("$ ") {
            parts.append(.step(Step(line: number, command: [String(line.dropFirst(2))])))
        } else if line.hasPrefix("## ") {
            parts.append(.heading(String(line.dropFirst(3))))
        } else if case .step(var step) = parts.last {
            if step.output.isEmpty, line.hasPrefix(">") {
                step.command.append(String(line.dropFirst(2)))
            } else {
                step.output.append(line)
            }
            parts[parts.count - 1] = .step(step)
        }
    }
}
