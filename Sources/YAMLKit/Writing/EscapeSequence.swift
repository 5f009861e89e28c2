// SPDX-License-Identifier: Apache-2.0

/// How a character is written in double quotes when it cannot stand for itself.
enum EscapeSequence {
    /// The short form where YAML has one, else the code point in as few hexadecimal digits as there is a form for.
    static func text(for scalar: Unicode.Scalar) -> String {
        if let letter = letter(for: scalar) { return "\\\(letter)" }
        return switch scalar.value {
        case ...0xFF: "\\x" + hexadecimal(scalar.value, digits: 2)
        case ...0xFFFF: "\\u" + hexadecimal(scalar.value, digits: 4)
        default: "\\U" + hexadecimal(scalar.value, digits: 8)
        }
    }

    private static func letter(for scalar: Unicode.Scalar) -> Character? {
        switch scalar {
        case "\0": "0"
        case "\u{07}": "a"
        case "\u{08}": "b"
        case "\t": "t"
        case "\n": "n"
        case "\u{0B}": "v"
        case "\u{0C}": "f"
        case "\r": "r"
        case "\u{1B}": "e"
        case "\"": "\""
        case "\\": "\\"
        case "\u{85}": "N"
        case "\u{2028}": "L"
        case "\u{2029}": "P"
        default: nil
        }
    }

    private static func hexadecimal(_ value: UInt32, digits: Int) -> String {
        let text = String(value, radix: 16, uppercase: true)
        return String(repeating: "0", count: digits - text.count) + text
    }
}
