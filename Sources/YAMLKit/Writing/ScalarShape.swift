// SPDX-License-Identifier: Apache-2.0

/// What the characters of a text allow: in which of YAML's styles it can be written.
///
/// The lines are drawn where kubectl draws them, so that its output and ours are the same text.
struct ScalarShape {
    /// No character would be taken for syntax, and no space or line break would be lost.
    private(set) var allowsPlain = true

    /// Quotes are enough: nothing in it needs an escape.
    private(set) var allowsSingleQuotes = true

    /// Its lines can be written as they are, below each other.
    private(set) var allowsBlock = true

    /// It has more than one line.
    private(set) var isMultiline = false

    init(_ text: String) {
        guard !text.isEmpty else {
            allowsBlock = false
            return
        }
        if text.utf8.starts(with: "---".utf8) || text.utf8.starts(with: "...".utf8) { allowsPlain = false }
        var previous: Unicode.Scalar?
        var scalars = text.unicodeScalars.makeIterator()
        var current = scalars.next()
        while let scalar = current {
            let next = scalars.next()
            examine(scalar, after: previous, before: next)
            previous = scalar
            current = next
        }
    }

    private mutating func examine(
        _ scalar: Unicode.Scalar,
        after previous: Unicode.Scalar?,
        before next: Unicode.Scalar?
    ) {
        let isAtEdge = previous == nil || next == nil
        if !Self.isPrintable(scalar) { needEscapes() }
        if Self.isIndicator(scalar, after: previous, before: next) { allowsPlain = false }
        if scalar == " " {
            if isAtEdge { allowsPlain = false }
            if next == nil { allowsBlock = false }
            // A quoted text folds its lines, which loses the spaces around a break.
            if previous.map(Self.isBreak) ?? false { allowsSingleQuotes = false }
        } else if Self.isBreak(scalar) {
            isMultiline = true
            allowsPlain = false
            if previous == " " { needEscapes() }
        }
    }

    private mutating func needEscapes() {
        allowsPlain = false
        allowsSingleQuotes = false
        allowsBlock = false
    }

    /// Whether YAML would read syntax out of a character at its place in a plain text.
    private static func isIndicator(
        _ scalar: Unicode.Scalar,
        after previous: Unicode.Scalar?,
        before next: Unicode.Scalar?
    ) -> Bool {
        let isFollowedBySpace = next.map { $0 == " " || $0 == "\t" } ?? true
        switch scalar {
        case ",", "[", "]", "{", "}", "&", "*", "!", "|", ">", "'", "\"", "%", "@", "`": return previous == nil
        case "?", "-": return previous == nil && isFollowedBySpace
        case ":": return isFollowedBySpace
        case "#": return previous.map { $0 == " " || $0 == "\t" || isBreak($0) } ?? true
        default: return false
        }
    }

    /// What YAML takes for the end of a line.
    static func isBreak(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "\n", "\r", "\u{85}", "\u{2028}", "\u{2029}": true
        default: false
        }
    }

    /// Whether a character is written as it is.
    ///
    /// YAML would let tabs and characters beyond the basic plane pass, kubectl escapes them. The line breaks that only
    /// Unicode knows are escaped too, since editors do not show them.
    static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x0A, 0x20...0x7E, 0xA0...0x2027, 0x202A...0xD7FF, 0xE000...0xFEFE, 0xFF00...0xFFFD: true
        default: false
        }
    }
}
