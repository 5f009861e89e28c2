// SPDX-License-Identifier: Apache-2.0

extension JSONReader {
    /// An integer that fits the type; a fraction or an exponent is an error, as in Go, even when its value is whole.
    @inlinable
    package mutating func readInteger<Integer: FixedWidthInteger>(
        _ type: Integer.Type = Integer.self
    ) throws(JSONError) -> Integer {
        let start = try beginNumber("an integer")
        let number = try text.scanNumber(from: start)
        guard number.isInteger else { throw expectation("an integer") }
        guard let value = text.bytes.integer(Integer.self, in: start..<number.end) else {
            throw text.rangeFailure(start..<number.end, Integer.min.description, Integer.max.description)
        }
        offset = number.end
        return value
    }

    /// The double nearest to a number; an error when the number is beyond the largest double.
    ///
    /// To ask for a `Double` is to ask for the nearest one; ``readNumber()`` keeps every digit.
    @usableFromInline
    package mutating func readDouble() throws(JSONError) -> Double {
        let start = try beginNumber("a number")
        let number = try text.scanNumber(from: start)
        let value = DecimalLiteral(text.bytes.extracting(start..<number.end)).nearestDouble
        guard value.isFinite else {
            let found = text.tokenDescription(at: start)
            throw text.failure(.outOfRange, "the number \(found) is beyond the largest double", at: start)
        }
        offset = number.end
        return value
    }

    /// A number with all its digits.
    package mutating func readNumber() throws(JSONError) -> JSONNumber {
        let start = try beginNumber("a number")
        let number = try text.scanNumber(from: start)
        let literal = text.bytes.extracting(start..<number.end)
        offset = number.end
        if number.isInteger, !literal.isNegativeZero {
            if let value = literal.integer(Int64.self, in: 0..<literal.byteCount) { return JSONNumber(value) }
            if let value = literal.integer(UInt64.self, in: 0..<literal.byteCount) { return JSONNumber(value) }
        }
        return JSONNumber(literal: literal)
    }

    @usableFromInline
    @inline(__always)
    mutating func beginNumber(_ expected: StaticString) throws(JSONError) -> Int {
        let byte = significantByte()
        guard byte.isASCIIDigit || byte == UInt8(ascii: "-") else { throw expectation(expected) }
        return offset
    }
}
