// SPDX-License-Identifier: Apache-2.0

/// Numbers as people read them.
package enum Figures {
    /// A number with three digits that mean something.
    package static func short(_ number: Double) -> String {
        switch abs(number) {
        case 1000...: grouped(Int(number.rounded()))
        case 100...: fixed(number, digits: 0)
        case 10...: fixed(number, digits: 1)
        default: fixed(number, digits: 2)
        }
    }

    /// A median with how far the figures spread.
    package static func spread(_ summary: Summary) -> String {
        "\(short(summary.median)) (\(short(summary.minimum))…\(short(summary.maximum)))"
    }

    private static func fixed(_ number: Double, digits: Int) -> String {
        var scale = 1.0
        for _ in 0..<digits { scale *= 10 }
        let scaled = Int((abs(number) * scale).rounded())
        let whole = scaled / Int(scale)
        let sign = number < 0 ? "-" : ""
        guard digits > 0 else { return "\(sign)\(whole)" }
        let fraction = String(scaled % Int(scale))
        return "\(sign)\(whole).\(String(repeating: "0", count: digits - fraction.count))\(fraction)"
    }

    private static func grouped(_ number: Int) -> String {
        var digits = Array(String(abs(number)))
        var place = digits.count - 3
        while place > 0 {
            digits.insert(",", at: place)
            place -= 3
        }
        return (number < 0 ? "-" : "") + String(digits)
    }
}
