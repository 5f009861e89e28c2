// SPDX-License-Identifier: Apache-2.0

/// An absolute `http` or `https` URL without user information and fragment.
package struct HTTPURL: Sendable, Hashable {
    /// How the connection is made.
    package enum Scheme: String, Sendable {
        case http
        case https

        /// The port that a URL need not name.
        package var defaultPort: Int { self == .https ? 443 : 80 }
    }

    /// With TLS or without.
    package let scheme: Scheme
    /// A name or an address in small letters, an IPv6 address without its brackets.
    package let host: String
    /// The port, written or not.
    package let port: Int
    /// The path and, behind a `?`, the query; it starts with `/`.
    package var target: String

    /// A URL from its parts; `host` is a name or an address as ``host`` says.
    package init(scheme: Scheme, host: String, port: Int? = nil, target: String = "/") {
        self.scheme = scheme
        self.host = host
        self.port = port ?? scheme.defaultPort
        self.target = target
    }

    /// The host and, where it is not the scheme's own, the port: what the `Host` field says.
    package var authority: String {
        let bracketed = host.utf8.contains(0x3A) ? "[\(host)]" : host
        return port == scheme.defaultPort ? bracketed : "\(bracketed):\(port)"
    }

    /// The scheme and the authority: what errors and metrics may show.
    package var origin: String { "\(scheme.rawValue)://\(authority)" }

    /// This URL with another path, whose segments are encoded already, and another query.
    package func with(path: String, query: HTTPQuery = HTTPQuery()) -> HTTPURL {
        var url = self
        let absolute = path.hasPrefix("/") ? path : "/\(path)"
        url.target = query.items.isEmpty ? absolute : "\(absolute)?\(query.encoded)"
        return url
    }
}

extension HTTPURL: CustomStringConvertible {
    package var description: String { origin + target }
}
