// SPDX-License-Identifier: Apache-2.0

import Basics

/// A log line for people: `10:11:12.345Z INFO  http.client: connected host=example.org took=1.5s`.
struct TerminalLogLine {
    let isColored: Bool

    /// Codes of ECMA-48, "select graphic rendition".
    private enum Style: String {
        case plain = "0"
        case faint = "2"
        case red = "1;31"
        case yellow = "33"
        case green = "32"
        case cyan = "36"
    }

    func bytes(_ record: LogRecord) -> [UInt8] {
        // The date is left out: who watches knows it.
        let time = record.time.formatted(.three).dropFirst("2026-01-01T".count)
        var line = styled(String(time), .faint)
        line += " " + styled(Self.word(for: record.level), Self.style(of: record.level))
        line += " " + styled(LogText.forTerminal(record.room) + ":", .faint)
        line += " " + LogText.forTerminal(record.message)
        for field in record.fields.fields {
            line += " " + styled(LogText.word(field.key) + "=", .faint) + Self.text(field.value)
        }
        return Array(line.utf8) + [UInt8(ascii: "\n")]
    }

    private static func text(_ value: LogValue) -> String {
        switch value {
        case .redacted: value.plainText
        case .list(let values): "[" + values.map { text($0) }.joined(separator: ",") + "]"
        default: LogText.word(value.plainText)
        }
    }

    /// Five letters, so that what follows stands in a column.
    private static func word(for level: LogLevel) -> String {
        switch level {
        case .trace: "TRACE"
        case .debug: "DEBUG"
        case .info: "INFO "
        case .warning: "WARN "
        case .error: "ERROR"
        }
    }

    private static func style(of level: LogLevel) -> Style {
        switch level {
        case .trace: .faint
        case .debug: .cyan
        case .info: .green
        case .warning: .yellow
        case .error: .red
        }
    }

    private func styled(_ text: String, _ style: Style) -> String {
        isColored ? "\u{1B}[\(style.rawValue)m\(text)\u{1B}[\(Style.plain.rawValue)m" : text
    }
}
