// SPDX-License-Identifier: Apache-2.0

import TestSupport
import Testing

/// What the checks stand on: the reading of Swift, of the manifest and of the architecture document.
@Suite(.tags(.architecture))
struct ReadingTests {
    struct Case: CustomTestStringConvertible {
        let testDescription: String
        let text: String
        let code: [String]
        let comments: [String]

        init(_ testDescription: String, _ text: String, code: [String], comments: [String]) {
            self.testDescription = testDescription
            self.text = text
            self.code = code
            self.comments = comments
        }
    }

    static let cases = [
        Case("code", "let a = 1", code: ["let a = 1"], comments: [""]),
        Case("a comment behind code", "a // b", code: ["a "], comments: ["// b"]),
        Case("a comment over lines", "a /* b\nc */ d", code: ["a ", " d"], comments: ["/* b", "c */"]),
        Case("a comment in a comment", "/* /* a */ b */ c", code: [" c"], comments: ["/* /* a */ b */"]),
        Case("a string", "a(\"// b\")", code: ["a(\"\")"], comments: [""]),
        Case("an escaped quote", #"a("\"// b")"#, code: ["a(\"\")"], comments: [""]),
        Case("an interpolation", #"a("b \(c("d")) e")"#, code: ["a(\"(c(\"\"))\")"], comments: [""]),
        Case(
            "a string of lines",
            "a = \"\"\"\n  // b\n  \"c\"\n  \"\"\" // d",
            code: ["a = \"", "", "", "\" "],
            comments: ["", "", "", "// d"]
        ),
        Case("a raw string", ##"a(#"\" // b"#)"##, code: ["a(\"\")"], comments: [""]),
        Case("a raw interpolation", ##"a(#"\(b) \#(c)"#)"##, code: ["a(\"(c)\")"], comments: [""]),
        Case("a number sign that is no string", "#if A", code: ["#if A"], comments: [""]),
    ]

    @Test("code, comments and literals are told apart", arguments: cases)
    func lexer(row: Case) {
        let file = SourceFile(path: "Sources/A/B.swift", text: row.text)
        #expect(file.lines.map(\.code) == row.code)
        #expect(file.lines.map(\.comment) == row.comments)
    }

    @Test("a file belongs to the target of its folder")
    func target() {
        #expect(SourceFile(path: "Sources/A/B/C.swift", text: "").target == "A")
    }

    @Test("the manifest's calls are read in one line or in many")
    func manifest() {
        let manifest = Manifest(
            """
            func room(_ name: String, _ imports: String...) -> Target {}
            targets: [
                system("CLower", "lower", "liblower-dev"),
                .target(name: "CShims", dependencies: ["CLower"]),
                .target(
                    name: "CInfo",
                    path: "Sources/C/CInfo"
                ),
                room("Lower", "CLower"),
                room("Lowest"),
                room(
                    "Upper",
                    "Lower",
                    "Lowest",
                    extra: [.define("X")]
                ),
                executable("upper", "Upper"),
                fuzzer("FuzzUpper", "Upper"),
                tests("UpperTests", "Upper", resources: [.copy("Suite")]),
            ]
            """
        )
        let rooms = ["Lower": ["CLower"], "Lowest": [], "Upper": ["Lower", "Lowest"], "upper": ["Upper"]]
        #expect(manifest.rooms == rooms)
        #expect(manifest.fuzzers == ["FuzzUpper": ["Upper"]])
        #expect(manifest.tests == ["UpperTests": ["Upper"]])
        #expect(manifest.modulesOfC == ["CLower", "CShims", "CInfo"])
    }

    @Test("the table of rooms is read, and other tables are not")
    func document() {
        let document = ArchitectureDocument(
            """
            | Level | Room | Imports | What it answers |
            |--:|---|---|---|
            | 0 | `Lower` | | What? |
            | 1 | `Upper` | `Lower`, `CLower` | How? |

            | Rule | Held by |
            |---|---|
            | 1 | 2 |
            """
        )
        let rooms: [String: ArchitectureDocument.Row] = [
            "Lower": .init(level: 0, imports: []),
            "Upper": .init(level: 1, imports: ["Lower", "CLower"]),
        ]
        #expect(document.rooms == rooms)
    }
}
