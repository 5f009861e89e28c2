// SPDX-License-Identifier: Apache-2.0

import JSONKit
import TestSupport
import Testing
import YAMLKit

/// What is written is what `kubectl get -o yaml` would print.
@Suite(.tags(.codec))
struct WritingTests {
    struct Case: CustomTestStringConvertible {
        let testDescription: String
        let value: JSONValue
        let text: String

        init(_ name: String, _ value: JSONValue, _ text: String) {
            (testDescription, self.value, self.text) = (name, value, text)
        }
    }

    static let layouts = [
        Case("a scalar", "text", "text\n"),
        Case("an empty array and an empty object", ["a": [], "b": [:]], "a: []\nb: {}\n"),
        Case("a sequence stands below its key without indentation", ["a": [1, 2], "b": 3], "a:\n- 1\n- 2\nb: 3\n"),
        Case("a mapping is indented", ["a": ["b": ["c": true]]], "a:\n  b:\n    c: true\n"),
        Case("a mapping begins on its item's line", [["a": 1, "b": [2]]], "- a: 1\n  b:\n  - 2\n"),
        Case("a sequence begins on its item's line", [[1, [2]], []], "- - 1\n  - - 2\n- []\n"),
        Case("numbers and null", [1, -2.5, 1e21, 0.00001, .null], "- 1\n- -2.5\n- 1e+21\n- 1e-05\n- null\n"),
        Case("lines stand below a bar", ["a": "b\n c\n"], "a: |\n  b\n   c\n"),
        Case("a missing line break at the end is marked", ["a": "b\n\nc"], "a: |-\n  b\n\n  c\n"),
        Case("more than one at the end, too", ["a": "b\n\n", "c": 1], "a: |+\n  b\n\nc: 1\n"),
        Case("indentation is stated when the first line has some", ["a": "  b\nc\n"], "a: |2\n    b\n  c\n"),
        Case("and when the first line is empty", ["a": "\nb"], "a: |2-\n\n  b\n"),
        Case("a single line break", ["a": "\n"], "a: |2+\n\n"),
        Case("lines at the root", "a\nb\n", "|\n  a\n  b\n"),
        Case("lines in nested sequences", [["a\nb\n"]], "- - |\n    a\n    b\n"),
        Case("spaces at the end of a line cannot be shown", ["a": "b \nc"], "a: \"b \\nc\"\n"),
        Case(
            "a long key stands alone",
            [String(repeating: "k", count: 129): [1]],
            "? \(String(repeating: "k", count: 129))\n: - 1\n"
        ),
        Case("a key of several lines stands alone", ["a\nb": ["c": 1, "d": 2]], "? |-\n  a\n  b\n: c: 1\n  d: 2\n"),
        Case(
            "keys are quoted like values",
            ["yes": 1, "": 2, "<<": 3, "a: b": 4],
            "\"\": 2\n\"<<\": 3\n'a: b': 4\n\"yes\": 1\n"
        ),
        Case(
            "numbers in keys are sorted by value",
            ["k10": 1, "k9": 2, "k09": 3, "k": 4, "k-1": 5, "K": 6, "_k": 7, "é": 8],
            "_k: 7\nK: 6\nk: 4\nk-1: 5\nk9: 2\nk09: 3\nk10: 1\né: 8\n"
        ),
    ]

    @Test("values are laid out as kubectl does", arguments: layouts)
    func layout(_ example: Case) throws {
        #expect(YAML.serialize(example.value) == example.text)
        #expect(try YAML.parse(Array(example.text.utf8)) == example.value)
    }

