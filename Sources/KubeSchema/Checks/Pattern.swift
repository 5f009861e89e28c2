// SPDX-License-Identifier: Apache-2.0

/// A regular expression of a schema or a rule, which in Kubernetes are those of RE2 and find their match anywhere.
// SAFETY: a compiled expression is never changed; what it computes at its first match is published atomically.
package final class Pattern: @unchecked Sendable {
    /// The expression as it is written.
    package let text: String
    private let regex: Regex<AnyRegexOutput>

    /// Compiles a pattern.
    package init(_ text: String) throws {
        self.text = text
        // Code points, not characters: `.` matches one of them, and `e\u{301}` is two.
        regex = try Regex(text).matchingSemantics(.unicodeScalar)
    }

    /// Whether the pattern matches a part of the text.
    package func matches(_ text: String) -> Bool {
        text.firstMatch(of: regex) != nil
    }
}
