// SPDX-License-Identifier: Apache-2.0

/// A regular expression of a schema or a rule, which in Kubernetes are those of Go, and find their match anywhere.
///
/// They are matched as Go does it, by following all ways through the expression at once: the time is that of the length of
/// the text, whatever the expression. What Go does not know, such as looking ahead, is refused in the same words: a
/// definition that is accepted here is accepted by every API server.
package struct Pattern: Sendable, Equatable {
    /// The expression as it is written.
    package let text: String
    private let program: PatternProgram

    /// Compiles an expression.
    package init(_ text: String) throws(PatternError) {
        self.text = text
        program = try PatternCompiler.compile(PatternParser.parse(text), text)
    }

    package static func == (left: Pattern, right: Pattern) -> Bool { left.text == right.text }

    /// Whether the expression matches a part of the text.
    package func matches(_ text: String) -> Bool {
        var run = PatternRun(program)
        return run.matches(text.unicodeScalars)
    }
}
