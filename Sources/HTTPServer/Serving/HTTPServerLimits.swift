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

    /// The defaults.
    package init() {}
}
