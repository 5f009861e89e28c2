// SPDX-License-Identifier: Apache-2.0

/// Where a string ends, and whether it has to be rewritten to be read.
@usableFromInline
struct ScannedString {
    /// The offset after the closing quote.
    @usableFromInline let end: Int
    @usableFromInline let isEscaped: Bool

    @inlinable
    init(endingAt end: Int, isEscaped: Bool) {
        self.end = end
        self.isEscaped = isEscaped
    }
}

extension JSONText {
    /// Finds the end of the string whose opening quote stands at an offset, and checks all of it.
    @inlinable
    @inline(__always)
    func scanString(from quote: Int) throws(JSONError) -> ScannedString {
        let end = bytes.endOfPlainRun(from: quote &+ 1)
        if bytes.byte(at: end) == UInt8(ascii: "\"") { return ScannedString(endingAt: end &+ 1, isEscaped: false) }
        return try scanRest(from: end)
    }

    /// The part of a string that is more than printable ASCII.
    @usableFromInline
    @inline(never)
    func scanRest(from start: Int) throws(JSONError) -> ScannedString {
        var offset = start
        var isEscaped = false
        while true {
            let byte = bytes.byte(at: offset)
            switch byte {
            case UInt8(ascii: "\""):
                return ScannedString(endingAt: offset + 1, isEscaped: isEscaped)
            case UInt8(ascii: "\\"):
                offset = try endOfEscape(from: offset)
                isEscaped = true
            case 0x80...:
                guard let end = bytes.endOfScalar(from: offset) else {
                    throw failure(.encoding, "the text is not UTF-8", at: offset)
                }
                offset = end
            default:
                throw unterminated(at: offset)
            }
            offset = bytes.endOfPlainRun(from: offset)
        }
    }

    private func unterminated(at offset: Int) -> JSONError {
        guard offset < bytes.byteCount else {
            return failure(.syntax, "the document ends inside a string", at: offset)
        }
        let code = String(bytes.byte(at: offset), radix: 16)
        let message = "the control character U+\(String(repeating: "0", count: 4 - code.count))\(code.uppercased())"
        return failure(.syntax, message + " must be escaped in a string", at: offset)
    }

    private func endOfEscape(from backslash: Int) throws(JSONError) -> Int {
        switch bytes.byte(at: backslash + 1) {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"), UInt8(ascii: "f"),
            UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
            return backslash + 2
        case UInt8(ascii: "u"):
            break
        default:
            throw failure(.syntax, "there is no such escape in JSON", at: backslash)
        }
        guard let unit = bytes.codeUnit(at: backslash + 2) else {
            throw failure(.syntax, "expected four hexadecimal digits after \\u", at: backslash)
        }
        guard unit & 0xF800 == 0xD800 else { return backslash + 6 }
        guard unit < 0xDC00, bytes.lowSurrogate(at: backslash + 6) != nil else {
            throw failure(.encoding, "the escape is half of a surrogate pair, which no text can hold", at: backslash)
        }
        return backslash + 12
    }
}

extension JSONText {
    /// The string that stands between two quotes and has been scanned.
    @inlinable
    static func string(_ content: RawSpan, isEscaped: Bool) -> String {
        isEscaped ? unescape(content) : content.string(in: 0..<content.byteCount)
    }

    /// Resolves the escapes of a string that has been scanned.
    @usableFromInline
    @inline(never)
    static func unescape(_ content: RawSpan) -> String {
        var text: [UInt8] = []
        text.reserveCapacity(content.byteCount)
        var offset = 0
        while offset < content.byteCount {
            let byte = content.byte(at: offset)
            guard byte == UInt8(ascii: "\\") else {
                text.append(byte)
                offset += 1
                continue
            }
            let scalar = content.escapedScalar(at: &offset)
            UTF8.encode(scalar) { text.append($0) }
        }
        return String(decoding: text, as: UTF8.self)
    }
}

extension RawSpan {
    /// The scalar that the escape at an offset stands for; moves behind the escape.
    fileprivate func escapedScalar(at offset: inout Int) -> Unicode.Scalar {
        let letter = byte(at: offset + 1)
        guard letter == UInt8(ascii: "u") else {
            offset += 2
            return switch letter {
            case UInt8(ascii: "b"): "\u{8}"
            case UInt8(ascii: "f"): "\u{C}"
            case UInt8(ascii: "n"): "\n"
            case UInt8(ascii: "r"): "\r"
            case UInt8(ascii: "t"): "\t"
            default: Unicode.Scalar(letter)
            }
        }
        let unit = codeUnit(at: offset + 2) ?? 0xFFFD
        offset += 6
        guard unit & 0xFC00 == 0xD800, let low = lowSurrogate(at: offset) else {
            return Unicode.Scalar(unit) ?? "\u{FFFD}"
        }
        offset += 6
        return Unicode.Scalar(0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00)) ?? "\u{FFFD}"
    }

    /// The value of four hexadecimal digits.
    fileprivate func codeUnit(at offset: Int) -> UInt32? {
        var unit: UInt32 = 0
        for index in offset..<offset + 4 {
            guard let digit = byte(at: index).hexadecimalValue else { return nil }
            unit = unit << 4 | digit
        }
        return unit
    }

    fileprivate func lowSurrogate(at offset: Int) -> UInt32? {
        guard byte(at: offset) == UInt8(ascii: "\\"), byte(at: offset + 1) == UInt8(ascii: "u") else { return nil }
        return codeUnit(at: offset + 2).flatMap { 0xDC00...0xDFFF ~= $0 ? $0 : nil }
    }
}
