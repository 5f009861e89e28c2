// SPDX-License-Identifier: Apache-2.0

/// Tells code from comments and from the contents of string literals; it knows no more of Swift than that.
///
/// What is interpolated into a string counts as code. A quotation mark in a regular expression literal is taken for the
/// start of a string on the same line. Bytes rather than characters, because every file is read in every run.
struct SwiftLexer {
    private let text: [UInt8]
    private var position = 0
    private var done: [SourceFile.Line] = []
    private var code: [UInt8] = []
    private var comment: [UInt8] = []

    init(_ text: String) {
        self.text = Array(text.utf8)
    }

    /// The lines of the text.
    mutating func lines() -> [SourceFile.Line] {
        scanCode(untilParenthesis: false)
        if !code.isEmpty || !comment.isEmpty || done.isEmpty { endLine() }
        return done
    }

    private var isAtEnd: Bool { position >= text.count }

    private func starts(with word: [UInt8]) -> Bool {
        guard position + word.count <= text.count else { return false }
        return word.indices.allSatisfy { text[position + $0] == word[$0] }
    }

    private mutating func endLine() {
        done.append(
            SourceFile.Line(
                code: String(decoding: code, as: UTF8.self),
                comment: String(decoding: comment, as: UTF8.self)
            )
        )
        code = []
        comment = []
    }

    /// Scans up to the end, or behind the parenthesis that closes an interpolation.
    private mutating func scanCode(untilParenthesis: Bool) {
        var depth = 0
        while !isAtEnd {
            let byte = text[position]
            switch byte {
            case Byte.slash where starts(with: [Byte.slash, Byte.slash]): scanLineComment()
            case Byte.slash where starts(with: [Byte.slash, Byte.star]): scanBlockComment()
            case Byte.quote, Byte.sign:
                if !scanString() { takeCode(byte) }
            case Byte.open:
                depth += 1
                takeCode(byte)
            case Byte.close:
                takeCode(byte)
                if depth == 0, untilParenthesis { return }
                depth -= 1
            default: takeCode(byte)
            }
        }
    }

    private mutating func takeCode(_ byte: UInt8) {
        position += 1
        if byte == Byte.lineFeed { endLine() } else { code.append(byte) }
    }

    private mutating func scanLineComment() {
        while !isAtEnd, text[position] != Byte.lineFeed {
            comment.append(text[position])
            position += 1
        }
    }

    private mutating func scanBlockComment() {
        var depth = 0
        repeat {
            let opens = starts(with: [Byte.slash, Byte.star])
            let closes = starts(with: [Byte.star, Byte.slash])
            depth += opens ? 1 : closes ? -1 : 0
            for _ in 0..<(opens || closes ? 2 : 1) {
                if text[position] == Byte.lineFeed { endLine() } else { comment.append(text[position]) }
                position += 1
            }
        } while depth > 0 && !isAtEnd
    }

    /// Scans a string literal with any number of number signs; false when there is none here.
    private mutating func scanString() -> Bool {
        let signs = Array(text[position...].prefix { $0 == Byte.sign })
        guard position + signs.count < text.count, text[position + signs.count] == Byte.quote else { return false }
        position += signs.count
        let threeQuotes = [Byte.quote, Byte.quote, Byte.quote]
        let quote = starts(with: threeQuotes) ? threeQuotes : [Byte.quote]
        position += quote.count
        code.append(Byte.quote)

        let end = quote + signs
        let escape = [Byte.backslash] + signs
        while !isAtEnd, !starts(with: end) {
            if starts(with: escape + [Byte.open]) {
                position += escape.count + 1
                code.append(Byte.open)
                scanCode(untilParenthesis: true)
            } else if starts(with: escape) {
                position += escape.count + 1
            } else {
                if text[position] == Byte.lineFeed { endLine() }
                position += 1
            }
        }
        position = min(position + end.count, text.count)
        code.append(Byte.quote)
        return true
    }
}

private enum Byte {
    static let lineFeed = UInt8(ascii: "\n")
    static let quote = UInt8(ascii: "\"")
    static let sign = UInt8(ascii: "#")
    static let slash = UInt8(ascii: "/")
    static let star = UInt8(ascii: "*")
    static let backslash = UInt8(ascii: "\\")
    static let open = UInt8(ascii: "(")
    static let close = UInt8(ascii: ")")
}
