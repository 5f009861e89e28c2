// SPDX-License-Identifier: Apache-2.0

/// Takes a rule apart into tokens, by the lexis of the language's specification (github.com/google/cel-spec).
struct CELLexer {
    private let text: [Unicode.Scalar]
    private var index = 0

    init(_ text: String) {
        self.text = Array(text.unicodeScalars)
    }

    /// All tokens, the last of which is the end.
    mutating func tokens() throws(CELError) -> [CELToken] {
        var tokens: [CELToken] = []
        while true {
            skipSpace()
            let column = index + 1
            let kind = try next()
            tokens.append(CELToken(kind: kind, column: column))
            if kind == .end { return tokens }
        }
    }

    private var current: Unicode.Scalar? { index < text.count ? text[index] : nil }

    private func peek(_ offset: Int = 1) -> Unicode.Scalar? {
        index + offset < text.count ? text[index + offset] : nil
    }

    private mutating func skipSpace() {
        while let scalar = current {
            if scalar == "/", peek() == "/" {
                while let scalar = current, scalar != "\n" { index += 1 }
            } else if scalar.properties.isWhitespace {
                index += 1
            } else {
                return
            }
        }
    }

    private mutating func next() throws(CELError) -> CELToken.Kind {
        guard let scalar = current else { return .end }
        if scalar.isDigit || scalar == "." && peek()?.isDigit == true { return try number() }
        if scalar == "\"" || scalar == "'" { return .string(try string(isRaw: false)) }
        if scalar == "r" || scalar == "R", peek() == "\"" || peek() == "'" {
            index += 1
            return .string(try string(isRaw: true))
        }
        if scalar == "b" || scalar == "B", peek() == "\"" || peek() == "'" {
            throw CELError(.unsupported, "byte strings are not supported here", column: index + 1)
        }
        if scalar.isIdentifierHead { return identifier() }
        return try symbol(scalar)
    }

    private mutating func identifier() -> CELToken.Kind {
        let start = index
        while let scalar = current, scalar.isIdentifierHead || scalar.isDigit { index += 1 }
        return .identifier(String(String.UnicodeScalarView(text[start..<index])))
    }

    private mutating func symbol(_ scalar: Unicode.Scalar) throws(CELError) -> CELToken.Kind {
        if let second = peek() {
            let pair = "\(scalar)\(second)"
            if ["==", "!=", "<=", ">=", "&&", "||"].contains(pair) {
                index += 2
                return .symbol(pair)
            }
        }
        guard "+-*/%<>!?:.,()[]{}".unicodeScalars.contains(scalar) else {
            throw CELError(.syntax, "Syntax error: token recognition error at: '\(scalar)'", column: index + 1)
        }
        index += 1
        return .symbol("\(scalar)")
    }

    private mutating func number() throws(CELError) -> CELToken.Kind {
        let start = index
        if current == "0", peek() == "x" || peek() == "X" {
            index += 2
            while let scalar = current, scalar.properties.isASCIIHexDigit { index += 1 }
            return try integer(String(String.UnicodeScalarView(text[start + 2..<index])), radix: 16, at: start)
        }
        var isFraction = false
        while let scalar = current {
            if scalar == ".", peek()?.isDigit == true {
                isFraction = true
            } else if scalar == "e" || scalar == "E" {
                isFraction = true
                if peek() == "+" || peek() == "-" { index += 1 }
            } else if !scalar.isDigit {
                break
            }
            index += 1
        }
        let digits = String(String.UnicodeScalarView(text[start..<index]))
        guard isFraction else { return try integer(digits, radix: 10, at: start) }
        guard let value = Double(digits.hasPrefix(".") ? "0\(digits)" : digits) else {
            throw CELError(.syntax, "invalid double literal", column: start + 1)
        }
        return .double(value)
    }

    private mutating func integer(_ digits: String, radix: Int, at start: Int) throws(CELError) -> CELToken.Kind {
        if current == "u" || current == "U" {
            index += 1
            guard let value = UInt64(digits, radix: radix) else {
                throw CELError(.syntax, "invalid uint literal", column: start + 1)
            }
            return .unsigned(value)
        }
        // The least integer is written as the negation of what is none: the parser puts the two together.
        if radix == 10, digits == "9223372036854775808" { return .unsigned(1 << 63) }
        guard let value = Int64(digits, radix: radix) else {
            throw CELError(.syntax, "invalid int literal", column: start + 1)
        }
        return .integer(value)
    }

    private mutating func string(isRaw: Bool) throws(CELError) -> String {
        let start = index
        guard let quote = current else { return "" }
        let isTriple = peek() == quote && peek(2) == quote
        index += isTriple ? 3 : 1
        var value = String.UnicodeScalarView()
        while let scalar = current {
            if scalar == quote, !isTriple || peek() == quote && peek(2) == quote {
                index += isTriple ? 3 : 1
                return String(value)
            }
            if scalar == "\n", !isTriple { break }
            index += 1
            if scalar == "\\", !isRaw {
                value.append(try escape())
            } else {
                value.append(scalar)
            }
        }
        throw CELError(.syntax, "Syntax error: the string is not closed", column: start + 1)
    }

    private mutating func escape() throws(CELError) -> Unicode.Scalar {
        let simple: [Unicode.Scalar: Unicode.Scalar] = [
            "n": "\n", "t": "\t", "r": "\r", "a": "\u{7}", "b": "\u{8}", "f": "\u{C}", "v": "\u{B}",
            "\\": "\\", "\"": "\"", "'": "'", "`": "`", "?": "?",
        ]
        let lengths: [Unicode.Scalar: Int] = ["x": 2, "X": 2, "u": 4, "U": 8]
        let column = index
        guard let scalar = current else { throw CELError(.syntax, "Syntax error: half an escape", column: column) }
        index += 1
        if let plain = simple[scalar] { return plain }
        let digits: ArraySlice<Unicode.Scalar>
        let radix: Int
        if let length = lengths[scalar] {
            digits = text[index...].prefix(length)
            radix = 16
            guard digits.count == length else {
                throw CELError(.syntax, "Syntax error: half an escape", column: column)
            }
            index += length
        } else {
            digits = text[(index - 1)...].prefix(3)
            radix = 8
            guard digits.count == 3 else { throw CELError(.syntax, "Syntax error: half an escape", column: column) }
            index += 2
        }
        let code = UInt32(String(String.UnicodeScalarView(digits)), radix: radix)
        guard let value = code.flatMap(Unicode.Scalar.init) else {
            throw CELError(.syntax, "Syntax error: no such escape", column: column)
        }
        return value
    }
}

extension Unicode.Scalar {
    fileprivate var isDigit: Bool { ("0"..."9").contains(self) }

    fileprivate var isIdentifierHead: Bool {
        ("a"..."z").contains(self) || ("A"..."Z").contains(self) || self == "_"
    }
}
