// SPDX-License-Identifier: Apache-2.0

/// Tells code from comments and from the contents of string literals; it knows no more of Swift than that.
///
/// What is interpolated into a string counts as code. A quotation mark in a regular expression literal would be taken
/// for the start of a string, so the house writes those with `try Regex(...)` or does without.
struct SwiftLexer {
    private let text: [Character]
    private var position = 0
    private var done: [SourceFile.Line] = []
    private var line = SourceFile.Line()

    init(_ text: String) {
        self.text = Array(text)
    }

    /// The lines of the text.
    mutating func lines() -> [SourceFile.Line] {
        scanCode(untilParenthesis: false)
        if !line.code.isEmpty || !line.comment.isEmpty || done.isEmpty { done.append(line) }
        return done
    }

    private var isAtEnd: Bool { position >= text.count }

    private func starts(with word: String) -> Bool {
        text[position...].starts(with: word)
    }

    private mutating func endLine() {
        done.append(line)
        line = SourceFile.Line()
    }

    /// Scans up to the end, or behind the parenthesis that closes an interpolation.
    private mutating func scanCode(untilParenthesis: Bool) {
        var depth = 0
        while !isAtEnd {
            let character = text[position]
            switch character {
            case "/" where starts(with: "//"): scanLineComment()
            case "/" where starts(with: "/*"): scanBlockComment()
            case "\"", "#":
                if !scanString() { takeCode(character) }
            case "(":
                depth += 1
                takeCode(character)
            case ")":
                takeCode(character)
                if depth == 0, untilParenthesis { return }
                depth -= 1
            default: takeCode(character)
            }
        }
    }

    private mutating func takeCode(_ character: Character) {
        position += 1
        if character == "\n" { endLine() } else { line.code.append(character) }
    }

    private mutating func scanLineComment() {
        while !isAtEnd, text[position] != "\n" {
            line.comment.append(text[position])
            position += 1
        }
    }

    private mutating func scanBlockComment() {
        var depth = 0
        repeat {
            let mark = starts(with: "/*") ? 1 : starts(with: "*/") ? -1 : 0
            depth += mark
            for _ in 0..<(mark == 0 ? 1 : 2) {
                if text[position] == "\n" { endLine() } else { line.comment.append(text[position]) }
                position += 1
            }
        } while depth > 0 && !isAtEnd
    }

    /// Scans a string literal with any number of number signs; false when there is none here.
    private mutating func scanString() -> Bool {
        let signs = text[position...].prefix { $0 == "#" }
        guard position + signs.count < text.count, text[position + signs.count] == "\"" else { return false }
        position += signs.count
        let quote = starts(with: "\"\"\"") ? "\"\"\"" : "\""
        position += quote.count
        line.code += "\""

        let end = quote + signs
        let escape = "\\" + signs
        while !isAtEnd, !starts(with: end) {
            if starts(with: escape + "(") {
                position += escape.count + 1
                line.code += "("
                scanCode(untilParenthesis: true)
            } else if starts(with: escape) {
                position += escape.count + 1
            } else {
                if text[position] == "\n" { endLine() }
                position += 1
            }
        }
        position = min(position + end.count, text.count)
        line.code += "\""
        return true
    }
}
