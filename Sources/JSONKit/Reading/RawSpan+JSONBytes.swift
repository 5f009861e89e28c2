// SPDX-License-Identifier: Apache-2.0

// The only unsafe loads of the reader. Each one checks its bounds first, so that no caller can reach outside the
// document; everything above this file is written in terms of offsets and cannot touch memory.

extension RawSpan {
    /// The byte at an offset, or zero where there is none.
    ///
    /// Zero stands in no JSON document outside of a mistake, so callers need no second test for the end.
    @inline(__always)
    package func byte(at offset: Int) -> UInt8 {
        guard UInt(bitPattern: offset) < UInt(bitPattern: byteCount) else { return 0 }
        return unsafe unsafeLoad(fromUncheckedByteOffset: offset, as: UInt8.self)
    }

    /// The sixteen bytes from an offset, or nil when fewer are left.
    @inline(__always)
    package func block(at offset: Int) -> SIMD16<UInt8>? {
        guard offset >= 0, offset <= byteCount - 16 else { return nil }
        return unsafe unsafeLoadUnaligned(fromUncheckedByteOffset: offset, as: SIMD16<UInt8>.self)
    }

    /// Where the run of plain string bytes from an offset ends: at a quote, a backslash, a control character, a byte
    /// that is not ASCII, or the end of the document.
    @inline(__always)
    package func endOfPlainRun(from start: Int) -> Int {
        var offset = start
        while let block = block(at: offset) {
            // As a signed byte, everything that is not ASCII is below a space as well: one comparison finds both.
            let signed = unsafe unsafeBitCast(block, to: SIMD16<Int8>.self)
            // One statement for each comparison: joined in one expression they resolve to the slow generic operators.
            let notPrintable = signed .< SIMD16<Int8>(repeating: 0x20)
            let quotes = block .== SIMD16<UInt8>(repeating: UInt8(ascii: "\""))
            let backslashes = block .== SIMD16<UInt8>(repeating: UInt8(ascii: "\\"))
            let special = notPrintable .| quotes .| backslashes
            if let lane = special.firstLane { return offset &+ lane }
            offset &+= 16
        }
        while offset < byteCount, byte(at: offset).isPlainInString { offset &+= 1 }
        return offset
    }

    /// Whether the bytes are those of the literal.
    @inline(__always)
    package func isEqual(to literal: StaticString) -> Bool {
        guard byteCount == literal.utf8CodeUnitCount else { return false }
        return unsafe withUnsafeBytes { bytes in
            unsafe bytes.elementsEqual(UnsafeBufferPointer(start: literal.utf8Start, count: literal.utf8CodeUnitCount))
        }
    }

    /// A string of bytes that the caller has found to be UTF-8.
    package func string(in range: Range<Int>) -> String {
        unsafe extracting(range).withUnsafeBytes { unsafe String(decoding: $0, as: UTF8.self) }
    }
}

extension SIMDMask where Storage == SIMD16<Int8> {
    /// The first lane that is set.
    @inline(__always)
    package var firstLane: Int? {
        let halves = unsafe unsafeBitCast(self, to: SIMD2<UInt64>.self)
        if halves.x != 0 { return halves.x.trailingZeroBitCount &>> 3 }
        if halves.y != 0 { return 8 &+ halves.y.trailingZeroBitCount &>> 3 }
        return nil
    }
}

extension UInt8 {
    package var isPlainInString: Bool {
        self >= 0x20 && self < 0x80 && self != UInt8(ascii: "\"") && self != UInt8(ascii: "\\")
    }

    package var isJSONWhitespace: Bool {
        self <= 0x20 && (self == 0x20 || self == 0x0A || self == 0x0D || self == 0x09)
    }

    package var isASCIIDigit: Bool { self &- UInt8(ascii: "0") < 10 }

    /// The value of a hexadecimal digit.
    package var hexadecimalValue: UInt32? {
        switch self {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(self - UInt8(ascii: "0"))
        case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt32(self - UInt8(ascii: "a")) + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt32(self - UInt8(ascii: "A")) + 10
        default: nil
        }
    }
}
