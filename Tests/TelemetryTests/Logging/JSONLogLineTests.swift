// SPDX-License-Identifier: Apache-2.0

import Basics
import JSONKit
import Telemetry
import TestSupport
import Testing

@Suite("JSON log line", .tags(.wording))
struct JSONLogLineTests {
    static func line(_ message: String, _ fields: LogFields = [:], room: String = "http.client") -> String {
        let time = Timestamp(secondsSinceEpoch: 1_795_169_472, nanoseconds: 123_456_789)
        let record = LogRecord(time: time, level: .info, room: room, message: message, fields: fields)
        return String(decoding: LogFormat.json.line(record), as: UTF8.self)
    }

    @Test("every type of value has its place")
    func values() {
        let fields: LogFields = [
            "text": "a \"b\"", "count": -3, "big": UInt64.max, "ratio": 0.5, "none": Double.nan, "ok": true,
            "took": Duration.milliseconds(1_500), "since": Timestamp(secondsSinceEpoch: 0), "token": Secret("x"),
            "list": [1, 2], "absent": Optional<String>.none,
        ]
        let expected = """
            {"time":"2026-11-20T10:11:12.123456Z","level":"info","room":"http.client","message":"answered",\
            "text":"a \\"b\\"","count":-3,"big":18446744073709551615,"ratio":0.5,"none":"nan","ok":true,\
            "took":"1.5s","since":"1970-01-01T00:00:00Z","token":"<redacted>","list":[1,2],"absent":null}

            """
        #expect(Self.line("answered", fields) == expected)
    }

    @Test("a field that is named like a part of the line is renamed, and no key is there twice")
    func reservedKeys() throws {
        let line = Self.line("m", ["level": "high", "level_": "higher", "time": 1])
        let object = try #require(try JSONValue(parsing: line).object)
        #expect(object.keys == ["time", "level", "room", "message", "level__", "level_", "time_"])
        #expect(object["level"] == "info" && object["level__"] == "high")
    }

    @Test(
        "nobody can forge a line or reach the terminal of who reads it",
        .tags(.security),
        arguments: [
            "a\n{\"level\":\"error\"}", "\r\n", "\u{1B}[2J", "\u{9B}2J", "\u{7F}", "\u{0}", "\u{202E}drow",
            "\u{2066}x\u{2069}",
            "\u{2028}", "\u{85}", "\u{200F}", "\\u001b",
        ]
    )
    func injection(text: String) throws {
        let line = Self.line(text, ["field": text, text: 1, "list": [text]], room: text)
        #expect(line.utf8.count { $0 < 0x20 } == 1 && line.hasSuffix("}\n"))
        let harmful: Set<Unicode.Scalar> = [
            "\u{7F}", "\u{9B}", "\u{85}", "\u{202E}", "\u{2066}", "\u{2069}", "\u{2028}", "\u{200F}",
        ]
        #expect(harmful.isDisjoint(with: line.unicodeScalars))
        let object = try #require(try JSONValue(parsing: line).object)
        #expect(object.count == 7 && object["level"] == "info")
        #expect(object["field"] == object["message"] && object["field"] == object["room"])
    }

    @Test("text within ASCII, line breaks included, is read back as it was")
    func fidelity() throws {
        let text = String(String.UnicodeScalarView((0..<0x7F).compactMap { Unicode.Scalar($0) })) + "ü日本🚢"
        #expect(try JSONValue(parsing: Self.line(text)).object?["message"] == .string(text))
    }

    @Test("a long text is cut between two characters, and says how long it was")
    func longText() throws {
        let text = "x" + String(repeating: "é", count: 10_000)
        let message = try #require(try JSONValue(parsing: Self.line(text)).object?["message"]?.string)
        #expect(message.hasPrefix("xé") && message.hasSuffix("é… (20001 bytes)"))
        #expect(message.utf8.count < 8_300)
    }

    @Test("whatever the text, a line is one JSON object", .tags(.property), arguments: Seed.some(4))
    func anything(seed: Seed) throws {
        var random = SeededRandom(seed)
        for _ in 0..<500 {
            let text = String(
                String.UnicodeScalarView(
                    (0..<Int.random(in: 0..<40, using: &random)).compactMap { _ in
                        let isLow = Bool.random(using: &random)
                        return Unicode.Scalar(UInt32.random(in: 0..<(isLow ? 0x100 : 0x11_0000), using: &random))
                    }
                )
            )
            let line = Self.line(text, [text: text])
            try #require(line.utf8.last == 0x0A && line.utf8.dropLast().allSatisfy { $0 >= 0x20 && $0 != 0x7F })
            let object = try #require(try JSONValue(parsing: line).object)
            #expect(object.count == 5)
        }
    }
}
