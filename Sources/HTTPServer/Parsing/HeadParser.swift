// SPDX-License-Identifier: Apache-2.0

internal import HTTPCore

/// The lines of one header section, read one after the other.
///
/// It is strict where parsers are known to disagree, because a proxy in front of this server may be the other parser
/// (RFC 9112, section 11.2).
struct HeadParser {
    private let limits: HTTPServerLimits
    private let line: RequestLine
    private var fields = HTTPFields()
    private var host: String?
    private var contentLength: Int?
    private var isChunked = false
    private var isClosing = false
    private var isKeptAlive = false
    private var expectsContinue = false

    init(requestLine: Span<UInt8>, limits: HTTPServerLimits) throws(RequestRejection) {
        self.limits = limits
        line = try RequestLine(requestLine, longestTarget: limits.targetSize)
        fields.reserveCapacity(8)
    }

    /// Reads a field line without its end.
    mutating func add(_ line: Span<UInt8>) throws(RequestRejection) {
        guard !line[0].isOptionalWhitespace else { throw RequestRejection(.foldedField) }
        guard fields.count < limits.fieldCount else { throw RequestRejection(.tooManyFields) }
        let colon = try Self.colon(in: line)
        let value = line.extracting(try Self.value(in: line, behind: colon))
        guard let nameText = String(checking: line.extracting(..<colon)), let text = String(checking: value) else {
            throw RequestRejection(.malformedField)
        }
        try interpret(line.extracting(..<colon), value, text)
        fields.append(nameText, text)
    }

    /// The head, when the empty line was reached.
    consuming func finish() throws(RequestRejection) -> RequestHead {
        let isNewer = line.version == .http11
        guard host != nil || !isNewer else { throw RequestRejection(.malformedHost) }
        if let authority = line.authority, let host, !authority.isSameFieldName(as: host) {
            throw RequestRejection(.contradictingHost)
        }
        // Both lengths, or a chunked body from a client that cannot know chunks, are how requests are smuggled
        // (RFC 9112, section 6.1).
        if isChunked, contentLength != nil || !isNewer { throw RequestRejection(.contradictingLengths) }
        let length = contentLength ?? 0
        guard length <= limits.bodySize else { throw RequestRejection(.bodyTooLarge) }
        let framing: BodyFraming = isChunked ? .chunked : length == 0 ? .none : .length(length)
        return RequestHead(
            method: line.method,
            target: line.target,
            version: line.version,
            fields: fields,
            framing: framing,
            isPersistent: !isClosing && (isNewer || isKeptAlive),
            expectsContinue: expectsContinue && isNewer && framing != .none
        )
    }

    /// The end of the name; anything but a token before the colon, also a space, is refused.
    private static func colon(in line: Span<UInt8>) throws(RequestRejection) -> Int {
        var position = 0
        while position < line.count, line[position].isTokenByte { position += 1 }
        guard position > 0, position < line.count, line[position] == .colon else {
            throw RequestRejection(.malformedField)
        }
        return position
    }

    /// Where the value stands, without the whitespace around it.
    private static func value(in line: Span<UInt8>, behind colon: Int) throws(RequestRejection) -> Range<Int> {
        var start = colon + 1
        var end = line.count
        while start < end, line[start].isOptionalWhitespace { start += 1 }
        while end > start, line[end - 1].isOptionalWhitespace { end -= 1 }
        for position in start..<end where !line[position].isFieldValueByte { throw RequestRejection(.malformedField) }
        return start..<end
    }

    /// Notes what the field says of the connection and the body.
    private mutating func interpret(
        _ name: Span<UInt8>,
        _ value: Span<UInt8>,
        _ text: String
    ) throws(RequestRejection) {
        switch name.count {
        case 4 where name.spells("host"):
            guard host == nil, value.isHost else { throw RequestRejection(.malformedHost) }
            host = text
        case 6 where name.spells("expect"):
            guard value.spells("100-continue") else { throw RequestRejection(.unsupportedExpectation) }
            expectsContinue = true
        case 10 where name.spells("connection"):
            for option in text.split(separator: ",") { add(connectionOption: option) }
        case 14 where name.spells("content-length"):
            guard contentLength == nil else { throw RequestRejection(.contradictingLengths) }
            contentLength = try Self.length(value)
        case 17 where name.spells("transfer-encoding"):
            guard !isChunked, value.spells("chunked") else { throw RequestRejection(.unsupportedTransferEncoding) }
            isChunked = true
        default: break
        }
    }

    private mutating func add(connectionOption option: Substring) {
        let name = String(option.trimming { $0 == " " || $0 == "\t" })
        if name.isSameFieldName(as: "close") { isClosing = true }
        if name.isSameFieldName(as: "keep-alive") { isKeptAlive = true }
    }

    /// Digits and nothing else: signs, lists and numbers beyond 63 bits are read differently by others.
    private static func length(_ digits: Span<UInt8>) throws(RequestRejection) -> Int {
        guard digits.count > 0 else { throw RequestRejection(.malformedContentLength) }
        var length = 0
        for position in digits.indices {
            let (shifted, overflows) = length.multipliedReportingOverflow(by: 10)
            guard digits[position].isDigit, !overflows else { throw RequestRejection(.malformedContentLength) }
            let (sum, overflowsAgain) = shifted.addingReportingOverflow(Int(digits[position] & 0x0F))
            guard !overflowsAgain else { throw RequestRejection(.malformedContentLength) }
            length = sum
        }
        return length
    }
}

extension Substring {
    fileprivate func trimming(_ isTrimmed: (Character) -> Bool) -> Substring {
        var rest = drop(while: isTrimmed)
        while let last = rest.last, isTrimmed(last) { rest.removeLast() }
        return rest
    }
}
