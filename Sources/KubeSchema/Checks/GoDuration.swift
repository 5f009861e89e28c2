// SPDX-License-Identifier: Apache-2.0

/// Durations as the API server reads them: as Go writes them, `1h30m`, or with the units as words, `2 hours`
/// (kube-openapi, `pkg/validation/strfmt/duration.go`).
enum GoDuration {
    private static let units: Set<String> = ["ns", "us", "µs", "μs", "ms", "s", "m", "h"]
    /// Words that must be written like this, and those of which only the beginning counts.
    private static let exactWords: Set<String> = ["ns", "us", "µs", "ms", "s", "m", "h", "hr", "d", "w", "wk"]
    private static let beginnings = ["nano", "micro", "milli", "sec", "min", "hour", "day", "week"]

    static func isDuration(_ text: String) -> Bool {
        isCompound(text) || isWorded(text)
    }

    /// Numbers with units, one behind the other; zero needs no unit.
    private static func isCompound(_ text: String) -> Bool {
        var rest = text.first == "-" || text.first == "+" ? text.dropFirst() : text[...]
        if rest == "0" { return true }
        guard !rest.isEmpty else { return false }
        while !rest.isEmpty {
            let number = rest.prefix { isDigit($0) || $0 == "." }
            rest = rest.dropFirst(number.count)
            let unit = rest.prefix { !isDigit($0) && $0 != "." }
            rest = rest.dropFirst(unit.count)
            guard number.contains(where: isDigit), number.count(where: { $0 == "." }) <= 1,
                units.contains(String(unit))
            else { return false }
        }
        return true
    }

    /// Somewhere in the text stands a number with a unit; what else stands there does not matter.
    private static func isWorded(_ text: String) -> Bool {
        var rest = text[...]
        while let start = rest.firstIndex(where: isDigit) {
            rest = rest[start...].drop(while: isDigit).drop(while: \.isWhitespace)
            let unit = rest.prefix { $0.isASCII && $0.isLetter || $0 == "µ" }.lowercased()
            if exactWords.contains(unit) || beginnings.contains(where: unit.hasPrefix) { return true }
        }
        return false
    }

    private static func isDigit(_ character: Character) -> Bool { character.isASCII && character.isNumber }
}
