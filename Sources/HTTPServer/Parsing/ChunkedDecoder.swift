// SPDX-License-Identifier: Apache-2.0

internal import HTTPCore

/// Finds the data in a chunked body (RFC 9112, section 7.1), one byte at a time outside the data.
///
/// Chunk extensions and trailers are checked, bounded and dropped.
struct ChunkedDecoder {
    enum Event: Equatable {
        case needsBytes
        case data(Range<Int>)
        case end
    }

    private enum State {
        case size(digits: Int)
        case chunkExtension
        case sizeLineFeed
        case data
        case dataCarriageReturn
        case dataLineFeed
        case trailerStart
        case trailerName
        case trailerValue
        case trailerLineFeed
        case lastLineFeed
    }

    /// Nobody sends extensions; a body of nothing else must not keep the server busy.
    private static let longestExtensions = 4096
    /// Sixteen digits are 64 bits; more can only be padding.
    private static let mostDigits = 16

    private var state = State.size(digits: 0)
    private var remaining = 0
    private var extensionBytes = 0
    private var trailerBytes = 0
    private var allowance: Int
    private let longestTrailers: Int

    /// A decoder at the start of a body that may hold this much data.
    init(longestBody: Int, longestTrailers: Int) {
        allowance = longestBody
        self.longestTrailers = longestTrailers
    }

    /// Reads on from `position` to the next piece of data, the end of the body or the end of the input.
    mutating func next(in input: Span<UInt8>, at position: inout Int) throws(RequestRejection) -> Event {
        while position < input.count {
            if case .data = state {
                let end = position + min(remaining, input.count - position)
                let range = position..<end
                remaining -= range.count
                if remaining == 0 { state = .dataCarriageReturn }
                position = end
                return .data(range)
            }
            let byte = input[position]
            position += 1
            if case .lastLineFeed = state {
                guard byte == .lineFeed else { throw RequestRejection(.malformedTrailer) }
                return .end
            }
            try read(byte)
        }
        return .needsBytes
    }

    private mutating func read(_ byte: UInt8) throws(RequestRejection) {
        switch state {
        case .size(let digits): try readSize(byte, digits)
        case .chunkExtension:
            extensionBytes += 1
            guard extensionBytes <= Self.longestExtensions else { throw RequestRejection(.malformedChunk) }
            if byte == .carriageReturn {
                state = .sizeLineFeed
            } else if !byte.isFieldValueByte {
                throw RequestRejection(.malformedChunk)
            }
        case .sizeLineFeed:
            try expect(.lineFeed, byte, .malformedChunk)
            // Refused by the size alone, so that the answer does not depend on how much of the data is here.
            guard remaining <= allowance else { throw RequestRejection(.bodyTooLarge) }
            allowance -= remaining
            state = remaining == 0 ? .trailerStart : .data
        case .dataCarriageReturn:
            try expect(.carriageReturn, byte, .malformedChunk)
            state = .dataLineFeed
        case .dataLineFeed:
            try expect(.lineFeed, byte, .malformedChunk)
            state = .size(digits: 0)
        case .data, .lastLineFeed: break
        case .trailerStart, .trailerName, .trailerValue, .trailerLineFeed: try readTrailer(byte)
        }
    }

    private mutating func readSize(_ byte: UInt8, _ digits: Int) throws(RequestRejection) {
        if let digit = byte.hexValue {
            guard digits < Self.mostDigits, remaining >> 58 == 0 else { throw RequestRejection(.malformedChunk) }
            remaining = remaining << 4 | Int(digit)
            state = .size(digits: digits + 1)
            return
        }
        guard digits > 0 else { throw RequestRejection(.malformedChunk) }
        switch byte {
        case .semicolon: state = .chunkExtension
        case .carriageReturn: state = .sizeLineFeed
        default: throw RequestRejection(.malformedChunk)
        }
    }

    private mutating func readTrailer(_ byte: UInt8) throws(RequestRejection) {
        trailerBytes += 1
        guard trailerBytes <= longestTrailers else { throw RequestRejection(.malformedTrailer) }
        switch (state, byte) {
        case (.trailerStart, .carriageReturn): state = .lastLineFeed
        case (.trailerStart, _) where byte.isTokenByte: state = .trailerName
        case (.trailerName, .colon): state = .trailerValue
        case (.trailerName, _) where byte.isTokenByte: break
        case (.trailerValue, .carriageReturn): state = .trailerLineFeed
        case (.trailerValue, _) where byte.isFieldValueByte: break
        case (.trailerLineFeed, .lineFeed): state = .trailerStart
        default: throw RequestRejection(.malformedTrailer)
        }
    }

    private func expect(
        _ expected: UInt8,
        _ byte: UInt8,
        _ code: RequestRejection.Code
    ) throws(RequestRejection) {
        guard byte == expected else { throw RequestRejection(code) }
    }
}
