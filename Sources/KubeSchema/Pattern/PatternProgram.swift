// SPDX-License-Identifier: Apache-2.0

/// A regular expression as steps that are followed in parallel.
struct PatternProgram: Sendable {
    /// A step without anything that would have to be counted: texts are long.
    enum Step: Sendable {
        /// Goes on behind a scalar of a class, by its number.
        case scalar(Int)
        case assertion(PatternAssertion)
        /// Goes on at the next step and at another one.
        case fork(Int)
        case jump(Int)
        case match
    }

    var steps: [Step] = []
    private var classes: [ScalarClass] = []
    /// Which scalars below 128 are in each class, as bits.
    private var low: [UInt64] = []
    private var high: [UInt64] = []

    /// Whether a match can only begin where the text does.
    var isAnchored: Bool {
        guard case .assertion(.textStart)? = steps.first else { return false }
        return true
    }

    mutating func append(_ scalars: ScalarClass) {
        var bits: (low: UInt64, high: UInt64) = (0, 0)
        for value: UInt8 in 0..<128 where scalars.contains(Unicode.Scalar(value)) {
            if value < 64 { bits.low |= 1 << UInt64(value) } else { bits.high |= 1 << UInt64(value - 64) }
        }
        steps.append(.scalar(classes.count))
        classes.append(scalars)
        low.append(bits.low)
        high.append(bits.high)
    }

    /// Whether a scalar is in a class.
    func isIn(_ index: Int, _ scalar: Unicode.Scalar) -> Bool {
        let value = UInt64(scalar.value)
        if value < 64 { return low[index] & (1 << value) != 0 }
        if value < 128 { return high[index] & (1 << (value - 64)) != 0 }
        return classes[index].contains(scalar)
    }
}
