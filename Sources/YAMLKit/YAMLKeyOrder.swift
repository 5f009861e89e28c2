// SPDX-License-Identifier: Apache-2.0

/// The order in which the members of an object are written.
package enum YAMLKeyOrder: Sendable {
    /// As they were set or read.
    case written
    /// As kubectl sorts them: other characters before letters, and numbers by their value, so that `a10` follows `a9`.
    case sorted
}

extension YAMLKeyOrder {
    /// Whether a key comes before another one, as go-yaml has it.
    static func isSorted(_ left: String, before right: String) -> Bool {
        let left = Array(left.unicodeScalars)
        let right = Array(right.unicodeScalars)
        guard let index = zip(left, right).enumerated().first(where: { $0.element.0 != $0.element.1 })?.offset else {
            return left.count < right.count
        }
        let isLetter = (left[index].properties.isLetter, right[index].properties.isLetter)
        switch isLetter {
        case (true, true): return left[index] < right[index]
        case (true, false): return false
        case (false, true): return true
        case (false, false): break
        }
        let leftNumber = number(in: left, at: index, other: right[index])
        let rightNumber = number(in: right, at: index, other: left[index])
        if leftNumber.value != rightNumber.value { return leftNumber.value < rightNumber.value }
        if leftNumber.end != rightNumber.end { return leftNumber.end < rightNumber.end }
        return left[index] < right[index]
    }

    /// The number whose digits go on at a place, and where it ends.
    ///
    /// Where the difference is a zero, digits before it count as a leading one: `10` and `12` are compared as `10` and
    /// `12`, although only `0` and `2` differ, but `00` and `02` are not.
    private static func number(
        in key: [Unicode.Scalar],
        at index: Int,
        other: Unicode.Scalar
    ) -> (value: Int64, end: Int) {
        var value: Int64 = 0
        if key[index] == "0" || other == "0" {
            let leading = key[..<index].reversed().prefix { $0.properties.isDecimal }
            if leading.contains(where: { $0 != "0" }) { value = 1 }
        }
        var end = index
        while end < key.count, key[end].properties.isDecimal {
            value = value &* 10 &+ (Int64(key[end].value) - 0x30)
            end += 1
        }
        return (value, end)
    }
}

extension Unicode.Scalar.Properties {
    fileprivate var isLetter: Bool {
        switch generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter: true
        default: false
        }
    }

    fileprivate var isDecimal: Bool { generalCategory == .decimalNumber }
}
