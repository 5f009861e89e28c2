// SPDX-License-Identifier: Apache-2.0

/// A regular expression of a schema or a rule, which in Kubernetes are those of RE2 and find their match anywhere.
package struct Pattern {
    private let regex: Regex<AnyRegexOutput>

    /// Compiles a pattern.
    package init(_ pattern: String) throws {
        // Code points, not characters: `.` matches one of them, and `e\u{301}` is two.
        regex = try Regex(pattern).matchingSemantics(.unicodeScalar)
    }

    /// Whether the pattern matches a part of the text.
    package func matches(_ text: String) -> Bool {
        text.firstMatch(of: regex) != nil
    }
}
