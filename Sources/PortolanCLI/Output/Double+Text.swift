// SPDX-License-Identifier: Apache-2.0

extension Double {
    /// The number with so many digits after its point.
    func text(digits: Int) -> String {
        let power = (0..<digits).reduce(1) { power, _ in power * 10 }
        guard let scaled = Int(exactly: (magnitude * Double(power)).rounded()) else { return "\(self)" }
        let fraction = String(scaled % power)
        let sign = self < 0 && scaled != 0 ? "-" : ""
        guard digits > 0 else { return "\(sign)\(scaled)" }
        return "\(sign)\(scaled / power).\(String(repeating: "0", count: digits - fraction.count))\(fraction)"
    }

    /// The number as a part of a hundred.
    var percentage: String { "\((self * 100).text(digits: 2)) %" }
}
