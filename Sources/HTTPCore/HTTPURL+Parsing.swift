// SPDX-License-Identifier: Apache-2.0

/// Why a text is no URL that a request can go to.
package struct HTTPURLError: Error, Equatable, CustomStringConvertible {
    /// What is wrong and what is expected; the text itself is not repeated, for it may hold a password.
    package let description: String

    init(_ description: String) {
        self.description = description
    }
}

extension HTTPURL {
    /// Reads an absolute URL (RFC 3986), refusing what has no place in a request.
    package init(parsing text: String) throws(HTTPURLError) {
        guard text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else {
            throw HTTPURLError("a URL holds no spaces, control characters or letters beyond ASCII: percent-encode them")
        }
        guard let schemeEnd = text.firstRange(of: "://") else {
            throw HTTPURLError("a URL starts with https:// or http://")
        }
        guard let scheme = Scheme(rawValue: text[..<schemeEnd.lowerBound].lowercased()) else {
            throw HTTPURLError("a URL starts with https:// or http://, not \(text[..<schemeEnd.lowerBound])://")
        }
        guard !text.contains("#") else { throw HTTPURLError("a URL for a request has no fragment (#…)") }
        let rest = text[schemeEnd.upperBound...]
        let authorityEnd = rest.firstIndex { $0 == "/" || $0 == "?" } ?? rest.endIndex
        let (host, port) = try Self.parseAuthority(rest[..<authorityEnd])
        let target = rest[authorityEnd...]
        self.init(scheme: scheme, host: host, port: port, target: target.hasPrefix("/") ? String(target) : "/\(target)")
    }

    /// Whether its text can be read again and is then the same URL: one that was put together from parts need not be.
    ///
    /// Every request is checked so: without writing the text and reading it again.
    package var isWellFormed: Bool {
        let isHost =
            host.utf8.contains(0x3A)
            ? host.utf8.allSatisfy { $0.isAddressByte && $0.lowercased == $0 }
            : !host.isEmpty && host.utf8.allSatisfy { $0.isHostByte && $0.lowercased == $0 }
        return isHost && (1...65_535).contains(port) && target.utf8.first == UInt8(ascii: "/")
            && target.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "#") }
    }

    private static func parseAuthority(_ text: Substring) throws(HTTPURLError) -> (host: String, port: Int?) {
        guard !text.contains("@") else {
            throw HTTPURLError("a URL holds no user name or password: send credentials in a header")
        }
        let host: Substring
        let rest: Substring
        if text.hasPrefix("[") {
            guard let bracket = text.firstIndex(of: "]") else {
                throw HTTPURLError("the bracket [ of the address is open")
            }
            host = text[text.index(after: text.startIndex)..<bracket]
            rest = text[text.index(after: bracket)...]
            guard host.utf8.contains(0x3A), host.utf8.allSatisfy(\.isAddressByte) else {
                throw HTTPURLError("[\(host)] is no IPv6 address")
            }
        } else {
            let end = text.firstIndex(of: ":") ?? text.endIndex
            host = text[..<end]
            rest = text[end...]
            guard host.utf8.allSatisfy(\.isHostByte) else {
                throw HTTPURLError("\"\(host)\" is no host name: letters, digits, '-', '_' and '.' only")
            }
        }
        guard !host.isEmpty else { throw HTTPURLError("the URL names no host") }
        guard !rest.isEmpty else { return (host.lowercased(), nil) }
        // `UInt16` reads a sign, which a port never has.
        guard rest.hasPrefix(":"), !rest.contains("+"), let port = UInt16(rest.dropFirst()), port > 0 else {
            throw HTTPURLError("\"\(rest)\" is no port: a number from 1 to 65535 behind a colon is expected")
        }
        return (host.lowercased(), Int(port))
    }
}

extension UInt8 {
    fileprivate var isHostByte: Bool {
        switch self {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F: true
        default: false
        }
    }

    /// What an IPv6 address may hold, IPv4 tails included; zones are refused, as they are in certificates.
    fileprivate var isAddressByte: Bool {
        switch self {
        case 0x30...0x39, 0x41...0x46, 0x61...0x66, 0x2E, 0x3A: true
        default: false
        }
    }
}
