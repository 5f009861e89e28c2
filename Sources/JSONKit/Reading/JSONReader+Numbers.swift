// SPDX-License-Identifier: Apache-2.0

/// Where a number ends and which parts it has.
struct ScannedNumber {
    let end: Int
    /// Neither a fraction nor an exponent.
    let isInteger: Bool
}

extension JSONReader {
    /// An integer that fits the type; a fraction or an exponent is an error, as in Go, even when its value is whole.
    package mutating func readInteger<Integer: FixedWidthInteger>(
        _ type: Integer.Type = Integer.self
    ) throws(JSONError) -> Integer {
        let start = try beginNumber("an integer")
        let number = try scanNumber(from: start)
        guard number.isInteger else { throw expectation("an integer") }
        guard let value = bytes.integer(Integer.self, in: start..<number.end) else {
            throw rangeFailure(start..<number.end, Integer.min.description, Integer.max.description)
        }
        offset = number.end
        return value
    }

    /// The double nearest to a number; an error when the number is beyond the largest double.
    ///
    /// To ask for a `Double` is to ask for the nearest one; ``readNumber()`` keeps every digit.
    package mutating func readDouble() throws(JSONError) -> Double {
        let start = try beginNumber("a number")
        let number = try scanNumber(from: start)
        let value = DecimalLiteral(bytes.extracting(start..<number.end)).nearestDouble
        guard value.isFinite else {
            let found = tokenDescription(at: start)
            throw failure(.outOfRange, "the number \(found) is beyond the largest double", at: start)
        }
        offset = number.end
        return value
    }

    /// A number with all its digits.
    package mutating func readNumber() throws(JSONError) -> JSONNumber {
        let start = try beginNumber("a number")
        let number = try scanNumber(from: start)
        let literal = bytes.extracting(start..<number.end)
        offset = number.end
        if number.isInteger, !literal.isNegativeZero {
            if let value = literal.integer(Int64.self, in: 0..<literal.byteCount) { return JSONNumber(value) }
            if let value = literal.integer(UInt64.self, in: 0..<literal.byteCount) { return JSONNumber(value) }
        }
        return JSONNumber(literal: literal)
    }

    @inline(__always)
    mutating func beginNumber(_ expected: StaticString) throws(JSONError) -> Int {
        let byte = significantByte()
        guard byte.isASCIIDigit || byte == UInt8(ascii: "-") else { throw expectation(expected) }
        return offset
    }

    /// Finds the end of the number at an offset by the grammar of RFC 8259.
    @inline(__always)
    func scanNumber(from start: Int) throws(JSONError) -> ScannedNumber {
        var offset = start
        if bytes.byte(at: offset) == UInt8(ascii: "-") { offset &+= 1 }
        let isZero = bytes.byte(at: offset) == UInt8(ascii: "0")
        let digits = offset
        while bytes.byte(at: offset).isASCIIDigit { offset &+= 1 }
        guard offset > digits, !isZero || offset == digits &+ 1 else { throw malformedNumber(at: start) }
        let next = bytes.byte(at: offset)
        guard next == UInt8(ascii: ".") || next | 0x20 == UInt8(ascii: "e") else {
            return ScannedNumber(end: offset, isInteger: true)
        }
        return ScannedNumber(end: try scanFraction(from: offset, of: start), isInteger: false)
    }

    func scanFraction(from point: Int, of start: Int) throws(JSONError) -> Int {
        var offset = point
        if bytes.byte(at: offset) == UInt8(ascii: ".") {
            offset += 1
            guard bytes.byte(at: offset).isASCIIDigit else { throw malformedNumber(at: start) }
            while bytes.byte(at: offset).isASCIIDigit { offset += 1 }
        }
        guard bytes.byte(at: offset) | 0x20 == UInt8(ascii: "e") else { return offset }
        offset += 1
        let sign = bytes.byte(at: offset)
        if sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") { offset += 1 }
        guard bytes.byte(at: offset).isASCIIDigit else { throw malformedNumber(at: start) }
        while bytes.byte(at: offset).isASCIIDigit { offset += 1 }
        return offset
    }
}

extension RawSpan {
    /// The value of an integer that was scanned; nil when the type cannot hold it.
    func integer<Integer: FixedWidthInteger>(_ type: Integer.Type, in range: Range<Int>) -> Integer? {
        let isNegative = byte(at: range.lowerBound) == UInt8(ascii: "-")
        let start = isNegative ? range.lowerBound &+ 1 : range.lowerBound
        var magnitude: UInt64 = 0
        // Nineteen digits fit into 64 bits whatever they are; only a twentieth can overflow.
        for offset in start..<Swift.min(range.upperBound, start &+ 19) {
            magnitude = magnitude &* 10 &+ UInt64(byte(at: offset) &- UInt8(ascii: "0"))
        }
        for offset in Swift.min(range.upperBound, start &+ 19)..<range.upperBound {
            let (shifted, overflow) = magnitude.multipliedReportingOverflow(by: 10)
            let (sum, carry) = shifted.addingReportingOverflow(UInt64(byte(at: offset) &- UInt8(ascii: "0")))
            guard !overflow, !carry else { return nil }
            magnitude = sum
        }
        guard isNegative else { return Integer(exactly: magnitude) }
        guard magnitude <= Int64.min.magnitude else { return nil }
        return Integer(exactly: Int64(truncatingIfNeeded: 0 &- magnitude))
    }

    fileprivate var isNegativeZero: Bool { isEqual(to: "-0") }
}
