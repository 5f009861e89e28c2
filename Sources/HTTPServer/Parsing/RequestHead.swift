// SPDX-License-Identifier: Apache-2.0

package import HTTPCore

/// The protocol version of a request.
package enum HTTPVersion: String, Sendable {
    case http10 = "HTTP/1.0"
    case http11 = "HTTP/1.1"
}

/// How the end of a request's body is found (RFC 9112, section 6.3).
package enum BodyFraming: Sendable, Equatable {
    case none
    case length(Int)
    case chunked
}

/// Everything before a request's body, checked.
package struct RequestHead: Sendable, Equatable {
    package let method: HTTPMethod
    package let target: RequestTarget
    package let version: HTTPVersion
    package let fields: HTTPFields
    package let framing: BodyFraming
    /// Whether the client would send another request on this connection.
    package let isPersistent: Bool
    /// Whether the client holds the body back until it is told to go on.
    package let expectsContinue: Bool
}
