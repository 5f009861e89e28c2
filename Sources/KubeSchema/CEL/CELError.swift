// SPDX-License-Identifier: Apache-2.0

/// Why a rule cannot be compiled, or could not be evaluated for a value.
package struct CELError: Error, Hashable, CustomStringConvertible {
    /// Which of the two it was.
    package enum Code: Sendable {
        /// The text is no expression.
        case syntax
        /// The text is an expression, but of a part of the language that is not evaluated here.
        case unsupported
        /// The value has no such member, or an operation does not exist for such values.
        case evaluation
        /// The evaluation took more steps than a rule may take.
        case budget
    }

    /// Which of them it was.
    package let code: Code
    /// What is wrong, as Kubernetes would word it where it knows the error.
    package let message: String
    /// The character at which it shows, counted from 1, for errors in the text.
    package let column: Int?

    init(_ code: Code, _ message: String, column: Int? = nil) {
        self.code = code
        self.message = message
        self.column = column
    }

    package var description: String {
        column.map { "ERROR: <input>:1:\($0): \(message)" } ?? message
    }

    /// The error with the line of the text that it is in, and a mark below, as Kubernetes shows it.
    package func shown(in text: String) -> String {
        guard let column else { return message }
        let before = text.unicodeScalars.prefix(column - 1)
        let line = before.count { $0 == "\n" }
        let indent = before.reversed().prefix { $0 != "\n" }.count
        let lines = text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
        let source = line < lines.count ? String(lines[line]) : ""
        let mark = String(repeating: ".", count: indent) + "^"
        return "ERROR: <input>:\(line + 1):\(indent + 1): \(message)\n | \(source)\n | \(mark)"
    }
}
