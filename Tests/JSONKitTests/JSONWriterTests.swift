// SPDX-License-Identifier: Apache-2.0

import JSONKit
import Testing

@Suite("The writer")
struct JSONWriterTests {
    private func text(_ value: some JSONEncodable, _ style: JSONStyle = .compact) -> String {
        value.serializedText(style)
    }

    static let value: JSONValue = [
        "b": [1, 2, ["c": .null]], "a": ["x": true, "empty": [], "none": JSONValue.object([:])],
    ]

    @Test("writes on one line")
    func compact() {
        #expect(text(Self.value) == #"{"b":[1,2,{"c":null}],"a":{"x":true,"empty":[],"none":{}}}"#)
    }

    @Test("writes keys in order")
    func sorted() {
        #expect(text(Self.value, .sortedKeys) == #"{"a":{"empty":[],"none":{},"x":true},"b":[1,2,{"c":null}]}"#)
    }

    @Test("writes on many lines as kubectl does")
    func pretty() {
        let expected = """
            {
                "b": [
                    1,
                    2,
                    {
                        "c": null
                    }
                ],
                "a": {
                    "x": true,
                    "empty": [],
                    "none": {}
                }
            }
            """
        #expect(text(Self.value, .pretty) == expected)
        #expect(text(JSONValue.array([1]), .pretty(indent: 2)) == "[\n  1\n]")
        #expect(text(JSONValue.array([1]), JSONStyle(indent: 0, sortsKeys: true)) == "[\n1\n]")
        #expect(text(JSONValue.string("a"), .pretty) == #""a""#)
    }

    /// What Go's `encoding/json` writes with `SetEscapeHTML(false)`.
    static let strings: [(String, String)] = [
        ("", #""""#), ("plain", #""plain""#), ("a\"b\\c/d", #""a\"b\\c/d""#),
        ("\u{8}\u{C}\n\r\t", #""\b\f\n\r\t""#), ("\0\u{1}\u{1F}\u{7F}", "\"\\u0000\\u0001\\u001f\u{7F}\""),
        ("<a href='x'>&", #""<a href='x'>&""#), ("é€𝄞", #""é€𝄞""#),
        ("\u{2028}\u{2029}\u{2027}\u{202A}", "\"\\u2028\\u2029\u{2027}\u{202A}\""),
        ("sixteen bytes ok\n", #""sixteen bytes ok\n""#), ("and more than sixteen\"", #""and more than sixteen\"""#),
    ]

    @Test("escapes what must be escaped, and nothing else", arguments: strings)
    func escapes(string: String, expected: String) throws {
        #expect(text(string) == expected)
        #expect(try String(parsing: expected) == string)
    }

    @Test("escapes at every place of a longer string")
    func places() throws {
        for length in 0..<70 {
            for (special, written) in [("\"", "\\\""), ("\n", "\\n"), ("\u{2028}", "\\u2028"), ("â", "â")] {
                let before = String(repeating: "x", count: length)
                let string = before + special + "tail"
                #expect(text(string) == "\"\(before)\(written)tail\"")
                #expect(try String(parsing: text(string)) == string)
            }
        }
    }

    @Test("writes a stream of fields without a tree")
    func streaming() {
        var writer = JSONWriter()
        writer.object { writer in
            writer.field("name", "a")
            writer.field("absent", String?.none)
            writer.field("count", UInt64.max)
            writer.field("ratio", 0.5)
            writer.field("labels", ["b": "2", "a": "1"])
            writer.field("ports", [80, 443])
            writer.key("nested")
            writer.object { writer in
                writer.key("list")
                writer.array { writer in
                    writer.writeNull()
                    writer.write(true)
                    writer.writeInteger(Int8.min)
                }
            }
        }
        writer.endLine()
        writer.object { $0.field("next", "line") }
        writer.endLine()
        let expected = """
            {"name":"a","count":18446744073709551615,"ratio":0.5,"labels":{"a":"1","b":"2"},"ports":[80,443],\
            "nested":{"list":[null,true,-128]}}
            {"next":"line"}

            """
        #expect(writer.text == expected)
    }

    @Test("appends to bytes that are there already")
    func appending() {
        var writer = JSONWriter(appendingTo: Array("data: ".utf8))
        writer.write([1, 2])
        #expect(String(decoding: writer.finish(), as: UTF8.self) == "data: [1,2]")
    }

    @Test("writes what JSON cannot say as null")
    func notFinite() {
        #expect(text(Double.nan) == "null")
        #expect(text([1.5, .infinity]) == "[1.5,null]")
    }

    @Test("writes integers to their ends")
    func integers() {
        #expect(text(Int64.min) == "-9223372036854775808")
        #expect(text(Int64.max) == "9223372036854775807")
        #expect(text(UInt64.max) == "18446744073709551615")
        #expect(text(0) == "0")
        #expect(text(-10) == "-10")
    }
}
