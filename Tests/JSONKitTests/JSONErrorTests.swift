// SPDX-License-Identifier: Apache-2.0

import JSONKit
import Testing

private struct Route: JSONDecodable {
    var labels: [Label] = []
    var annotations: [String: String] = [:]
    var name = ""
    var count: Int32 = 0
    var ratio = 0.0
    var isOn = false

    struct Label: JSONDecodable {
        var weight = 0
        var domain = Domain.staging

        init(from reader: inout JSONReader) throws(JSONError) {
            try reader.beginObject()
            while let key = try reader.nextKey() {
                switch key {
                case "weight": try reader.read(into: &weight)
                case "domain": domain = try reader.readString("staging or production", Domain.init(rawValue:))
                default: try reader.skipValue(of: key)
                }
            }
        }
    }

    enum Domain: String {
        case staging
        case production
    }

    init(from reader: inout JSONReader) throws(JSONError) {
        try reader.beginObject()
        while let key = try reader.nextKey() {
            switch key {
            case "spec": self = try Route(from: &reader)
            case "labels": try reader.read(into: &labels)
            case "annotations": try reader.read(into: &annotations)
            case "name": try reader.read(into: &name)
            case "count": try reader.read(into: &count)
            case "ratio": try reader.read(into: &ratio)
            case "on": try reader.read(into: &isOn)
            default: try reader.skipValue(of: key)
            }
        }
    }
}

@Suite("An error")
struct JSONErrorTests {
    struct Case: CustomTestStringConvertible {
        let document: String
        let code: JSONError.Code
        let description: String

        var testDescription: String { description }

        init(_ document: String, _ code: JSONError.Code, _ description: String) {
            self.document = document
            self.code = code
            self.description = description
        }
    }

    static let cases: [Case] = [
        Case(
            "{\n  \"spec\": {\"labels\": [{}, {\"weight\": 1},\n    {\"weight\": \"two\"}]}}",
            .unexpectedType,
            #"spec.labels[2].weight: expected an integer, found "two" (line 3, column 16)"#
        ),
        Case(
            #"{"labels":[{"weight":1.5}]}"#,
            .unexpectedType,
            "labels[0].weight: expected an integer, found 1.5 (line 1, column 22)"
        ),
        Case(
            #"{"labels":[{"weight":9223372036854775808}]}"#,
            .outOfRange,
            "labels[0].weight: expected an integer from -9223372036854775808 to 9223372036854775807, "
                + "found 9223372036854775808 (line 1, column 22)"
        ),
        Case(
            #"{"count":2147483648}"#,
            .outOfRange,
            "count: expected an integer from -2147483648 to 2147483647, found 2147483648 (line 1, column 10)"
        ),
        Case(
            #"{"ratio":1e999}"#,
            .outOfRange,
            "ratio: the number 1e999 is beyond the largest double (line 1, column 10)"
        ),
        Case(
            #"{"labels":[{"domain":"prod"}]}"#,
            .invalidValue,
            #"labels[0].domain: expected staging or production, found "prod" (line 1, column 22)"#
        ),
        Case(
            #"{"annotations":{"a/b":"c","d":{"e":1}}}"#,
            .unexpectedType,
            "annotations.d: expected a string, found an object (line 1, column 31)"
        ),
        Case(
            #"{"annotations":{"portolan.dev/x":[]}}"#,
            .unexpectedType,
            #"annotations["portolan.dev/x"]: expected a string, found an array (line 1, column 34)"#
        ),
        Case(#"{"on":"true"}"#, .unexpectedType, #"on: expected true or false, found "true" (line 1, column 7)"#),
        Case(#"{"on":nul}"#, .syntax, "on: expected a value, found nul (line 1, column 7)"),
        Case(#"{"name":"äöü","on":1}"#, .unexpectedType, "on: expected true or false, found 1 (line 1, column 20)"),
        Case(#"[]"#, .unexpectedType, "expected an object, found an array (line 1, column 1)"),
        Case("", .syntax, "expected an object, found the end of the document (line 1, column 1)"),
        Case(#"{"name":"a"}}"#, .syntax, "expected the end of the document, found '}' (line 1, column 13)"),
        Case(#"{"name" "a"}"#, .syntax, #"name: expected ':' after a key, found "a" (line 1, column 9)"#),
        Case(
            #"{"name":"a" "on":true}"#,
            .syntax,
            #"name: expected ',' or the end of an object, found "on" (line 1, column 13)"#
        ),
        Case(#"{"name":"a",}"#, .syntax, "expected a key in double quotes, found '}' (line 1, column 13)"),
        Case(#"{name:"a"}"#, .syntax, "expected a key in double quotes, found name (line 1, column 2)"),
        Case(#"{"name":"a"#, .syntax, "name: the document ends inside a string (line 1, column 11)"),
        Case(
            "{\"x\":[1,\"a\tb\"]}",
            .syntax,
            "x[1]: the control character U+0009 must be escaped in a string (line 1, column 11)"
        ),
        Case(#"{"x":"\x"}"#, .syntax, "x: there is no such escape in JSON (line 1, column 7)"),
        Case(
            #"{"x":"\ud800"}"#,
            .encoding,
            "x: the escape is half of a surrogate pair, which no text can hold (line 1, column 7)"
        ),
        Case(#"{"x":01}"#, .syntax, "x: expected a number, found 01 (line 1, column 6)"),
        Case(#"{"x":[1 2]}"#, .syntax, "x[0]: expected ',' or the end of an array, found 2 (line 1, column 9)"),
    ]

    @Test("says what was expected, what was found, and where", arguments: cases)
    func description(row: Case) {
        let error = #expect(throws: JSONError.self) { try Route(parsing: row.document) }
        #expect(error?.description == row.description)
        #expect(error?.code == row.code)
    }

    @Test("names the byte that is not UTF-8")
    func encoding() {
        let error = #expect(throws: JSONError.self) {
            try JSONValue(parsing: Array(#"{"a":""#.utf8) + [0x61, 0xC3, 0x28] + Array(#""}"#.utf8))
        }
        #expect(error?.code == .encoding)
        #expect(error?.description == "a: the text is not UTF-8 (line 1, column 8)")
    }

    @Test("cuts what was found to a readable length")
    func long() {
        let error = #expect(throws: JSONError.self) {
            try Route(parsing: #"{"count":"\#(String(repeating: "é", count: 1000))"}"#)
        }
        #expect(error?.message == #"expected an integer, found "\#(String(repeating: "é", count: 57))...""#)
    }
}
