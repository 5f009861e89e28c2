// SPDX-License-Identifier: Apache-2.0

/// The value of a number's text, as digits and a power of ten; two texts are equal when their values are.
struct DecimalLiteral: Hashable {
    let isNegative: Bool
    /// The significant digits, 0 to 9, without zeros at either end; none for zero.
    let digits: [UInt8]
    /// The power of ten that the digits, taken as one integer, are multiplied by; zero for zero.
    let exponent: Int

    /// Reads a number that obeys JSON's grammar.
    init(_ text: RawSpan) {
        var digits: [UInt8] = []
        var exponent = 0
        var offset = 0
        isNegative = text.byte(at: 0) == UInt8(ascii: "-")
        if isNegative { offset += 1 }
        var isFraction = false
        while offset < text.byteCount {
            let byte = text.byte(at: offset)
            offset += 1
            if byte == UInt8(ascii: ".") {
                isFraction = true
            } else if byte.isASCIIDigit {
                digits.append(byte - UInt8(ascii: "0"))
                if isFraction { exponent -= 1 }
            } else {
                exponent += text.exponent(from: offset)
                break
            }
        }
        let trailing = digits.reversed().prefix { $0 == 0 }.count
        digits.removeLast(trailing)
        digits.removeFirst(digits.prefix { $0 == 0 }.count)
        self.digits = digits
        self.exponent = digits.isEmpty ? 0 : exponent + trailing
    }

    /// The shortest digits that read back as the double.
    init(_ value: Double) {
        let text = value.description
        self.init(unsafe text.utf8Span.span.bytes)
    }

    /// The place of the first digit: 0 for units, -1 for tenths.
    var magnitude: Int { exponent + digits.count - 1 }

    /// The double nearest to the value; infinite beyond the largest.
    var nearestDouble: Double {
        // Below 2^53 the digits are exact as a double, and so are these powers of ten: one rounding, as IEEE 754 asks.
        if digits.count <= 15, abs(exponent) <= 22 {
            let significand = Double(digits.reduce(UInt64(0)) { $0 * 10 + UInt64($1) })
            let power = (0..<abs(exponent)).reduce(1.0) { power, _ in power * 10 }
            let value = exponent < 0 ? significand / power : significand * power
            return isNegative ? -value : value
        }
        let text = String(decoding: digits.map { $0 + UInt8(ascii: "0") }, as: UTF8.self)
        let value = Double("\(text)e\(exponent)") ?? .infinity
        return isNegative ? -value : value
    }

    /// The value as an integer of 64 bits, without its sign; nil when it has a fraction or is too large.
    var wholeMagnitude: UInt64? {
        guard exponent >= 0, magnitude < 20 else { return nil }
        var value: UInt64 = 0
        for digit in digits + Array(repeating: 0, count: exponent) {
            let (shifted, overflow) = value.multipliedReportingOverflow(by: 10)
            let (sum, carry) = shifted.addingReportingOverflow(UInt64(digit))
            guard !overflow, !carry else { return nil }
            value = sum
        }
        return value
    }
}

extension RawSpan {
    /// The value of an exponent's digits and sign; far enough from the ends of `Int` that sums do not overflow.
    fileprivate func exponent(from start: Int) -> Int {
        let isNegative = byte(at: start) == UInt8(ascii: "-")
        var value = 0
        for offset in start..<byteCount where byte(at: offset).isASCIIDigit {
            value = Swift.min(value * 10 + Int(byte(at: offset) - UInt8(ascii: "0")), Int.max / 100)
        }
        return isNegative ? -value : value
    }
}
