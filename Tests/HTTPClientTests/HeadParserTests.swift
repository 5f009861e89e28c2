// SPDX-License-Identifier: Apache-2.0

import HTTPCore
import TestSupport
import Testing

@testable import HTTPClient

@Suite("Heads of responses", .tags(.machine))
struct HeadParserTests {
    /// Lines, and what the last of them completes.
    struct Case: CustomTestStringConvertible {
        let testDescription: String
        let lines: [String]
        let outcome: HeadParser.Outcome
    }

    private static func complete(_ status: Int, _ fields: HTTPFields) -> HeadParser.Outcome {
        .complete(ResponseHead(status: HTTPStatus(status), fields: fields))
    }

    static let cases = [
        Case(
            testDescription: "HTTP/1.1",
            lines: ["HTTP/1.1 200 OK\r\n", "A: b\r\n", "\r\n"],
            outcome: complete(200, ["A": "b"])
        ),
        Case(
            testDescription: "HTTP/2 as curl spells it",
            lines: ["HTTP/2 404 \r\n", "a: b\r\n", "\r\n"],
            outcome: complete(404, ["a": "b"])
        ),
        Case(testDescription: "no reason", lines: ["HTTP/1.0 500\n", "\n"], outcome: complete(500, [:])),
        Case(
            testDescription: "an interim response is forgotten",
            lines: ["HTTP/1.1 103 Early\r\n", "Link: a\r\n", "\r\n", "HTTP/1.1 204 No\r\n", "B: c\r\n", "\r\n"],
            outcome: complete(204, ["B": "c"])
        ),
        Case(
            testDescription: "colons and blanks in values stay, those around them go",
            lines: ["HTTP/1.1 200 OK\r\n", "A: \t b: c  d \r\n", "E:\r\n", "\r\n"],
            outcome: complete(200, ["A": "b: c  d", "E": ""])
        ),
        Case(
            testDescription: "a folded line",
            lines: ["HTTP/1.1 200 OK\r\n", "A: b\r\n", "\tc\r\n", "\r\n"],
            outcome: complete(200, ["A": "b c"])
        ),
        Case(
            testDescription: "trailers",
            lines: ["HTTP/1.1 200 OK\r\n", "\r\n", "Trailer: 1\r\n", "\r\n"],
            outcome: .incomplete
        ),
        Case(
            testDescription: "a folded line without a field",
            lines: ["HTTP/1.1 200 OK\r\n", " a\r\n"],
            outcome: .malformed
        ),
        Case(testDescription: "no colon", lines: ["HTTP/1.1 200 OK\r\n", "abc\r\n"], outcome: .malformed),
        Case(testDescription: "no status", lines: ["HTTP/1.1\r\n"], outcome: .malformed),
        Case(testDescription: "a status of four digits", lines: ["HTTP/1.1 2000 OK\r\n"], outcome: .malformed),
        Case(testDescription: "a status below 100", lines: ["HTTP/1.1 099 OK\r\n"], outcome: .malformed),
        Case(testDescription: "another protocol", lines: ["ICY 200 OK\r\n"], outcome: .malformed),
        Case(
            testDescription: "more bytes than allowed in all blocks together",
            lines: Array(repeating: "HTTP/1.1 102 P\r\n", count: 1) + Array(repeating: "A: 123456789\r\n", count: 9),
            outcome: .tooLarge
        ),
    ]

    @Test("lines become a head", arguments: cases)
    func table(_ row: Case) {
        var parser = HeadParser(limit: 120)
        var outcome = HeadParser.Outcome.incomplete
        for line in row.lines { outcome = parser.read(Array(line.utf8)) }
        #expect(outcome == row.outcome)
    }

    @Test("what described a compression is gone when the compression is")
    func compression() {
        var head = ResponseHead(status: .ok, fields: ["content-encoding": "gzip", "Content-Length": "7", "A": "b"])
        head.forgetCompression()
        #expect(head.fields == ["A": "b"])
        var plain = ResponseHead(status: .ok, fields: ["Content-Encoding": "identity", "Content-Length": "7"])
        plain.forgetCompression()
        #expect(plain.fields["Content-Length"] == "7")
    }
}
