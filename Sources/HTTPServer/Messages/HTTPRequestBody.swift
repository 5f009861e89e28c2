// SPDX-License-Identifier: Apache-2.0

/// The body of a request: whole, or as chunks while they arrive.
///
/// Nothing more is read from the client than the reader takes, save a buffer's worth. The body can be read once.
package struct HTTPRequestBody: Sendable {
    fileprivate enum Source {
        case whole([UInt8])
        case arriving(Connection, exchange: UInt64)
    }

    private let source: Source
    /// How long it is, where that is known before its end.
    package let length: Int?

    /// A body that is here already.
    package init(_ bytes: [UInt8] = []) {
        source = .whole(bytes)
        length = bytes.count
    }

    init(from connection: Connection, exchange: UInt64, length: Int?) {
        source = .arriving(connection, exchange: exchange)
        self.length = length
    }

    /// Reads the whole body, or throws when it is longer than `limit` bytes; unhandled, that is answered with 413.
    package func collect(upTo limit: Int) async throws(HTTPServerError) -> [UInt8] {
        if let length, length > limit { throw .bodyTooLarge(limit: limit) }
        var iterator = makeAsyncIterator()
        var bytes: [UInt8] = []
        while let chunk = try await iterator.next(isolation: #isolation) {
            guard bytes.count + chunk.count <= limit else { throw .bodyTooLarge(limit: limit) }
            if bytes.isEmpty { bytes = chunk } else { bytes += chunk }
        }
        return bytes
    }
}

extension HTTPRequestBody: AsyncSequence {
    /// Takes the chunks in order.
    package struct AsyncIterator: AsyncIteratorProtocol {
        fileprivate var source: Source?

        /// The next bytes, or nil at the end of the body.
        package mutating func next(
            isolation actor: isolated (any Actor)? = #isolation
        ) async throws(HTTPServerError) -> [UInt8]? {
            switch source {
            case .whole(let bytes):
                source = nil
                return bytes.isEmpty ? nil : bytes
            case .arriving(let connection, let exchange):
                return try await connection.nextBodyChunk(of: exchange)
            case nil: return nil
            }
        }
    }

    package func makeAsyncIterator() -> AsyncIterator {
        AsyncIterator(source: source)
    }
}
