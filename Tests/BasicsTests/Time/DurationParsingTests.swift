// SPDX-License-Identifier: Apache-2.0

import Basics
import TestSupport
import Testing

@Suite("Stretches of time as Kubernetes writes them")
struct DurationParsingTests {
    struct Case: CustomTestStringConvertible {
        let text: String
        let duration: Duration?

        var testDescription: String { "\"\(text)\" is \(duration.map { "\($0)" } ?? "none")" }

        init(_ text: String, _ duration: Duration?) {
            self.text = text
            self.duration = duration
        }
    }

    static let cases = [
        Case("24h", .seconds(86_400)),
        Case("15m", .seconds(900)),
        Case("1h30m", .seconds(5_400)),
        Case("90s", .seconds(90)),
        Case("250ms", .milliseconds(250)),
        Case("1m5s10ms", .milliseconds(65_010)),
        Case("0s", .zero),
        Case("", nil),
        Case("5", nil),
        Case("s", nil),
        Case("5 s", nil),
        Case("-5s", nil),
        Case("1.5h", nil),
        Case("5d", nil),
        Case("5sm", nil),
        Case("99999999999999999999h", nil),
        Case("9223372036854775807h", nil),
        Case("9223372036854775807ms1ms", nil),
    ]

    @Test("are read, or not", arguments: cases)
    func reading(_ row: Case) {
        #expect(Duration(parsing: row.text) == row.duration)
    }
}
