// SPDX-License-Identifier: Apache-2.0

import Basics
import Glibc
import Telemetry
import TestSupport
import Testing

@Suite("Terminal log line", .tags(.wording))
struct TerminalLogLineTests {
    static func line(
        _ message: String,
        _ fields: LogFields = [:],
        level: LogLevel = .info,
        isColored: Bool = false
    ) -> String {
        let time = Timestamp(secondsSinceEpoch: 1_795_169_472, nanoseconds: 123_456_789)
        let record = LogRecord(time: time, level: level, room: "http.client", message: message, fields: fields)
        return String(decoding: LogFormat.terminal(isColored: isColored).line(record), as: UTF8.self)
    }

    @Test("what is a plain word stands as it is, everything else in quotes")
    func values() {
        let fields: LogFields = [
            "host": "example.org:443", "path": "a b", "empty": "", "quote": "say \"hi\\\"", "status": 200,
            "took": Duration.microseconds(12_500), "token": Secret("x"), "hosts": ["a", "b c"], "equals": "a=b",
            "ok": true, "gone": Optional<Int>.none,
        ]
        let expected = """
            10:11:12.123Z INFO  http.client: answered host=example.org:443 path="a b" empty="" \
            quote="say \\"hi\\\\\\"" status=200 took=12.5ms token=<redacted> hosts=[a,"b c"] equals="a=b" ok=true gone=null

            """
        #expect(Self.line("answered", fields) == expected)
    }

    @Test("levels are five letters wide, and in colour when there is colour")
    func levels() {
        let words = LogLevel.allCases.map { Self.line("m", level: $0).dropFirst("10:11:12.123Z ".count).prefix(6) }
        #expect(words == ["TRACE ", "DEBUG ", "INFO  ", "WARN  ", "ERROR "])
        for level in LogLevel.allCases {
            let line = Self.line("m", ["a": 1], level: level, isColored: true)
            #expect(line.contains("\u{1B}["))
            // Every style that is begun is ended.
            #expect(
                line.components(splitBy: "\u{1B}[0m").count - 1 == (line.components(splitBy: "\u{1B}[").count - 1) / 2
            )
        }
    }

    @Test(
        "no text from outside breaks the line or reaches the terminal",
        .tags(.security),
        arguments: [
            "a\nERROR forged", "\r", "\u{1B}[2J\u{1B}]0;title\u{7}", "\u{9B}31m", "\u{7F}", "\u{202E}drow", "\u{2028}",
            "\t",
        ]
    )
    func injection(text: String) {
        let line = Self.line(text, ["field": text, text: 1, "list": [text]])
        #expect(line.utf8.count { $0 < 0x20 } == 1 && line.hasSuffix("\n"))
        let harmful: Set<Unicode.Scalar> = ["\u{7F}", "\u{9B}", "\u{202E}", "\u{2028}"]
        #expect(harmful.isDisjoint(with: line.unicodeScalars))
        #expect(line.contains("\\"))
    }

    @Test("a line break is shown as such")
    func lineBreak() {
        #expect(Self.line("a\nb\u{1B}", ["k": "c\rd"]).hasSuffix("a\\nb\\u{1b} k=\"c\\rd\"\n"))
    }

    @Test("a terminal gets lines for people, in colour unless somebody does not want it; all else gets JSON")
    func fitting() throws {
        #expect(LogFormat.fitting(-1, environment: [:]) == .json)
        #expect(LogFormat.fitting(try LogPipe().writer, environment: [:]) == .json)

        let terminal = unsafe open("/dev/ptmx", O_RDWR | O_NOCTTY)
        try #require(terminal >= 0)
        defer { close(terminal) }
        let choices: [([String: String], Bool)] = [
            ([:], true), (["NO_COLOR": ""], true), (["NO_COLOR": "1"], false), (["TERM": "dumb"], false),
            (["TERM": "xterm"], true),
        ]
        for (environment, isColored) in choices {
            #expect(LogFormat.fitting(terminal, environment: environment) == .terminal(isColored: isColored))
        }
    }
}

extension String {
    fileprivate func components(splitBy separator: String) -> [Substring] {
        split(separator: separator, omittingEmptySubsequences: false)
    }
}
