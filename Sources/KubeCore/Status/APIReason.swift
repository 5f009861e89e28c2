// SPDX-License-Identifier: Apache-2.0

/// Why a server did not do what it was asked, in one word; words nobody has heard of are allowed.
package struct APIReason: Sendable, Hashable {
    /// The word as the server says it.
    package let text: String

    /// A reason of any word.
    package init(_ text: String) {
        self.text = text
    }

    /// There is an object of this name.
    package static let alreadyExists = APIReason("AlreadyExists")
    /// The request makes no sense.
    package static let badRequest = APIReason("BadRequest")
    /// Somebody else wrote in the meantime.
    package static let conflict = APIReason("Conflict")
    /// The resource version is too old; the word for lists and watches.
    package static let expired = APIReason("Expired")
    package static let forbidden = APIReason("Forbidden")
    /// The resource version is too old, or the resource has moved away.
    package static let gone = APIReason("Gone")
    package static let internalError = APIReason("InternalError")
    package static let invalid = APIReason("Invalid")
    package static let methodNotAllowed = APIReason("MethodNotAllowed")
    package static let notAcceptable = APIReason("NotAcceptable")
    package static let notFound = APIReason("NotFound")
    package static let requestEntityTooLarge = APIReason("RequestEntityTooLarge")
    /// The server gave up waiting; the request may have been fulfilled.
    package static let serverTimeout = APIReason("ServerTimeout")
    package static let serviceUnavailable = APIReason("ServiceUnavailable")
    package static let timeout = APIReason("Timeout")
    package static let tooManyRequests = APIReason("TooManyRequests")
    package static let unauthorized = APIReason("Unauthorized")
    package static let unsupportedMediaType = APIReason("UnsupportedMediaType")

    /// The reason that goes with an HTTP status, for answers that are no ``APIStatus``: those of proxies.
    package init(httpStatus code: Int) {
        self = Self.reasons[code] ?? (code >= 500 ? .internalError : APIReason(""))
    }

    private static let reasons: [Int: APIReason] = [
        400: .badRequest, 401: .unauthorized, 403: .forbidden, 404: .notFound, 405: .methodNotAllowed,
        406: .notAcceptable, 409: .conflict, 410: .gone, 413: .requestEntityTooLarge, 415: .unsupportedMediaType,
        422: .invalid, 429: .tooManyRequests, 503: .serviceUnavailable, 504: .timeout,
    ]
}

extension APIReason: CustomStringConvertible {
    package var description: String { text }
}
