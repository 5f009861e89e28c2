// SPDX-License-Identifier: Apache-2.0

/// Sends the body of a streaming response.
package struct HTTPResponseWriter: Sendable {
    private let send: @Sendable ([UInt8]) async throws -> Void

    init(to connection: Connection, exchange: UInt64) {
        send = { try await connection.write($0, exchange: exchange) }
    }

    /// A writer that hands everything to `send`; for programs that drive a handler without a socket.
    package init(_ send: @escaping @Sendable ([UInt8]) async throws -> Void) {
        self.send = send
    }

    /// Sends bytes at once, and waits as long as the client takes them more slowly than they come.
    ///
    /// - Throws: `clientGone` when nobody reads any more, `CancellationError` when the task was cancelled meanwhile.
    package func write(_ bytes: [UInt8]) async throws {
        try await send(bytes)
    }

    /// Sends a text.
    package func write(_ text: String) async throws {
        try await send(Array(text.utf8))
    }
}
