// SPDX-License-Identifier: Apache-2.0

/// The body of a response, piece by piece as it arrives; for one reader, once.
///
/// Nothing is received beyond a limit until the reader asks: on a connection of its own, the server then finds that it
/// cannot send. Letting the sequence and its iterator go before the end aborts the transfer.
package struct ResponseBody: AsyncSequence, Sendable {
    /// A piece, never an empty one.
    package typealias Element = [UInt8]
    /// Why a body does not come to its end.
    package typealias Failure = HTTPClientError

    private let source: any ResponseBodySource

    init(_ source: any ResponseBodySource) {
        self.source = source
    }

    /// A body that is there already, for fakes of clients.
    package init(_ pieces: [[UInt8]]) {
        source = ReadyBodySource(pieces)
    }

    /// A body whose pieces come from `next` until that returns nil, for fakes of clients.
    package init(pulling next: @escaping @Sendable () async throws(HTTPClientError) -> [UInt8]?) {
        source = PulledBodySource(pull: next)
    }

    /// Pulls one piece at a time.
    package struct AsyncIterator: AsyncIteratorProtocol {
        fileprivate let source: any ResponseBodySource

        package mutating func next() async throws(HTTPClientError) -> [UInt8]? {
            try await source.next()
        }

        package mutating func next(
            isolation actor: isolated (any Actor)?
        ) async throws(HTTPClientError) -> [UInt8]? {
            try await source.next()
        }
    }

    /// The one iterator that the body is meant for; a second one would get the pieces that the first one does not.
    package func makeAsyncIterator() -> AsyncIterator {
        AsyncIterator(source: source)
    }

    /// Reads what is left, at most `limit` bytes of it.
    package func collect(upTo limit: Int) async throws(HTTPClientError) -> [UInt8] {
        var bytes: [UInt8] = []
        while let piece = try await source.next() {
            guard piece.count <= limit - bytes.count else {
                throw source.failure(.limit(.responseBody), "the body has more than \(limit) bytes")
            }
            if bytes.isEmpty { bytes = piece } else { bytes += piece }
        }
        return bytes
    }
}

/// Where the pieces of a body come from.
protocol ResponseBodySource: AnyObject, Sendable {
    func next() async throws(HTTPClientError) -> [UInt8]?
    /// An error about this body.
    func failure(_ code: HTTPClientError.Code, _ reason: String) -> HTTPClientError
}
