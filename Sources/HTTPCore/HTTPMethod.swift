// SPDX-License-Identifier: Apache-2.0

/// A request method (RFC 9110, section 9); case matters, and methods nobody has heard of are allowed.
package struct HTTPMethod: Sendable, Hashable, CustomStringConvertible {
    /// The method as it stands in the request line.
    package let name: String

    /// A method of any name; whether it is a token is checked where bytes become requests and back.
    package init(_ name: String) {
        self.name = name
    }

    /// The methods that are used here.
    package static let get = HTTPMethod("GET")
    package static let head = HTTPMethod("HEAD")
    package static let post = HTTPMethod("POST")
    package static let put = HTTPMethod("PUT")
    package static let patch = HTTPMethod("PATCH")
    package static let delete = HTTPMethod("DELETE")
    package static let options = HTTPMethod("OPTIONS")

    /// Whether sending it twice does what sending it once does, so that a retry is harmless.
    package var isIdempotent: Bool {
        switch self {
        case .get, .head, .put, .delete, .options: true
        default: false
        }
    }

    package var description: String { name }
}
