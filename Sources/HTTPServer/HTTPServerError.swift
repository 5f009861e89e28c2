// SPDX-License-Identifier: Apache-2.0

package import HTTPCore

/// What went wrong in a server: at its start, or with one client.
package struct HTTPServerError: Error, Equatable, CustomStringConvertible {
    /// The kind of trouble.
    package enum Code: String, Sendable {
        /// No socket could listen at an address.
        case cannotListen
        /// Certificates or keys are unusable.
        case invalidTLS
        /// A client and this server could not agree on a TLS connection.
        case handshakeFailed
        /// The client is gone, or was given up.
        case clientGone
        /// The request this body or writer belonged to is over.
        case requestOver
        /// The task was cancelled while it waited.
        case cancelled
        /// The request's body is longer than the handler wants.
        case bodyTooLarge
        /// The request's body is malformed or came too slowly.
        case bodyRejected
        /// The request's query is malformed.
        case malformedQuery
        /// A handler made a response that cannot be sent.
        case invalidResponse
        /// A handler had the connection cut in place of a response.
        case cut
    }

    /// The kind of trouble.
    package let code: Code
    /// What was attempted, and what came of it.
    package let description: String
    /// What the client is told where the error ends its request.
    package let status: HTTPStatus

    init(_ code: Code, _ description: String, status: HTTPStatus = .internalServerError) {
        self.code = code
        self.description = description
        self.status = status
    }

    init(_ rejection: RequestRejection) {
        self.init(.bodyRejected, rejection.description, status: rejection.status)
    }

    static let clientGone = HTTPServerError(.clientGone, "the client closed the connection before the response ended")
    static let cancelled = HTTPServerError(.cancelled, "the task was cancelled while it waited for the body")
    static let requestOver = HTTPServerError(.requestOver, "the request was answered already")

    static let cut = HTTPServerError(.cut, "the connection was cut without a response")

    static func bodyTooLarge(limit: Int) -> HTTPServerError {
        HTTPServerError(
            .bodyTooLarge,
            "the body is larger than the \(limit) bytes that are accepted here",
            status: .contentTooLarge
        )
    }
}
