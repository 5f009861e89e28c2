// SPDX-License-Identifier: Apache-2.0

// Errors are made far from the hot path: what they say is worked out from the text once something is wrong.

extension JSONText {
    /// An error at an offset.
    @usableFromInline
    @inline(never)
    func failure(_ code: JSONError.Code, _ message: String, at offset: Int) -> JSONError {
        JSONError(
            code,
            message,
            path: JSONPath(in: bytes, to: offset).description,
            location: bytes.location(of: offset)
        )
    }

    /// The error of a value that is not the one that was asked for, or is none.
    @usableFromInline
    @inline(never)
    func expectation(_ expected: StaticString, at place: Int) -> JSONError {
        let offset = bytes.endOfWhitespace(from: place)
        let isValue = JSONKind(firstByte: bytes.byte(at: offset)) != nil
        let message = "expected \(expected), found \(tokenDescription(at: offset))"
        return failure(isValue ? .unexpectedType : .syntax, message, at: offset)
    }

    /// The error of a token that cannot stand where it does.
    @usableFromInline
    @inline(never)
    func syntaxFailure(expected: StaticString, at offset: Int) -> JSONError {
        failure(.syntax, "expected \(expected), found \(tokenDescription(at: offset))", at: offset)
    }

    @usableFromInline
    @inline(never)
    func separatorFailure(at offset: Int, in container: StaticString) -> JSONError {
        let message = "expected ',' or the end of \(container), found \(tokenDescription(at: offset))"
        return failure(.syntax, message, at: offset)
    }

    @usableFromInline
    @inline(never)
    func depthFailure(at offset: Int, _ limit: Int) -> JSONError {
        failure(.limit, "the document is nested deeper than \(limit) levels", at: offset)
    }

    @usableFromInline
    @inline(never)
    func malformedNumber(at start: Int) -> JSONError {
        syntaxFailure(expected: "a number", at: start)
    }

    @usableFromInline
    @inline(never)
    func rangeFailure(_ number: Range<Int>, _ least: String, _ greatest: String) -> JSONError {
        let found = tokenDescription(at: number.lowerBound)
        let message = "expected an integer from \(least) to \(greatest), found \(found)"
        return failure(.outOfRange, message, at: number.lowerBound)
    }

    /// What a person would call the token at an offset.
    @usableFromInline
    @inline(never)
    func tokenDescription(at start: Int) -> String {
        let byte = bytes.byte(at: start)
        guard start < bytes.byteCount else { return "the end of the document" }
        switch byte {
        case UInt8(ascii: "{"): return "an object"
        case UInt8(ascii: "["): return "an array"
        case UInt8(ascii: "\""):
            guard let string = try? scanString(from: start) else { return "a malformed string" }
            let content = bytes.extracting(start + 1..<string.end - 1)
            return Self.unescape(content).quotedForMessage
        case 0x21..<0x7F:
            var end = start
            while end < start + 40, bytes.byte(at: end).isPartOfWord { end += 1 }
            return end > start ? bytes.string(in: start..<end) : "'\(Unicode.Scalar(byte))'"
        default:
            let code = String(byte, radix: 16, uppercase: true)
            return "the byte 0x\(code.count < 2 ? "0" : "")\(code)"
        }
    }
}

extension UInt8 {
    fileprivate var isPartOfWord: Bool {
        switch self {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
        case UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"): true
        default: isASCIIDigit
        }
    }
}

extension String {
    /// The string in double quotes, escaped, and cut where a message would become unreadable.
    var quotedForMessage: String {
        let isLong = unicodeScalars.count > 60
        var writer = JSONWriter()
        writer.write(isLong ? String(String.UnicodeScalarView(unicodeScalars.prefix(57))) + "..." : self)
        return writer.text
    }
}

extension RawSpan {
    /// The line and column of an offset.
    func location(of offset: Int) -> JSONError.Location {
        var line = 1
        var column = 1
        for index in 0..<Swift.min(offset, byteCount) {
            let byte = byte(at: index)
            if byte == UInt8(ascii: "\n") {
                line += 1
                column = 1
            } else if byte & 0xC0 != 0x80 {
                column += 1
            }
        }
        return JSONError.Location(line: line, column: column, offset: offset)
    }
}
