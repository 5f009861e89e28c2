// SPDX-License-Identifier: Apache-2.0

extension RawSpan {
    /// The offset after the scalar of two to four bytes at an offset; nil where the bytes are not UTF-8.
    ///
    /// The ranges are those of the Unicode Standard's table 3-7: no overlong forms, no surrogates, nothing above U+10FFFF.
    func endOfScalar(from start: Int) -> Int? {
        let first = byte(at: start)
        let second = byte(at: start + 1)
        switch first {
        case 0xC2...0xDF:
            return second.isContinuation ? start + 2 : nil
        case 0xE0...0xEF:
            let allowed: ClosedRange<UInt8> =
                switch first {
                case 0xE0: 0xA0...0xBF
                case 0xED: 0x80...0x9F
                default: 0x80...0xBF
                }
            return allowed ~= second && byte(at: start + 2).isContinuation ? start + 3 : nil
        case 0xF0...0xF4:
            let allowed: ClosedRange<UInt8> =
                switch first {
                case 0xF0: 0x90...0xBF
                case 0xF4: 0x80...0x8F
                default: 0x80...0xBF
                }
            guard allowed ~= second, byte(at: start + 2).isContinuation else { return nil }
            return byte(at: start + 3).isContinuation ? start + 4 : nil
        default:
            return nil
        }
    }
}

extension UInt8 {
    fileprivate var isContinuation: Bool { self & 0xC0 == 0x80 }
}
