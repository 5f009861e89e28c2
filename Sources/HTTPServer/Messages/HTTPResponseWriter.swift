// SPDX-License-Identifier: Apache-2.0

/// Sends the body of a streaming response.
package struct HTTPResponseWriter: Sendable {
    private let connection: Connection
    private let exchange: UInt64

    init(to connection: Connection, exchange: UInt64) {
        self.connection = connection
        self.exchange = exchange
    }

    /// Sends bytes at once, and waits as long as the client takes them more slowly than they come.
    ///
    /// - Throws: `clientGone` when nobody reads any more, `CancellationError` when the task was cancelled meanwhile.
    package func write(_ bytes: [UInt8]) async throws {
        try await connection.write(bytes, exchange: exchange)
    }

    /// Sends a text.
    package func write(_ text: String) async throws {
        try await write(Array(text.utf8))
    }
}
