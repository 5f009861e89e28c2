// SPDX-License-Identifier: Apache-2.0

/// An amount of a resource: `500m`, `1.5`, `2Gi`, `1e3`.
///
/// As in Kubernetes an amount has at most nine digits behind the point; what is finer is rounded up.
struct Quantity: Sendable, Equatable, Comparable {
    /// How a quantity is written; a sum or a rounded value keeps the way of the first.
    private enum Form: Sendable {
        case decimal
        case binary
        case exponent
    }

    /// What Kubernetes answers to a text that is no quantity.
    static let explanation =
        #"quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'"#

    private static let decimalUnits = ["n", "u", "m", "", "k", "M", "G", "T", "P", "E"]
    private static let binaryUnits = ["", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei"]
    private static let one: Int128 = 1_000_000_000

    private let billionths: Int128
    private let form: Form

    init?(_ text: String) {
        let number = text.prefix { $0.isNumber || "+-.".contains($0) }
        guard let (digits, fraction) = Self.digits(of: number) else { return nil }
        let unit = String(text.dropFirst(number.count))
        var power = 9 - fraction
        var factor: Int128 = 1
        if let index = Self.binaryUnits.firstIndex(of: unit), index > 0 {
            form = .binary
            for _ in 0..<index { factor *= 1_024 }
        } else if let index = Self.decimalUnits.firstIndex(of: unit) {
            form = .decimal
            power += (index - 3) * 3
        } else if let first = unit.first, "eE".contains(first), let exponent = Int(unit.dropFirst()), abs(exponent) < 19
        {
            form = .exponent
            power += exponent
        } else {
            return nil
        }
        guard let scaled = Self.scale(digits * factor, byTenToThe: power) else { return nil }
        billionths = scaled
    }

    static func < (left: Quantity, right: Quantity) -> Bool { left.billionths < right.billionths }
    static func == (left: Quantity, right: Quantity) -> Bool { left.billionths == right.billionths }

    var isNegative: Bool { billionths < 0 }
    var isZero: Bool { billionths == 0 }

    /// The digits of a number as an integer, and how many of them stand behind the point.
    private static func digits(of number: Substring) -> (value: Int128, fraction: Int)? {
        let unsigned = number.first.map { "+-".contains($0) } == true ? number.dropFirst() : number
        let parts = unsigned.split(separator: ".", omittingEmptySubsequences: false)
        let digits = parts.joined()
        guard parts.count <= 2, !digits.isEmpty, digits.count <= 24, let value = Int128(digits), digits.first != "-",
            digits.first != "+"
        else { return nil }
        return (number.hasPrefix("-") ? -value : value, parts.count == 2 ? parts[1].count : 0)
    }

    private static func scale(_ value: Int128, byTenToThe power: Int) -> Int128? {
        var value = value
        for _ in 0..<max(power, 0) {
            let (product, overflow) = value.multipliedReportingOverflow(by: 10)
            guard !overflow else { return nil }
            value = product
        }
        for _ in 0..<max(-power, 0) {
            let remainder = value % 10
            value = value / 10 + (remainder == 0 ? 0 : remainder.signum())
        }
        return value
    }
}

extension Quantity: CustomStringConvertible {
    /// The one way to write the amount: no fraction, and the largest unit that allows it.
    var description: String {
        // Small amounts are decimal whatever their form, so that they need not be rounded.
        if form == .binary, abs(billionths) >= 1_024 * Self.one {
            return Self.text(billionths / Self.one + (billionths % Self.one).signum(), 1_024, Self.binaryUnits)
        }
        guard form == .exponent else { return Self.text(billionths, 1_000, Self.decimalUnits, zero: 3) }
        return Self.text(billionths, 1_000, (-3..<6).map { $0 == 0 ? "" : "e\($0 * 3)" }, zero: 3)
    }

    private static func text(_ value: Int128, _ step: Int128, _ units: [String], zero: Int = 0) -> String {
        guard value != 0 else { return "0" }
        var (value, unit) = (value, 0)
        while unit + 1 < units.count, value % step == 0 {
            value /= step
            unit += 1
        }
        return "\(value)\(units[unit])"
    }
}
