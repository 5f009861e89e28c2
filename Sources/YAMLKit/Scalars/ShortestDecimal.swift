// SPDX-License-Identifier: Apache-2.0

/// The significant digits of a decimal number, to be laid out as Go lays numbers out.
struct ShortestDecimal {
    private let isNegative: Bool
    /// Without leading or trailing zeros.
    private let digits: Substring
    /// Where the point stands, counted from before the first digit.
    private let pointPosition: Int

    /// Reads a number as JSON writes it; nil when its exponent is out of all proportion.
    init?(_ text: String) {
        isNegative = text.utf8.first == UInt8(ascii: "-")
        let parts = text.drop { $0 == "-" }.split { $0 == "e" || $0 == "E" }
        let mantissa = parts[0].split(separator: ".", omittingEmptySubsequences: false)
        guard let exponent = parts.count > 1 ? Int(parts[1]) : 0, exponent.magnitude < 1 << 32 else { return nil }
        let all = mantissa.joined()
        let significant = all.drop { $0 == "0" }
        pointPosition = significant.isEmpty ? 1 : mantissa[0].count + exponent - (all.count - significant.count)
        digits = significant.dropLast(significant.reversed().prefix { $0 == "0" }.count)
    }

    /// The layout of C's `%g`, which is Go's: an exponent of two digits or more, from a million and below 0.0001.
    var general: String {
        let exponent = pointPosition - 1
        let body = -4..<6 ~= exponent ? positional : scientific(exponent)
        return isNegative ? "-" + body : body
    }

    private var positional: String {
        let zeros = { String(repeating: "0", count: $0) }
        if digits.isEmpty { return "0" }
        if pointPosition <= 0 { return "0." + zeros(-pointPosition) + digits }
        if pointPosition >= digits.count { return digits + zeros(pointPosition - digits.count) }
        return digits.prefix(pointPosition) + "." + digits.dropFirst(pointPosition)
    }

    private func scientific(_ exponent: Int) -> String {
        let fraction = digits.count > 1 ? "." + digits.dropFirst() : ""
        let padding = exponent.magnitude < 10 ? "0" : ""
        return "\(digits.prefix(1))\(fraction)e\(exponent < 0 ? "-" : "+")\(padding)\(exponent.magnitude)"
    }
}
