// SPDX-License-Identifier: Apache-2.0

/// What one client, and all of them together, may ask of a server.
package struct HTTPServerLimits: Sendable {
    /// Bytes of a request line and header section together.
    package var headSize = 64 * 1024
    /// Fields of a header.
    package var fieldCount = 100
    /// Bytes of a request target.
    package var targetSize = 8 * 1024
    /// Bytes of a request body, before a handler asks for less.
    package var bodySize = 16 * 1024 * 1024
    /// Bytes of the trailers behind a chunked body.
    package var trailerSize = 8 * 1024

    /// Bytes on their way to or from one client before the server stops reading, or lets a writer wait.
    package var bufferSize = 64 * 1024
    /// Bytes of a body that no handler wants which are read, so that the connection can be used again.
    package var unreadBodySize = 256 * 1024
    /// Connections at one time; those beyond are told 503 and closed.
    package var connectionCount = 16 * 1024
    /// Requests on one connection, after which it is closed.
    package var requestsPerConnection = Int.max

    /// Time for a TLS handshake.
    package var handshakeTimeout = Duration.seconds(10)
    /// Time for a whole header, from its first byte; on a new connection, from its start.
    package var headTimeout = Duration.seconds(15)
    /// Time that a body may take, however short it is.
    package var bodyTimeout = Duration.seconds(30)
    /// Bytes that a body brings each second on the average, beyond ``bodyTimeout``.
    package var bodyRate = 1024
    /// Time between a response and the next request.
    package var idleTimeout = Duration.seconds(75)
    /// Time in which a client takes nothing of what is sent.
    package var writeTimeout = Duration.seconds(30)
    /// Time that a handler has left for its response when the client has closed its sending half.
    package var halfClosedTimeout = Duration.seconds(10)
    /// Time for a client to read the last response and to close its side.
    package var lingerTimeout = Duration.seconds(2)

    /// The defaults.
    package init() {}

    /// How often deadlines are looked at: often enough for the shortest one, and seldom enough to cost nothing.
    var tick: Duration {
        let shortest = [
            handshakeTimeout, headTimeout, bodyTimeout, idleTimeout, writeTimeout, halfClosedTimeout, lingerTimeout,
        ]
        .reduce(.seconds(4), min)
        return max(shortest / 4, .milliseconds(5))
    }
}
