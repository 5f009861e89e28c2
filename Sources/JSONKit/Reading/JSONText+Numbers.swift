// SPDX-License-Identifier: Apache-2.0

/// Where a number ends and which parts it has.
@usableFromInline
struct ScannedNumber {
    @usableFromInline let end: Int
    /// Neither a fraction nor an exponent.
    @usableFromInline let isInteger: Bool

    @inlinable
    init(endingAt end: Int, isInteger: Bool) {
        self.end = end
        self.isInteger = isInteger
    }
}

extension JSONText {
    /// Finds the end of the number at an offset by the grammar of RFC 8259.
    @inlinable
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
            return ScannedNumber(endingAt: offset, isInteger: true)
        }
        return ScannedNumber(endingAt: try scanFraction(from: offset, of: start), isInteger: false)
    }

    @usableFromInline
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
    @inlinable
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

    var isNegativeZero: Bool { isEqual(to: "-0") }
}
