// SPDX-License-Identifier: Apache-2.0

/// What a request carries.
package struct RequestBody: Sendable {
    /// Writes a streamed body piece by piece; ends when the body does, throws to abort the request.
    package typealias Producer = @Sendable (RequestBodyWriter) async throws -> Void

    enum Content: Sendable {
        case none
        case bytes([UInt8])
        case stream(length: Int?, Producer)
    }

    let content: Content
    /// Whether it can be sent a second time.
    package let isReplayable: Bool

    /// No body.
    package static let none = RequestBody(content: .none, isReplayable: true)

    /// A body in memory.
    package static func bytes(_ bytes: [UInt8]) -> RequestBody {
        RequestBody(content: .bytes(bytes), isReplayable: true)
    }

    /// The bytes of a body in memory, for fakes of clients; nil of one that is made while it is sent.
    package var inMemory: [UInt8]? {
        switch content {
        case .none: []
        case .bytes(let bytes): bytes
        case .stream: nil
        }
    }

    /// A text in memory.
    package static func text(_ text: String) -> RequestBody {
        .bytes(Array(text.utf8))
    }

    /// A body that is made while it is sent.
    ///
    /// - Parameters:
    ///   - length: the number of bytes; without it, HTTP/1.1 sends chunks. More or fewer bytes are an error.
    ///   - isReplayable: whether `producer` can be called again for another attempt.
    ///   - producer: writes the pieces; each write returns when curl has taken the piece.
    /// - Returns: the body.
    package static func stream(
        length: Int? = nil,
        isReplayable: Bool = false,
        _ producer: @escaping Producer
    ) -> RequestBody {
        RequestBody(content: .stream(length: length, producer), isReplayable: isReplayable)
    }

    /// The elements of a sequence, which is iterated once.
    package static func stream<Pieces: AsyncSequence & Sendable>(
        length: Int? = nil,
        _ pieces: Pieces
    ) -> RequestBody where Pieces.Element == [UInt8] {
        .stream(length: length) { writer in
            for try await piece in pieces { try await writer.write(piece) }
        }
    }
}

/// Where the producer of a streamed body puts the pieces.
package struct RequestBodyWriter: Sendable {
    let engine: Engine
    let exchange: ExchangeID

    /// Sends a piece; returns when there is room for the next, throws when the request is over.
    package func write(_ piece: [UInt8]) async throws(HTTPClientError) {
        try await engine.upload(piece, to: exchange).get()
    }
}
