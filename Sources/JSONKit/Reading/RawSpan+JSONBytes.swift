// SPDX-License-Identifier: Apache-2.0

public import Glibc  // For memcmp: public, because the body that calls it is compiled into other rooms.

// The only unsafe loads of the reader. Each one checks its bounds first, so that no caller can reach outside the
// document; everything above this file is written in terms of offsets and cannot touch memory.

extension RawSpan {
    /// The byte at an offset, or zero where there is none.
    ///
    /// Zero stands in no JSON document outside of a mistake, so callers need no second test for the end.
    @inlinable
    @inline(__always)
    func byte(at offset: Int) -> UInt8 {
        guard UInt(bitPattern: offset) < UInt(bitPattern: byteCount) else { return 0 }
        return unsafe unsafeLoad(fromUncheckedByteOffset: offset, as: UInt8.self)
    }

    /// The sixteen bytes from an offset, or nil when fewer are left.
    @inlinable
    @inline(__always)
    func block(at offset: Int) -> SIMD16<UInt8>? {
        guard offset >= 0, offset <= byteCount - 16 else { return nil }
        return unsafe unsafeLoadUnaligned(fromUncheckedByteOffset: offset, as: SIMD16<UInt8>.self)
    }

    /// The eight bytes from an offset as a number, or nil when fewer are left.
    func word(at offset: Int) -> UInt64? {
        guard offset >= 0, offset <= byteCount - 8 else { return nil }
        return unsafe unsafeLoadUnaligned(fromUncheckedByteOffset: offset, as: UInt64.self)
    }

    /// Whether the bytes are the same as others.
    func isEqual(to other: RawSpan) -> Bool {
        guard byteCount == other.byteCount else { return false }
        return unsafe withUnsafeBytes { left in
            unsafe other.withUnsafeBytes { right in
                guard let leftStart = left.baseAddress, let rightStart = right.baseAddress else { return true }
                return unsafe memcmp(leftStart, rightStart, left.count) == 0
            }
        }
    }

    /// Where the run of plain string bytes from an offset ends: at a quote, a backslash, a control character, a byte
    /// that is not ASCII, or the end of the document.
    @inlinable
    @inline(__always)
    func endOfPlainRun(from start: Int) -> Int {
        var offset = start
        while let block = block(at: offset) {
            // As a signed byte, everything that is not ASCII is below a space as well: one comparison finds both.
            // SAFETY: both are sixteen bytes, and every pattern of bits is a value of either.
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

    /// The offset after the whitespace at an offset; there is hardly ever any in what a machine wrote.
    @inlinable
    @inline(__always)
    func endOfWhitespace(from start: Int) -> Int {
        byte(at: start) > 0x20 ? start : endOfWhitespaceRun(from: start)
    }

    @usableFromInline
    @inline(never)
    func endOfWhitespaceRun(from start: Int) -> Int {
        var offset = start
        while byte(at: offset).isJSONWhitespace { offset &+= 1 }
        return offset
    }

    /// Whether the bytes are those of the literal.
    @inlinable
    @inline(__always)
    func isEqual(to literal: StaticString) -> Bool {
        guard byteCount == literal.utf8CodeUnitCount else { return false }
        // The literal is known where this is inlined: the compiler makes comparisons of a few words of it.
        return unsafe withUnsafeBytes { bytes in
            guard let start = bytes.baseAddress else { return true }
            return unsafe memcmp(start, literal.utf8Start, literal.utf8CodeUnitCount) == 0
        }
    }

    /// A string of bytes that the caller has found to be UTF-8.
    @inlinable
    func string(in range: Range<Int>) -> String {
        unsafe extracting(range).withUnsafeBytes { unsafe String(decoding: $0, as: UTF8.self) }
    }
}

extension SIMDMask where Storage == SIMD16<Int8> {
    /// The first lane that is set.
    @inlinable
    @inline(__always)
    var firstLane: Int? {
        // SAFETY: a mask of sixteen bytes is sixteen bytes, and so are two integers.
        let halves = unsafe unsafeBitCast(self, to: SIMD2<UInt64>.self)
        if halves.x != 0 { return halves.x.trailingZeroBitCount &>> 3 }
        if halves.y != 0 { return 8 &+ halves.y.trailingZeroBitCount &>> 3 }
        return nil
    }
}

extension UInt8 {
    /// Whether the byte stands for itself inside a string.
    @inlinable
    var isPlainInString: Bool {
        self >= 0x20 && self < 0x80 && self != UInt8(ascii: "\"") && self != UInt8(ascii: "\\")
    }

    /// Whether it is one of the four blanks of JSON.
    @inlinable
    var isJSONWhitespace: Bool {
        self <= 0x20 && (self == 0x20 || self == 0x0A || self == 0x0D || self == 0x09)
    }

    /// Whether it is one of 0…9.
    @inlinable
    var isASCIIDigit: Bool { self &- UInt8(ascii: "0") < 10 }

    /// The value of a hexadecimal digit.
    var hexadecimalValue: UInt32? {
        switch self {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(self - UInt8(ascii: "0"))
        case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt32(self - UInt8(ascii: "a")) + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt32(self - UInt8(ascii: "A")) + 10
        default: nil
        }
    }
}
