// SPDX-License-Identifier: Apache-2.0

import TestSupport
import Testing
import YAMLKit

/// What a person is told who wrote something that cannot be read.
@Suite(.tags(.wording))
struct ReadingErrorTests {
    struct Case: CustomTestStringConvertible {
        let testDescription: String
        let text: String
        let code: YAMLError.Code
        let error: String

        init(_ name: String, _ text: String, _ code: YAMLError.Code, _ error: String) {
            (testDescription, self.text, self.code, self.error) = (name, text, code, error)
        }
    }

    static let cases = [
        Case(
            "a key that is set twice names both lines",
            "a: 1\nname: x\nb:\n  c: 2\n---\nspec:\n  name: 1\n  b: 2\n  name: 3\n",
            .duplicateKey,
            "line 9, column 3: key \"name\" is already set on line 7"
        ),
        Case(
            "keys are the same when their text in JSON is",
            "1: x\n\"1\": y\n",
            .duplicateKey,
            "line 2, column 1: key \"1\" is already set on line 1"
        ),
        Case(
            "a tab as indentation",
            "spec:\n\tname: x\n",
            .syntax,
            "line 2, column 1: found character that cannot start any token while scanning for the next token; "
                + "indent with spaces, YAML takes no tabs there"
        ),
        Case(
            "a character that YAML reserves",
            "name: @x\n",
            .syntax,
            "line 1, column 7: found character that cannot start any token while scanning for the next token; "
                + "put a text that begins with this character in quotes"
        ),
        Case(
            "two keys on a line",
            "---\na: b\n---\nname: a: b\n",
            .syntax,
            "line 4, column 8: mapping values are not allowed in this context; "
                + "check the indentation, or put the text in quotes if it contains \": \""
        ),
        Case(
            "a line that is indented too little",
            "spec:\n    a: 1\n  b: 2\n",
            .syntax,
            "line 3, column 3: did not find expected key while parsing a block mapping that began at line 1, column 1; "
                + "check the indentation"
        ),
        Case(
            "a line without a colon",
            "a: 1\nb\nc: 2\n",
            .syntax,
            "line 3, column 1: could not find expected ':' while scanning a simple key that began at line 2, column 1; "
                + "every entry of a mapping is written \"key: value\""
        ),
        Case(
            "a quote that is not closed",
            "a: \"b\n",
            .syntax,
            "line 2, column 1: found unexpected end of stream while scanning a quoted scalar that began at line 1, column 4"
        ),
        Case(
            "JSON that ends in the middle of a key",
            "{\"",
            .syntax,
            "line 2, column 1: found unexpected end of stream while scanning a quoted scalar that began at line 1, column 2"
        ),
        Case(
            "JSON values in a row that are no objects",
            "{} null",
            .syntax,
            "line 1, column 4: did not find expected <document start>; "
                + "check the indentation, or begin a new document with ---"
        ),
        Case(
            "text behind an end mark",
            "a: 1\n...\nb: 2\n",
            .syntax,
            "line 3, column 1: did not find expected <document start>; "
                + "check the indentation, or begin a new document with ---"
        ),
        Case(
            "an alias without an anchor",
            "a: &x 1\n---\nb: *x\n",
            .alias,
            "line 3, column 4: there is no anchor &x above the alias *x"
        ),
        Case(
            "an anchor that contains itself",
            "a: &x\n  - *x\n",
            .alias,
            "line 2, column 5: the alias *x makes its anchor &x contain itself"
        ),
        Case(
            "a merge key with a text",
            "a:\n  <<: b\n",
            .merge,
            "line 2, column 7: a merge key << takes a mapping, an alias of one, or a list of them"
        ),
        Case(
            "a missing key",
            "a: 1\nb: {~: 2}\n",
            .unsupportedKey,
            "line 2, column 5: null cannot be a key: put it in quotes, or write the key that is missing"
        ),
        Case(
            "a sequence as a key, which is what a template's braces come to",
            "a: {{ name }}\n",
            .unsupportedKey,
            "line 1, column 5: a sequence or a mapping cannot be a key"
        ),
        Case(
            "a key that is too large for an integer",
            "18446744073709551615: 1\n",
            .unsupportedKey,
            "line 1, column 1: this number is too large for a key: put it in quotes"
        ),
        Case(
            "infinity",
            "a: .inf\n",
            .unsupportedValue,
            "line 1, column 4: JSON has no infinity and no NaN: put the value in quotes to have it as a string"
        ),
        Case(
            "a value that does not fit its tag",
            "a: !!int secret\n",
            .unsupportedValue,
            "line 1, column 4: the value does not fit its tag !!int: correct it, or leave the tag out"
        ),
        Case(
            "binary data that is no base64",
            "a: !!binary \"-\"\n",
            .unsupportedValue,
            "line 1, column 4: a !!binary value must be base64"
        ),
        Case(
            "binary data that is no text",
            "a: !!binary /w==\n",
            .unsupportedValue,
            "line 1, column 4: a !!binary value that is no UTF-8 text cannot be kept: leave the tag out to keep its base64"
        ),
        Case(
            "a control character",
            "a: é\nb: \u{7}\n",
            .encoding,
            "line 2, column 4: control characters are not allowed"
        ),
    ]

    @Test("an error says what is wrong, where, and what to do", arguments: cases)
    func message(_ example: Case) {
        let error = #expect(throws: YAMLError.self) { try YAML.documents(in: Array(example.text.utf8)) }
        #expect(error?.code == example.code)
        #expect(error?.description == example.error)
    }

    @Test("bytes that are no UTF-8 are an error at their place")
    func invalidBytes() {
        let error = #expect(throws: YAMLError.self) { try YAML.parse(Array("a: é\nbé: ".utf8) + [0xFF]) }
        #expect(error?.code == .encoding)
        #expect(error?.position == YAMLPosition(line: 2, column: 5))
    }

    @Test(
        "UTF-16 is named as what it is",
        arguments: [[0xFF, 0xFE, 0x61, 0x00], [0xFE, 0xFF, 0x00, 0x61]] as [[UInt8]]
    )
    func utf16(_ bytes: [UInt8]) {
        let error = #expect(throws: YAMLError.self) { try YAML.parse(bytes) }
        #expect(error?.description == "the text is UTF-16: save it as UTF-8")
    }

    @Test("a second document is an error where one is expected")
    func manyDocuments() {
        let error = #expect(throws: YAMLError.self) { try YAML.parse(Array("a: 1\n---\n# b\n---\nc: 2\n".utf8)) }
        #expect(error?.code == .manyDocuments)
        #expect(error?.description == "line 5, column 1: a second document begins here, where one was expected")
    }
}