    static let plain = [
        "text", "two words", "a:b", "http://x:80/?q#f", "-a", "?a", ":a", "a#b", "==", "<", "_1", "0x", "1.2.3",
        "1e999",
        "2024-02-30", "1900-02-29", "2001-01-01T00:00:00", "2001-01-01 24:00:00", "2001-01-01T1:2:3+25:00", "201-01-01",
        "2001-01-01 1:2", "1:99", "é日本", "it's", "a, b]", "nul", "yEs", "\\", "a\u{A0}b",
    ]
    static let singleQuoted = [
        "a: b", "a:", ": a", "#x", "a #b", "- a", "-", "? a", "?", " a", "a ", "[a", "]", "{", "}", ",", "&a", "*a",
        "!a",
        "|", ">", "%", "@a", "`a", "'a'", "\"a", "---", "--- a", "...",
    ]
    static let doubleQuoted = [
        "": "", "yes": "yes", "=": "=", "<<": "<<", "n": "n", "NULL": "NULL", "~": "~", "1": "1", "1e3": "1e3",
        "0x1f": "0x1f", "0o7": "0o7",
        "1_000": "1_000", ".5": ".5", ".inf": ".inf", "2001-01-01": "2001-01-01", "2001-1-1 2:3:4": "2001-1-1 2:3:4",
        "2000-02-29": "2000-02-29", "2001-01-01t1:2:3,456Z": "2001-01-01t1:2:3,456Z",
        "2001-01-01T00:00:00.5-05:00": "2001-01-01T00:00:00.5-05:00",
        "12:30": "12:30", "1:30:00.5": "1:30:00.5", "a\tb": "a\\tb", "a\rb": "a\\rb", "\u{0}\u{7F}": "\\0\\x7F",
        "🙂": "\\U0001F642", "\u{FEFF}": "\\uFEFF", "a\u{85}b\u{2028}": "a\\Nb\\L", "\"\\\u{1B}": "\\\"\\\\\\e",
    ]

    @Test("a string is quoted only when it has to be", arguments: plain)
    func writesPlain(_ text: String) throws {
        #expect(YAML.serialize(.string(text)) == text + "\n")
    }

    @Test("what would be taken for syntax is quoted", arguments: singleQuoted)
    func writesSingleQuoted(_ text: String) throws {
        let quoted = text.replacing("'", with: "''")
        #expect(YAML.serialize(.string(text)) == "'\(quoted)'\n")
    }

    @Test("what would be read as something else is quoted, and what cannot be seen is escaped", arguments: doubleQuoted)
    func writesDoubleQuoted(_ text: String, _ escaped: String) throws {
        #expect(YAML.serialize(.string(text)) == "\"\(escaped)\"\n")
    }

    @Test("keys keep their order when asked")
    func writtenOrder() {
        #expect(YAML.serialize(["b": 1, "a": ["d": 2, "c": 3]], keyOrder: .written) == "b: 1\na:\n  d: 2\n  c: 3\n")
    }

    @Test("documents stand behind separators")
    func documents() throws {
        let values: [JSONValue] = [["a": "x\n\n"], "b", [1]]
        let text = YAML.serialize(documents: values)
        #expect(text == "a: |+\n  x\n\n---\nb\n---\n- 1\n")
        #expect(try YAML.documents(in: Array(text.utf8)).map(\.value) == values)
        #expect(YAML.serialize(documents: []).isEmpty)
    }

    @Test("a number that no double holds keeps its digits")
    func longNumbers() throws {
        let value = try JSONValue(parsing: "[12345678901234567890123, 0.1234567890123456789, 18446744073709551615]")
        let text = YAML.serialize(value)
        #expect(text == "- 1.2345678901234567890123e+22\n- 0.1234567890123456789\n- 18446744073709551615\n")
        #expect(try YAML.parse(Array(text.utf8)) == value)
    }

    @Test("a number out of the range of a double reads back as kubectl would read it")
    func numbersOutOfRange() throws {
        let exponent = String(repeating: "9", count: 30)
        let value = try JSONValue(parsing: "[1e999, -1e-999, 1e\(exponent)]")
        let text = YAML.serialize(value)
        #expect(text == "- 1e+999\n- -1e-999\n- 1e\(exponent)\n")
        #expect(try YAML.parse(Array(text.utf8)) == ["1e+999", 0, .string("1e\(exponent)")])
    }
}
