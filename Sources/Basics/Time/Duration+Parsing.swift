// SPDX-License-Identifier: Apache-2.0

extension Duration {
    /// Reads a stretch of time as Kubernetes writes it: whole numbers with the units `h`, `m`, `s` and `ms`, one after
    /// the other, as in `1h30m`; nil when the text is none, or too long for a number.
    package init?(parsing text: String) {
        var rest = text.utf8[...]
        var total: Int64 = 0
        guard !rest.isEmpty else { return nil }
        while !rest.isEmpty {
            let digits = rest.prefix { (0x30...0x39).contains($0) }
            rest = rest.dropFirst(digits.count)
            let unit = rest.prefix { !(0x30...0x39).contains($0) }
            rest = rest.dropFirst(unit.count)
            guard let number = Int64(String(Substring(digits))), let length = Self.units[String(Substring(unit))]
            else { return nil }
            let (product, isTooLarge) = number.multipliedReportingOverflow(by: length)
            let (sum, isSumTooLarge) = total.addingReportingOverflow(product)
            guard !isTooLarge, !isSumTooLarge else { return nil }
            total = sum
        }
        self = .milliseconds(total)
    }

    /// How many milliseconds a unit has.
    private static let units: [String: Int64] = ["h": 3_600_000, "m": 60_000, "s": 1_000, "ms": 1]
}
