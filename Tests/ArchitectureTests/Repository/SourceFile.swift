// SPDX-License-Identifier: Apache-2.0

/// A Swift file, line by line, with code, comments and literals told apart.
struct SourceFile: Sendable {
    struct Line: Sendable {
        /// The line without comments, and with the contents of string literals left out.
        let code: String
        /// The comments of the line, with their slashes.
        let comment: String

        /// The code without its indentation.
        var words: Substring { code.drop { $0 == " " } }
        var isBlank: Bool { words.isEmpty }
        var isDocumentation: Bool { isBlank && comment.hasPrefix("///") }
    }

    /// The path from the root of the repository.
    let path: String
    let text: String
    let lines: [Line]

    init(path: String, text: String) {
        self.path = path
        self.text = text
        var lexer = SwiftLexer(text)
        lines = lexer.lines()
    }

    /// The target that the file belongs to.
    var target: String {
        let parts = path.split(separator: "/")
        return parts.count > 1 ? String(parts[1]) : ""
    }

    /// The lines whose code has a property, with what is wrong with them.
    func findings(_ message: String, where isFound: (Line) -> Bool) -> [Finding] {
        lines.enumerated().filter { isFound($0.element) }.map { finding(message, at: $0.offset) }
    }

    /// A finding at a line that is counted from 0.
    func finding(_ message: String, at index: Int) -> Finding {
        Finding(path: path, line: index + 1, message: message)
    }
}

/// Something that breaks a rule, and where.
struct Finding: Sendable, CustomStringConvertible {
    let path: String
    let line: Int
    let message: String

    var description: String { "\(path):\(line): \(message)" }
}
