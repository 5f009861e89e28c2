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

    /// What a string stands for as a part of a document: `<<` is an ordinary string as a value, but not as a key.
    enum Role {
        case key
        case value
    }

    /// The plainest style that reads back as the same string.
    init(for text: String, shape: ScalarShape, role: Role) {
        if text.utf8.contains(UInt8(ascii: "\n")) {
            self = shape.allowsBlock ? .literal : .doubleQuoted
        } else if Self.isMistaken(text) || role == .key && text == "<<" {
            self = .doubleQuoted
        } else if shape.allowsPlain {
            self = .plain
        } else {
            self = shape.allowsSingleQuotes ? .singleQuoted : .doubleQuoted
        }
    }

    /// Whether somebody would read the text as something that is no string: we, kubectl, or a reader of YAML 1.1,
    /// to which 1:30 is the number 90 and 2001-01-01 a date.
    private static func isMistaken(_ text: String) -> Bool {
        if case .string = ScalarMeaning(plain: text) { return NumberSyntax.isSexagesimal(text) }
        return true
    }
}
