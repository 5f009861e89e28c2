// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import PortolanCLI

@Suite("Text for people")
struct TextOutputTests {
    @Test(
        "parts of a hundred have two digits",
        arguments: [
            (0.0, "0.00 %"), (1.0, "100.00 %"), (0.123_45, "12.35 %"), (0.000_04, "0.00 %"), (1.0 / 3, "33.33 %"),
        ]
    )
    func percentage(value: Double, text: String) {
        #expect(value.percentage == text)
    }

    @Test(
        "numbers have as many digits as asked for",
        arguments: [
            (0.5, 0, "1"), (1.05, 1, "1.1"), (-0.25, 2, "-0.25"), (-0.001, 2, "0.00"), (Double.infinity, 2, "inf"),
        ]
    )
    func digits(value: Double, digits: Int, text: String) {
        #expect(value.text(digits: digits) == text)
    }

    @Test("the last word of a row goes on below itself")
    func wrapping() {
        var table = TextTable(["NAME", "REMARK"])
        table.add(["one", "a word and another word and one more"])
        let expected = """
            NAME  REMARK
            one   a word and another word
                  and one more
            """
        #expect(table.text(width: 32) == expected)
    }

    @Test("a name that is too long for a chart is cut, and what is drawn at all is seen")
    func chart() {
        let bars = [
            BarChart.Bar(name: "a-name-that-is-too-long", share: 0.999, expected: 1),
            BarChart.Bar(name: "b", share: 0.001, expected: 0),
        ]
        let lines = BarChart(bars: bars).text(width: 44).split(separator: "\n")
        #expect(lines.allSatisfy { $0.count <= 44 })
        #expect(lines[1].hasPrefix("a-name-that-i…  ██") && lines[2].contains(" █ "))
    }
}
