// SPDX-License-Identifier: Apache-2.0

/// Shares as bars, with what they should be beside them.
struct BarChart {
    /// One bar.
    struct Bar {
        let name: String
        let share: Double
        let expected: Double
    }

    let bars: [Bar]

    private static let titles = ("DATAPLANE", "DRAWN", "CONFIGURED")
    private static let numberWidth = 8

    /// The chart in at most so many columns, without colours and without a line feed at the end.
    func text(width: Int) -> String {
        let longest = (bars.map(\.name.count) + [Self.titles.0.count]).max() ?? 0
        let nameWidth = min(longest, width / 3)
        let room = width - nameWidth - Self.numberWidth - Self.titles.2.count - 6
        let largest = bars.map { max($0.share, $0.expected) }.max() ?? 0
        let head = line(Self.titles.0, "", Self.titles.1, Self.titles.2, nameWidth, room)
        let lines = bars.map { bar in
            let length = largest == 0 ? 0 : (bar.share / largest * Double(room)).rounded()
            // What is drawn at all is seen, however little it is.
            let blocks = bar.share > 0 ? max(Int(length), 1) : 0
            let block = String(repeating: "█", count: blocks)
            return line(bar.name, block, bar.share.percentage, bar.expected.percentage, nameWidth, room)
        }
        return ([head] + lines).joined(separator: "\n")
    }

    private func line(
        _ name: String,
        _ bar: String,
        _ drawn: String,
        _ expected: String,
        _ nameWidth: Int,
        _ room: Int
    ) -> String {
        let shown = name.count > nameWidth ? "\(name.prefix(nameWidth - 1))…" : name
        return [
            shown + Self.space(nameWidth - shown.count),
            bar + Self.space(room - bar.count),
            Self.space(Self.numberWidth - drawn.count) + drawn,
            Self.space(Self.titles.2.count - expected.count) + expected,
        ].joined(separator: "  ")
    }

    private static func space(_ count: Int) -> String { String(repeating: " ", count: max(count, 0)) }
}
