// SPDX-License-Identifier: Apache-2.0

import JSONKit
import TestSupport
import Testing
import YAMLKit

/// Documents know where their parts were written.
@Suite(.tags(.codec))
struct DocumentTests {
    struct Case: CustomTestStringConvertible {
        let place: JSONPointer
        let key: YAMLPosition
        let value: YAMLPosition

        init(_ tokens: [String], key: (Int, Int), value: (Int, Int)) {
            place = JSONPointer(tokens)
            self.key = YAMLPosition(line: key.0, column: key.1)
            self.value = YAMLPosition(line: value.0, column: value.1)
        }

        var testDescription: String { "the place \"\(place)\" is at \(value)" }
    }

    static let text = """
        # A configuration.
        base: &base
          zone: a
          size: 3
        é: {list: [x, k: z]}
        items:
        - name: one
          <<: *base
        -
          - deep
          - *base
        ---
        other: 1
        """

    static let cases = [
        Case([], key: (2, 1), value: (2, 1)),
        Case(["base"], key: (2, 1), value: (2, 7)),
        Case(["base", "size"], key: (4, 3), value: (4, 9)),
        Case(["é", "list"], key: (5, 5), value: (5, 11)),
        Case(["é", "list", "0"], key: (5, 12), value: (5, 12)),
        Case(["é", "list", "1", "k"], key: (5, 15), value: (5, 18)),
        Case(["items", "0"], key: (7, 3), value: (7, 3)),
        Case(["items", "0", "name"], key: (7, 3), value: (7, 9)),
        // Merged members and aliases are where they were written.
        Case(["items", "0", "zone"], key: (3, 3), value: (3, 9)),
        Case(["items", "1", "1", "size"], key: (4, 3), value: (4, 9)),
        // What is not there is missing in what is around it.
        Case(["items", "1", "5"], key: (10, 3), value: (10, 3)),
        Case(["base", "size", "unit"], key: (4, 3), value: (4, 9)),
        Case(["unknown"], key: (2, 1), value: (2, 1)),
    ]

    @Test("a part of a document is where it was written", arguments: cases)
    func positions(_ example: Case) throws {
        let document = try #require(try YAML.documents(in: Array(Self.text.utf8)).first)
        #expect(document.position(of: example.place) == example.value)
        #expect(document.position(ofKeyAt: example.place) == example.key)
    }

    @Test("positions count from the start of the text, not of the document")
    func laterDocument() throws {
        let document = try #require(try YAML.documents(in: Array(Self.text.utf8)).last)
        #expect(document.position(of: JSONPointer(["other"])) == YAMLPosition(line: 13, column: 8))
    }

    @Test("JSON has positions too, where YAML can read it")
    func json() throws {
        let text = "{\n  \"a\": [1, {\"b\": 2}]\n}\n"
        let document = try #require(try YAML.document(in: Array(text.utf8)))
        #expect(document.value == ["a": [1, ["b": 2]]])
        #expect(document.position(of: JSONPointer(["a", "1", "b"])) == YAMLPosition(line: 2, column: 18))
        let emoji = try #require(try YAML.document(in: Array("{\"a\": \"\\ud83d\\ude42\"}".utf8)))
        #expect(emoji.value == ["a": "🙂"])
        #expect(emoji.position(of: JSONPointer(["a"])) == YAMLPosition(line: 1, column: 1))
    }

    @Test(
        "a text without a document is null",
        arguments: ["", "\n", "# a comment", "---\n", "---\n...\n", "~", "\u{FEFF}"]
    )
    func nothing(_ text: String) throws {
        #expect(try YAML.document(in: Array(text.utf8)) == nil)
        #expect(try YAML.parse(Array(text.utf8)) == .null)
    }

    @Test("a lenient reader takes the last of two keys, and says where it stands")
    func duplicateKeys() throws {
        let text = "a: 1\nb:\n  c: 1\n  c: 2\na: 3\n"
        #expect(throws: YAMLError.self) { try YAML.parse(Array(text.utf8)) }
        let document = try #require(try YAML.lenientDocument(in: Array(text.utf8)))
        #expect(document.value == ["a": 3, "b": ["c": 2]])
        #expect(document.duplicateKeys.map(\.key) == ["c", "a"])
        #expect(document.duplicateKeys.map(\.position.line) == [4, 5])
    }
}
