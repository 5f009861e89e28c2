// SPDX-License-Identifier: Apache-2.0

extension Duration {
    /// The duration as a person writes it: `850ns`, `12.5µs`, `250ms`, `1.5s`, `1m30s`, `26h5m`.
    ///
    /// What has no room is cut off: below a nanosecond, below a thousandth of the unit, and from a minute on below a
    /// second.
    package var readable: String {
        if self < .zero {
            return "-" + (.zero - self).readable
        }
        let (seconds, attoseconds) = components
        let nanoseconds = attoseconds / 1_000_000_000
        guard seconds == 0 else {
            return seconds < 60
                ? Self.decimal(seconds * 1_000 + nanoseconds / 1_000_000) + "s"
                : Self.minutesAndSeconds(seconds)
        }
        switch nanoseconds {
        case ..<1_000: return "\(nanoseconds)ns"
        case ..<1_000_000: return Self.decimal(nanoseconds) + "µs"
        default: return Self.decimal(nanoseconds / 1_000) + "ms"
        }
    }

    private static func minutesAndSeconds(_ seconds: Int64) -> String {
        let parts = [(seconds / 3_600, "h"), (seconds / 60 % 60, "m"), (seconds % 60, "s")]
        return parts.filter { $0.0 > 0 }.map { "\($0.0)\($0.1)" }.joined()
    }

    /// Thousandths as a decimal number without needless zeros.
    private static func decimal(_ thousandths: Int64) -> String {
        let (whole, rest) = thousandths.quotientAndRemainder(dividingBy: 1_000)
        guard rest > 0 else { return "\(whole)" }
        var digits: [UInt8] = []
        digits.append(Int(rest), digits: 3)
        while digits.last == UInt8(ascii: "0") {
            digits.removeLast()
        }
        return "\(whole)." + String(decoding: digits, as: UTF8.self)
    }
}
