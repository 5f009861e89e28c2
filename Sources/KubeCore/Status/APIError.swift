// SPDX-License-Identifier: Apache-2.0

internal import HTTPCore

/// Why a request to an API server did not do what it should: the server's word, or what kept the server from one.
package struct APIError: Error {
    /// What went wrong, for programs.
    package enum Code: Sendable, Hashable {
        /// The server answered that it will not, or cannot; ``APIError/status`` says why.
        case refused
        /// The request cannot be sent, because it names what cannot exist.
        case invalidRequest
        /// No credentials could be had, or they could not be read.
        case credentials
        /// No connection, or one that broke: whether the server did its part is unknown.
        case transport
        /// No answer in time: whether the server did its part is unknown.
        case timeout
        /// An answer that is not what was asked for.
        case undecodable
        /// An answer, or a line of a watch, that is larger than is allowed.
        case tooLarge
        /// It was not sent, because whoever sends it has no right to at the moment.
        case notPermitted
        /// The task was cancelled.
        case cancelled
    }

    /// What went wrong.
    package let code: Code
    /// What was attempted, such as `create secrets "flyte/x"`.
    package let operation: String
    /// What went wrong, in words.
    package let message: String
    /// What the server said, also when it said it in the middle of a watch.
    package let status: APIStatus?
    /// After how long the server asks to be left in peace.
    package let retryAfter: Duration?
    /// The error behind this one.
    package let cause: (any Error)?

    /// An error that happened on this side.
    package init(_ code: Code, _ operation: String, _ message: String, cause: (any Error)? = nil) {
        self.code = code
        self.operation = operation
        self.message = message
        self.cause = cause
        status = nil
        retryAfter = nil
    }

    /// An answer that is no success.
    package init(_ operation: String, _ status: APIStatus, retryAfter: Duration? = nil) {
        code = .refused
        self.operation = operation
        self.status = status
        self.retryAfter = retryAfter ?? status.details.retryAfterSeconds.map { .seconds($0) }
        message = Self.message(of: status)
        cause = nil
    }

    private static func message(of status: APIStatus) -> String {
        let head = [status.code > 0 ? "\(status.code)" : "", status.reason.text].filter { !$0.isEmpty }
        let text = status.message.isEmpty ? HTTPStatus(status.code).reason : status.message
        return [head.joined(separator: " "), text].filter { !$0.isEmpty }.joined(separator: ": ")
    }
}

extension APIError: CustomStringConvertible {
    /// What was attempted and what came back: `create secrets "flyte/x": 409 AlreadyExists: secrets "x" already exists`.
    package var description: String { "\(operation): \(message)" }
}
