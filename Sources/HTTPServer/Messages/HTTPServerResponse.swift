// SPDX-License-Identifier: Apache-2.0

package import HTTPCore

/// What answers requests.
package typealias HTTPHandler = @Sendable (HTTPServerRequest) async throws -> HTTPServerResponse

/// The answer to a request.
///
/// The fields `Connection`, `Content-Length`, `Date` and `Transfer-Encoding` are the server's business: what a handler
/// puts there is not sent.
package struct HTTPServerResponse: Sendable {
    /// Writes a body piece by piece; when it returns the body is complete, when it throws the connection is cut.
    package typealias Producer = @Sendable (HTTPResponseWriter) async throws -> Void

    /// The bytes of a response, or where they will come from.
    package enum Body: Sendable {
        case bytes([UInt8])
        /// A body that is produced while it is sent; `length` is a promise.
        case stream(length: Int?, Producer)
        /// Nothing, not even a head: the connection is cut.
        case cut
    }

    /// How it went.
    package var status: HTTPStatus
    /// The header, save what is the server's business.
    package var fields: HTTPFields
    /// What follows the header.
    package var body: Body
    /// Whether the body has no end of its own: its task is cancelled as soon as the server ends, and should then return.
    package var endsWithServer = false
    /// The pattern of the route that answered, for metrics: unlike a path, there are few of them.
    package internal(set) var route: String?
    /// The error that made this response, for logs: the client is told as little as possible.
    package internal(set) var failure: (any Error)?

    /// A response that is known whole.
    package init(_ status: HTTPStatus = .ok, fields: HTTPFields = HTTPFields(), body: [UInt8] = []) {
        self.status = status
        self.fields = fields
        self.body = .bytes(body)
    }

    /// A plain text.
    package init(_ status: HTTPStatus = .ok, text: String) {
        self.init(status, fields: ["Content-Type": "text/plain; charset=utf-8"], body: Array(text.utf8))
    }

    /// A response whose body is written while it is sent.
    ///
    /// The head is sent before `produce` is called. While it runs, a client that closes its connection, or only its
    /// sending half of it, cancels the task and fails the next write.
    package init(
        _ status: HTTPStatus = .ok,
        fields: HTTPFields = HTTPFields(),
        streaming length: Int? = nil,
        _ produce: @escaping Producer
    ) {
        self.status = status
        self.fields = fields
        body = .stream(length: length, produce)
    }

    /// No response: the client sees its connection reset, as when a server dies while it works.
    package static var cut: HTTPServerResponse {
        var response = HTTPServerResponse(.internalServerError)
        response.body = .cut
        return response
    }

    /// The response for an error that a handler threw.
    ///
    /// A ``HTTPProblem`` says itself what the client may know; any other error is 500 without a word about it.
    package init(failure: any Error) {
        switch failure {
        case let problem as HTTPProblem:
            self.init(problem.status, text: problem.message)
            for field in problem.fields { fields.append(field.name, field.value) }
        case let error as HTTPServerError where error.status.code < 500:
            self.init(error.status, text: error.description)
        default:
            self.init(.internalServerError, text: "internal server error")
        }
        self.failure = failure
    }
}

/// An error that knows how a client is told of it.
package struct HTTPProblem: Error, CustomStringConvertible {
    package let status: HTTPStatus
    /// What the client reads.
    package let message: String
    package let fields: HTTPFields

    package init(_ status: HTTPStatus, _ message: String, fields: HTTPFields = HTTPFields()) {
        self.status = status
        self.message = message
        self.fields = fields
    }

    package var description: String { "\(status): \(message)" }
}
