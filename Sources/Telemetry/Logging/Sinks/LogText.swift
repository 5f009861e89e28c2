// SPDX-License-Identifier: Apache-2.0

/// Makes text from outside harmless for whoever reads a log.
///
/// A log line may show what a stranger sent. Without care a line break in it forges a second line, an escape sequence
/// recolours or rewrites the reader's terminal, and a mark for right-to-left text turns words round.
enum LogText {
    /// The most that is written of one text.
    static let limit = 8_192

    /// The text as it can stand in JSON, whose writer takes care of line breaks and the other controls of ASCII.
    static func forJSON(_ text: String) -> String {
        let text = limited(text)
        guard text.utf8.contains(where: { $0 == 0x7F || $0 == 0xC2 || $0 == 0xE2 }) else { return text }
        return escaped(text) { $0.isHarmful && $0.value >= 0x7F }
    }

    /// The text as it can stand on a terminal, on the line where it begins.
    static func forTerminal(_ text: String) -> String {
        escaped(limited(text), where: \.isHarmful)
    }

    /// The text as it can stand behind `key=`: in quotes unless it is one plain word.
    static func word(_ text: String) -> String {
        let isPlain =
            !text.isEmpty && text.utf8.count <= limit
            && text.unicodeScalars.allSatisfy {
                $0.properties.isAlphabetic || "0123456789-_./:@+*%".unicodeScalars.contains($0)
            }
        guard !isPlain else { return text }
        let inner = escaped(limited(text)) { $0.isHarmful || $0 == "\"" || $0 == "\\" }
        return "\"\(inner)\""
    }

    private static func limited(_ text: String) -> String {
        let size = text.utf8.count
        guard size > limit else { return text }
        var end = text.utf8.index(text.startIndex, offsetBy: limit)
        while String.Index(end, within: text.unicodeScalars) == nil {
            end = text.utf8.index(before: end)
        }
        return text[..<end] + "… (\(size) bytes)"
    }

    private static func escaped(_ text: String, where isEscaped: (Unicode.Scalar) -> Bool) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            guard isEscaped(scalar) else {
                result.unicodeScalars.append(scalar)
                continue
            }
            switch scalar {
            case "\n": result += "\\n"
            case "\r": result += "\\r"
            case "\t": result += "\\t"
            case "\"", "\\": result += "\\" + String(scalar)
            default: result += "\\u{\(String(scalar.value, radix: 16))}"
            }
        }
        return result
    }
}

extension Unicode.Scalar {
    /// Whether it does something to a terminal or to the order of what is shown, rather than showing something.
    fileprivate var isHarmful: Bool {
        switch value {
        // The controls of ASCII and of Latin-1 (some terminals take U+009B for ESC [).
        case 0..<0x20, 0x7F...0x9F: true
        // Line and paragraph separators; marks, embeddings, overrides and isolates of bidirectional text.
        case 0x2028...0x202E, 0x2066...0x2069, 0x200E, 0x200F, 0x061C: true
        default: false
        }
    }
}
