// SPDX-License-Identifier: Apache-2.0

/// How numbers are written, for Go's `strconv` and go-yaml's patterns.
enum NumberSyntax {
    /// An integer that fits into 64 bits.
    enum Integer: Equatable {
        case signed(Int64)
        case unsigned(UInt64)
    }

    /// An integer in Go's notation: `0x`, `0b` and `0o` in either case, and a leading zero for octal.
    static func integer(_ text: String) -> Integer? {
        var digits = text.utf8[...]
        let sign = digits.first
        let isSigned = sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+")
        takeSign(&digits)
        let radix = radix(of: &digits)
        guard digits.allSatisfy(isAlphanumeric), let value = UInt64(Substring(digits), radix: radix) else {
            return nil
        }
        if sign == UInt8(ascii: "-") {
            return value <= Int64.min.magnitude ? .signed(Int64(truncatingIfNeeded: 0 &- value)) : nil
        }
        if let signed = Int64(exactly: value) { return .signed(signed) }
        return isSigned ? nil : .unsigned(value)
    }

    /// A decimal number with or without a fraction and an exponent, as JSON writes it.
    static func decimal(_ text: String) -> String? {
        var rest = text.utf8[...]
        let sign = rest.first == UInt8(ascii: "-") ? "-" : ""
        takeSign(&rest)
        let whole = takeDigits(&rest)
        var fraction = Substring()
        if rest.first == UInt8(ascii: ".") {
            rest.removeFirst()
            fraction = takeDigits(&rest)
        }
        guard !whole.isEmpty || !fraction.isEmpty, let exponent = takeExponent(&rest), rest.isEmpty else { return nil }
        let significant = whole.drop { $0 == "0" }
        let point = fraction.isEmpty ? "" : "."
        let literal = "\(sign)\(significant.isEmpty ? "0" : significant)\(point)\(fraction)\(exponent)"
        // To Go, what is too large for a double is no number but a string, and what is too small is zero.
        guard let value = Double(literal), value.isFinite else { return nil }
        return value == 0 ? sign + "0" : literal
    }

    /// A number that begins with its point, where Go allows single underscores between digits.
    static func fraction(_ text: String) -> String? {
        var previous = UInt8(ascii: ".")
        for byte in text.utf8 {
            let isUnderscore = byte == UInt8(ascii: "_")
            if isUnderscore && !isDigit(previous) || previous == UInt8(ascii: "_") && !isDigit(byte) { return nil }
            previous = byte
        }
        return previous == UInt8(ascii: "_") ? nil : decimal(text.filter { $0 != "_" })
    }

    /// Whether a text is a number of base 60 in YAML 1.1, such as `1:30:00`, which Kubernetes' YAML does not have.
    static func isSexagesimal(_ text: String) -> Bool {
        var rest = text.utf8[...]
        takeSign(&rest)
        guard let first = rest.first, isDigit(first) else { return false }
        rest = rest.drop(while: isDigitOrUnderscore)
        guard rest.first == UInt8(ascii: ":") else { return false }
        while rest.first == UInt8(ascii: ":") {
            rest.removeFirst()
            let digits = takeDigits(&rest)
            guard let tens = digits.utf8.first,
                digits.utf8.count == 1 || digits.utf8.count == 2 && tens < UInt8(ascii: "6")
            else { return false }
        }
        if rest.first == UInt8(ascii: ".") { rest = rest.dropFirst().drop(while: isDigitOrUnderscore) }
        return rest.isEmpty
    }

    private static func radix(of digits: inout Substring.UTF8View) -> Int {
        guard digits.first == UInt8(ascii: "0"), digits.count > 1 else { return 10 }
        digits.removeFirst()
        // `0x` alone is no number: what is left of it has no digits of base 8.
        guard digits.count > 1, let letter = digits.first else { return 8 }
        let radix =
            switch letter | 0x20 {
            case UInt8(ascii: "x"): 16
            case UInt8(ascii: "o"): 8
            case UInt8(ascii: "b"): 2
            default: 0
            }
        guard radix != 0 else { return 8 }
        digits.removeFirst()
        return radix
    }

    private static func takeSign(_ rest: inout Substring.UTF8View) {
        if rest.first == UInt8(ascii: "-") || rest.first == UInt8(ascii: "+") { rest.removeFirst() }
    }

    private static func takeDigits(_ rest: inout Substring.UTF8View) -> Substring {
        let digits = rest.prefix(while: isDigit)
        rest.removeFirst(digits.count)
        return Substring(digits)
    }

    /// An exponent, empty when there is none, or nil when it has no digits.
    private static func takeExponent(_ rest: inout Substring.UTF8View) -> String? {
        guard let letter = rest.first, letter | 0x20 == UInt8(ascii: "e") else { return "" }
        rest.removeFirst()
        let sign = rest.first == UInt8(ascii: "-") ? "-" : ""
        takeSign(&rest)
        let digits = takeDigits(&rest)
        return digits.isEmpty ? nil : "e\(sign)\(digits)"
    }

    private static func isDigitOrUnderscore(_ byte: UInt8) -> Bool {
        isDigit(byte) || byte == UInt8(ascii: "_")
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
        UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte
    }

    private static func isAlphanumeric(_ byte: UInt8) -> Bool {
        isDigit(byte) || UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte | 0x20
    }
}
