// SPDX-License-Identifier: Apache-2.0

/// How a string is written.
enum ScalarStyle: Equatable {
    /// As it is.
    case plain
    /// In `'…'`: its characters would be taken for syntax.
    case singleQuoted
    /// In `"…"`: it has characters that need an escape, or it would be read as something that is no string.
    case doubleQuoted
    /// Below a `|`, line by line.
    case literal

    /// The plainest style that reads back as the same string.
    init(for text: String) {
        let shape = ScalarShape(text)
        if text.utf8.contains(UInt8(ascii: "\n")) {
            self = shape.allowsBlock ? .literal : .doubleQuoted
        } else if Self.isMistaken(text) {
            self = .doubleQuoted
        } else if shape.allowsPlain {
            self = .plain
        } else {
            self = shape.allowsSingleQuotes ? .singleQuoted : .doubleQuoted
        }
    }

    /// Whether somebody would read the text as something that is no string: we, kubectl, or a reader of YAML 1.1.
    ///
    /// To the latter 1:30 is the number 90, 2001-01-01 a date, and `<<` and `=` stand for merging and for a default.
    private static func isMistaken(_ text: String) -> Bool {
        guard case .string = ScalarMeaning(plain: text) else { return true }
        return text == "<<" || text == "=" || NumberSyntax.isSexagesimal(text)
    }
}
