// SPDX-License-Identifier: Apache-2.0

import KubeSchema
import Testing

@Suite("Regular expressions")
struct PatternTests {
    struct Row: CustomTestStringConvertible, Sendable {
        let pattern: String
        var matching: [String] = []
        var others: [String] = []
        var testDescription: String { pattern }
    }

    static let rows = [
        Row(pattern: "", matching: ["", "x"]),
        Row(pattern: "b", matching: ["abc"], others: ["ac", ""]),
        Row(pattern: "^[a-z]+$", matching: ["abc"], others: ["", "abC", "abc\n"]),
        Row(pattern: "^a{2,3}$", matching: ["aa", "aaa"], others: ["a", "aaaa"]),
        Row(pattern: "a{,2}", matching: ["a{,2}"], others: ["aa"]),
        Row(pattern: "^(a|bc)*$", matching: ["", "abcbca"], others: ["abcb"]),
        Row(pattern: "^a|b$", matching: ["ax", "xb"], others: ["xax"]),
        Row(pattern: "^(?:x(?i)Y)z$", matching: ["xyz", "xYz"], others: ["Xyz", "xyZ"]),
        Row(pattern: "^.$", matching: ["x", "\u{1F600}"], others: ["\n", "xy"]),
        Row(pattern: "(?s)^.$", matching: ["\n"]),
        Row(pattern: "(?m)a$", matching: ["a\nb"], others: ["ab"]),
        Row(pattern: #"\bfoo\b"#, matching: ["a foo b"], others: ["afoo"]),
        Row(pattern: #"^\d{3}-\w+\s\S$"#, matching: ["123-a_ x"], others: ["12-a x"]),
        Row(pattern: "^[^a-c]$", matching: ["d", "\n"], others: ["b"]),
        Row(pattern: "^[]a-]+$", matching: ["]-a"], others: ["b"]),
        Row(pattern: "^[[:alpha:]-]+$", matching: ["a-b"], others: ["a1"]),
        Row(pattern: #"^[^\d\s]$"#, matching: ["x"], others: ["1", " "]),
        Row(pattern: #"^\p{Lu}\pL+$"#, matching: ["Äb"], others: ["äb"]),
        Row(pattern: #"^\Qa.b\E$"#, matching: ["a.b"], others: ["axb"]),
        Row(pattern: #"^\x41\x{42}\103$"#, matching: ["ABC"]),
        Row(
            pattern: #"^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$"#,
            matching: ["my-name.example.com"],
            others: ["-a", "a..b"]
        ),
    ]

    @Test("an expression matches what it does in Go", arguments: rows)
    func matches(_ row: Row) throws {
        let pattern = try Pattern(row.pattern)
        for text in row.matching { #expect(pattern.matches(text), "\(text)") }
        for text in row.others { #expect(!pattern.matches(text), "\(text)") }
    }

    @Test(
        "what is no expression in Go is refused in its words",
        arguments: [
            ("(", "missing closing ): `(`"), (")", "unexpected ): `)`"), ("[a", "missing closing ]: `[a`"),
            ("a**", "invalid nested repetition operator: `**`"), ("*a", "missing argument to repetition operator: `*`"),
            ("a{1001}", "invalid repeat count: `{1001}`"), ("a{2,1}", "invalid repeat count: `{2,1}`"),
            ("(?:a{100}){100}", "invalid repeat count: `{100}`"),
            (#"\"#, "trailing backslash at end of expression: ``"), (#"\y"#, #"invalid escape sequence: `\y`"#),
            (#"\1"#, #"invalid escape sequence: `\1`"#), (#"\Z"#, #"invalid escape sequence: `\Z`"#),
            ("(?=a)", "invalid or unsupported Perl syntax: `(?=`"),
            ("(?!a)", "invalid or unsupported Perl syntax: `(?!`"), ("(?<=a)", "invalid named capture: `(?<=a)`"),
            ("(?Px)", "invalid or unsupported Perl syntax: `(?P`"),
            ("(?i", "invalid or unsupported Perl syntax: `(?i`"),
            ("(?-)", "invalid or unsupported Perl syntax: `(?-)`"), ("[b-a]", "invalid character class range: `b-a`"),
            ("[[:foo:]]", "invalid character class range: `[:foo:]`"),
            (#"\x{110000}"#, #"invalid escape sequence: `\x{110000`"#),
            (#"\p{Greek}"#, #"scripts of Unicode are not known to the embedded API server: `\p{Greek}`"#),
        ]
    )
    func refusals(_ pattern: String, _ reason: String) {
        let error = #expect(throws: PatternError.self) { try Pattern(pattern) }
        #expect(error?.description == "error parsing regexp: \(reason)")
    }

    @Test("no expression takes longer than its text is long, nor more memory than it may")
    func limits() throws {
        let text = String(repeating: "a", count: 20_000) + "b"
        #expect(try !Pattern("^(a+)+$").matches(text))
        #expect(try !Pattern("^(a|a)*$").matches(text))
        #expect(throws: PatternError.self) { try Pattern(String(repeating: "(?:x?){1000}", count: 30)) }
        #expect(throws: PatternError.self) { try Pattern(String(repeating: "(", count: 10_000)) }
    }
}
