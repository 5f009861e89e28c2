// SPDX-License-Identifier: Apache-2.0

internal import JSONKit

/// A weight as somebody wrote it in Flyte's configuration: a decimal number, exactly.
struct FlyteWeight {
    /// The digits, without the point.
    private let digits: Int
    /// How many of them stand behind the point.
    private let scale: Int

    static let zero = FlyteWeight(digits: 0, scale: 0)
    static let one = FlyteWeight(digits: 1, scale: 0)

    private init(digits: Int, scale: Int) {
        self.digits = digits
        self.scale = scale
    }

    /// The weight of a number, or of a text that is one, as Flyte's own reader takes it; nil for anything else.
    init?(_ value: JSONValue) {
        switch value {
        case .number(let number): self.init("\(number)")
        case .string(let text): self.init(text)
        default: return nil
        }
    }

    private init?(_ text: String) {
        let parts = text.lowercased().split(separator: "e", maxSplits: 1, omittingEmptySubsequences: false)
        let mantissa = parts[0].split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        // As many digits as a machine's integer holds; Flyte itself keeps seven.
        let fraction = mantissa.count == 2 ? mantissa[1].prefix(max(18 - mantissa[0].count, 0)) : ""
        guard let exponent = parts.count == 2 ? Int(parts[1]) : 0, abs(exponent) <= 30,
            let digits = Int(mantissa[0] + fraction)
        else { return nil }
        self.init(digits: digits, scale: fraction.count - exponent)
    }

    /// Whether Flyte accepts it.
    var isAllowed: Bool { (0...1).contains(value) }

    var isNegative: Bool { digits < 0 }

    var isZero: Bool { digits == 0 }

    private var value: Double {
        let power = (0..<abs(scale)).reduce(1.0) { power, _ in power * 10 }
        return scale < 0 ? Double(digits) * power : Double(digits) / power
    }

    static let largest = 1_000_000

    /// Whole numbers in the same ratio: the smallest, unless they are too large; then the nearest, and not exact.
    static func integers(_ weights: [FlyteWeight]) -> (values: [Int], isExact: Bool) {
        if let exact = exactIntegers(weights), (exact.max() ?? 0) <= largest { return (exact, true) }
        // Above one Flyte takes none of them, and their ratio is all that can be meant.
        let unit = max(weights.map(\.value).max() ?? 1, 1)
        let rounded = weights.map { weight in
            // What gets little work must not become a standby, which gets none.
            weight.digits > 0 ? max(Int((weight.value / unit * Double(largest)).rounded()), 1) : 0
        }
        return (rounded, false)
    }

    private static func exactIntegers(_ weights: [FlyteWeight]) -> [Int]? {
        let scale = weights.filter { $0.digits != 0 }.map(\.scale).max() ?? 0
        let values = weights.compactMap { $0.isNegative ? 0 : $0.digits(at: scale) }
        guard values.count == weights.count else { return nil }
        let divisor = values.reduce(0, greatestCommonDivisor)
        return divisor == 0 ? values : values.map { $0 / divisor }
    }

    private static func greatestCommonDivisor(_ one: Int, _ other: Int) -> Int {
        other == 0 ? one : greatestCommonDivisor(other, one % other)
    }
}

extension FlyteWeight {
    /// The weight of a cluster that a label names more than once: Flyte gives it as many parts.
    static func + (left: FlyteWeight, right: FlyteWeight) -> FlyteWeight {
        let scale = max(left.scale, right.scale)
        guard let one = left.digits(at: scale), let other = right.digits(at: scale) else {
            // So far apart that the smaller one makes no difference.
            return left.value < right.value ? right : left
        }
        return FlyteWeight(digits: one + other, scale: scale)
    }

    /// The digits with so many of them behind the point; nil when there is no room for them.
    private func digits(at scale: Int) -> Int? {
        (0..<(digits == 0 ? 0 : scale - self.scale)).reduce(digits) { digits, _ in
            guard let digits, abs(digits) < Int.max / 20 else { return nil }
            return digits * 10
        }
    }
}
