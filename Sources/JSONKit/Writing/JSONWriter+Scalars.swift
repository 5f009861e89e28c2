// SPDX-License-Identifier: Apache-2.0

extension JSONWriter {
    /// Writes null.
    package mutating func writeNull() {
        beginValue()
        append("null")
    }

    /// Writes a boolean.
    package mutating func write(_ value: Bool) {
        beginValue()
        append(value ? "true" : "false")
    }

    /// Writes an integer.
    package mutating func writeInteger(_ value: some FixedWidthInteger) {
        beginValue()
        appendInteger(value)
    }

    /// Writes a number, with all the digits it was read with.
    package mutating func write(_ value: JSONNumber) {
        beginValue()
        switch value.storage {
        case .signed(let value): appendInteger(value)
        case .unsigned(let value): appendInteger(value)
        case .double(let value): appendDouble(value)
        case .text(let text): unsafe append(text.text.utf8Span.span.bytes)
        }
    }

    /// Writes a double in the form of Go's `encoding/json`; infinity and NaN, which JSON cannot say, as null.
    package mutating func write(_ value: Double) {
        guard let number = JSONNumber(value) else { return writeNull() }
        write(number)
    }

    /// Writes a string.
    package mutating func write(_ value: String) {
        beginValue()
        appendQuoted(value)
    }

    private mutating func appendInteger<Integer: FixedWidthInteger>(_ value: Integer) {
        if value < 0 { append(UInt8(ascii: "-")) }
        let start = bytes.count
        var rest = value.magnitude
        repeat {
            let (quotient, digit) = rest.quotientAndRemainder(dividingBy: 10)
            append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: digit))
            rest = quotient
        } while rest > 0
        reverseBytes(from: start)
    }

    /// Writes the shortest digits that read back as the value: as a decimal from 1e-6 to 1e21, else with an exponent.
    private mutating func appendDouble(_ value: Double) {
        let decimal = DecimalLiteral(value)
        if decimal.isNegative { append(UInt8(ascii: "-")) }
        guard !decimal.digits.isEmpty else { return append(UInt8(ascii: "0")) }
        switch decimal.magnitude {
        case 21...:
            appendDigits(decimal.digits, pointAfter: 1)
            append("e+")
            appendInteger(decimal.magnitude)
        case ..<(-6):
            appendDigits(decimal.digits, pointAfter: 1)
            append("e")
            appendInteger(decimal.magnitude)
        case 0...:
            let zeros = repeatElement(UInt8(0), count: max(decimal.exponent, 0))
            appendDigits(decimal.digits + zeros, pointAfter: decimal.magnitude + 1)
        default:
            append("0.")
            appendDigits(repeatElement(0, count: -decimal.magnitude - 1) + decimal.digits, pointAfter: .max)
        }
    }

    private mutating func appendDigits(_ digits: [UInt8], pointAfter point: Int) {
        for (index, digit) in digits.enumerated() {
            if index == point { append(UInt8(ascii: ".")) }
            append(UInt8(ascii: "0") + digit)
        }
    }
}
