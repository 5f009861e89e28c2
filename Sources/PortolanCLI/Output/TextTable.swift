// SPDX-License-Identifier: Apache-2.0

internal import CommandLineKit

/// Rows of words in columns; the last column may be long, and is broken where the line ends.
struct TextTable {
    /// On which side of its column a word stands.
    enum Alignment {
        case left
        case right
    }

    private let titles: [String]
    private let alignments: [Alignment]
    private var rows: [[String]] = []

    /// An empty table; columns without an alignment stand on the left.
    init(_ titles: [String], _ alignments: [Alignment] = []) {
        self.titles = titles
        self.alignments = alignments
    }

    /// Adds a row with a word for each title.
    mutating func add(_ row: [String]) {
        rows.append(row)
    }

    /// The table in at most so many columns of text, where words allow it, and without a line feed at the end.
    func text(width: Int, indent: Int = 0) -> String {
        let margin = String(repeating: " ", count: indent)
        let lines = [titles] + rows
        let widths = titles.indices.map { column in lines.map { $0[column].count }.max() ?? 0 }
        return lines.map { row in
            var line = margin
            for column in row.indices.dropLast() {
                line += padded(row[column], to: widths[column], column) + "  "
            }
            return finished(line, with: row.last ?? "", lastWidth: widths.last ?? 0, width)
        }.joined(separator: "\n")
    }

    private func padded(_ word: String, to width: Int, _ column: Int) -> String {
        let space = String(repeating: " ", count: max(width - word.count, 0))
        return alignment(of: column) == .left ? word + space : space + word
    }

    private func alignment(of column: Int) -> Alignment {
        alignments.indices.contains(column) ? alignments[column] : .left
    }

    private func finished(_ line: String, with word: String, lastWidth: Int, _ width: Int) -> String {
        if alignment(of: titles.count - 1) == .right {
            return line + padded(word, to: lastWidth, titles.count - 1)
        }
        // Where the other columns leave hardly any room, the last one goes on in the next line.
        let column = min(line.count, width / 2)
        let text = TextBlock(word).wrapped(to: width, indent: line.count, hanging: column).dropFirst(line.count)
        return (line + text).trimmingTrailingSpaces
    }
}

extension String {
    /// The text without the spaces at its end.
    fileprivate var trimmingTrailingSpaces: String {
        var text = self
        while text.last == " " { text.removeLast() }
        return text
    }
}
