// SPDX-License-Identifier: Apache-2.0

/// Turns the bytes of a connection into requests (RFC 9112): input in, events out, no I/O.
///
/// The answer depends on the bytes alone, never on how they were cut into reads. After a rejection nothing of the
/// connection may be read any more: where one request ends and the next begins is then unknown.
package struct RequestDecoder {
    /// What was found.
    package enum Event: Equatable {
        /// More input must be shown: what was not consumed, and then something new.
        case needsBytes
        /// A request begins; its body follows.
        case head(RequestHead)
        /// A piece of the body: this range of the input.
        case body(Range<Int>)
        /// The request is complete.
        case end
    }

    private enum State {
        case head
        case length(remaining: Int)
        case chunked(ChunkedDecoder)
        case rejected(RequestRejection)
    }

    /// Some old clients send a line end behind a body that does not count it (RFC 9112, section 2.2).
    private static let mostEmptyLines = 2

    private let limits: HTTPServerLimits
    private var state = State.head
    /// The head whose request line was read.
    private var parser: HeadParser?
    private var emptyLines = 0
    private var headSize = 0
    /// Bytes of the unfinished line that hold no line feed, so that a line which trickles in is read once.
    private var scanned = 0

    /// A decoder at the start of a connection.
    package init(limits: HTTPServerLimits = HTTPServerLimits()) {
        self.limits = limits
    }

    /// Whether no line of a request was consumed since the last one ended.
    package var isBetweenRequests: Bool {
        if case .head = state { return parser == nil }
        return false
    }

    /// Bytes of the present request's body that are still to come; nil where that is not known.
    package var remainingBody: Int? {
        guard case .length(let remaining) = state else { return nil }
        return remaining
    }

    /// Reads on from `position`, which moves behind what is consumed.
    ///
    /// An unfinished line is not consumed: the next input starts with it.
    package mutating func next(in input: Span<UInt8>, at position: inout Int) throws(RequestRejection) -> Event {
        do throws(RequestRejection) {
            switch state {
            case .head: return try nextHead(in: input, at: &position)
            case .length(let remaining): return nextBody(of: remaining, in: input, at: &position)
            case .chunked(let decoder): return try nextChunk(decoder, in: input, at: &position)
            case .rejected(let rejection): throw rejection
            }
        } catch {
            state = .rejected(error)
            throw error
        }
    }

    private mutating func nextHead(
        in input: Span<UInt8>,
        at position: inout Int
    ) throws(RequestRejection) -> Event {
        while let end = try lineEnd(in: input, at: position) {
            let line = input.extracting(position..<end)
            position = end + 2
            scanned = 0
            guard parser != nil else {
                try start(line)
                continue
            }
            headSize += line.count + 2
            if line.isEmpty { return try finishHead() }
            try parser?.add(line)
        }
        return .needsBytes
    }

    /// Where the line that starts here ends, or nil where the input ends first.
    private mutating func lineEnd(
        in input: Span<UInt8>,
        at position: Int
    ) throws(RequestRejection) -> Int? {
        let isFirst = parser == nil
        // A client of another protocol, TLS for one, may never send a line feed.
        if isFirst, position < input.count, input[position] != .carriageReturn, !input[position].isMethodStart {
            throw RequestRejection(.malformedRequestLine)
        }
        let end = input.firstIndex(of: .lineFeed, from: position + scanned)
        let size = (end.map { $0 + 1 } ?? input.count) - position
        if isFirst {
            let longest = min(limits.targetSize + RequestLine.overhead, limits.headSize)
            guard size <= longest else { throw RequestRejection(.targetTooLong) }
        }
        guard headSize + size <= limits.headSize else { throw RequestRejection(.headTooLarge) }
        guard let end else {
            scanned = size
            return nil
        }
        guard end > position, input[end - 1] == .carriageReturn else { throw RequestRejection(.malformedLineEnd) }
        return end - 1
    }

    private mutating func start(_ line: Span<UInt8>) throws(RequestRejection) {
        if line.isEmpty {
            emptyLines += 1
            guard emptyLines <= Self.mostEmptyLines else { throw RequestRejection(.malformedRequestLine) }
        } else {
            headSize = line.count + 2
            parser = try HeadParser(requestLine: line, limits: limits)
        }
    }

    private mutating func finishHead() throws(RequestRejection) -> Event {
        guard let head = try parser.take()?.finish() else { return .needsBytes }
        switch head.framing {
        case .none: state = .length(remaining: 0)
        case .length(let length): state = .length(remaining: length)
        case .chunked:
            state = .chunked(ChunkedDecoder(longestBody: limits.bodySize, longestTrailers: limits.trailerSize))
        }
        emptyLines = 0
        headSize = 0
        return .head(head)
    }

    private mutating func nextBody(of remaining: Int, in input: Span<UInt8>, at position: inout Int) -> Event {
        guard remaining > 0 else { return end() }
        let available = min(remaining, input.count - position)
        guard available > 0 else { return .needsBytes }
        let range = position..<position + available
        position = range.upperBound
        state = .length(remaining: remaining - available)
        return .body(range)
    }

    private mutating func nextChunk(
        _ decoder: ChunkedDecoder,
        in input: Span<UInt8>,
        at position: inout Int
    ) throws(RequestRejection) -> Event {
        var decoder = decoder
        let event = try decoder.next(in: input, at: &position)
        state = .chunked(decoder)
        switch event {
        case .needsBytes: return .needsBytes
        case .data(let range): return .body(range)
        case .end: return end()
        }
    }

    private mutating func end() -> Event {
        state = .head
        return .end
    }
}

extension UInt8 {
    /// Methods are names in letters; what else a token may start with is nothing that was ever registered.
    fileprivate var isMethodStart: Bool { 0x41...0x5A ~= self || 0x61...0x7A ~= self }
}
