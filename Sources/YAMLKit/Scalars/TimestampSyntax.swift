// SPDX-License-Identifier: Apache-2.0

/// How dates are written that go-yaml takes for timestamps.
///
/// They stay strings in JSON. It matters for two things only: a tag `!!timestamp` must fit, and a string that looks
/// like a date is written in quotes, because most readers of YAML would make a date of it.
enum TimestampSyntax {
    /// Whether a text is a date, or a date and a time: `2001-1-2`, `2001-01-02 3:04:05.6`, `2001-01-02T03:04:05Z`.
    static func matches(_ text: String) -> Bool {
        var scanner = Scanner(rest: text.utf8[...])
        guard let year = scanner.number(digits: 4...4), scanner.take("-"),
            let month = scanner.number(digits: 1...2), 1...12 ~= month, scanner.take("-"),
            let day = scanner.number(digits: 1...2), 1...days(in: month, of: year) ~= day
        else { return false }
        if scanner.isAtEnd { return true }
        if scanner.take("T") || scanner.take("t") { return scanner.time() && scanner.zone() && scanner.isAtEnd }
        guard scanner.take(" ") else { return false }
        while scanner.take(" ") {}
        return scanner.time() && scanner.isAtEnd
    }

    private static func days(in month: Int, of year: Int) -> Int {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }
}

extension TimestampSyntax {
    private struct Scanner {
        var rest: Substring.UTF8View

        var isAtEnd: Bool { rest.isEmpty }

        mutating func take(_ character: Unicode.Scalar) -> Bool {
            guard let first = rest.first, UInt32(first) == character.value else { return false }
            rest.removeFirst()
            return true
        }

        mutating func number(digits: ClosedRange<Int>) -> Int? {
            let found = rest.prefix(digits.upperBound).prefix { UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }
            guard digits.contains(found.count) else { return nil }
            rest.removeFirst(found.count)
            return found.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
        }

        /// Hours, minutes, seconds and a fraction of any length, after a point or a comma.
        mutating func time() -> Bool {
            guard let hour = number(digits: 1...2), hour < 24, take(":"),
                let minute = number(digits: 1...2), minute < 60, take(":"),
                let second = number(digits: 1...2), second < 60
            else { return false }
            let beforeFraction = rest
            if take(".") || take(",") {
                let isFraction = number(digits: 1...1) != nil
                while number(digits: 1...1) != nil {}
                if !isFraction { rest = beforeFraction }
            }
            return true
        }

        /// `Z`, or an offset; Go accepts one of up to 24:60.
        mutating func zone() -> Bool {
            if take("Z") { return true }
            guard take("+") || take("-"), let hours = number(digits: 2...2), take(":"),
                let minutes = number(digits: 2...2)
            else { return false }
            return hours <= 24 && minutes <= 60
        }
    }
}
