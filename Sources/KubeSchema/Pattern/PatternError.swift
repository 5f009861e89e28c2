// SPDX-License-Identifier: Apache-2.0

/// Why a text is no regular expression, in Go's words (`regexp/syntax`).
package struct PatternError: Error, Equatable, CustomStringConvertible {
    /// What is wrong.
    package enum Code: String, Sendable {
        case characterClass = "invalid character class"
        case classRange = "invalid character class range"
        case escape = "invalid escape sequence"
        case captureName = "invalid named capture"
        case perlSyntax = "invalid or unsupported Perl syntax"
        case nestedRepetition = "invalid nested repetition operator"
        case repeatCount = "invalid repeat count"
        case missingBracket = "missing closing ]"
        case missingParenthesis = "missing closing )"
        case missingRepeatArgument = "missing argument to repetition operator"
        case trailingBackslash = "trailing backslash at end of expression"
        case unexpectedParenthesis = "unexpected )"
        case nesting = "expression nests too deeply"
        case size = "expression too large"
        /// Go knows the scripts of Unicode, and Swift's standard library does not.
        case script = "scripts of Unicode are not known to the embedded API server"
    }

    /// What is wrong, and with which part of the expression.
    package let code: Code
    package let part: String

    package var description: String { "error parsing regexp: \(code.rawValue): `\(part)`" }
}
