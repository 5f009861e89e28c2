// SPDX-License-Identifier: Apache-2.0

internal import HTTPCore

/// The first line of a request: `METHOD SP target SP HTTP/1.1` (RFC 9112, section 3), with single spaces.
struct RequestLine {
    /// Room for the method, the version and what stands between, beside the target.
    static let overhead = 64
    private static let longestMethod = 32

    let method: HTTPMethod
    let target: RequestTarget
    let version: HTTPVersion
    /// The host that a target in absolute form names.
    let authority: String?

    /// Reads the line without its end.
    init(_ line: Span<UInt8>, longestTarget: Int) throws(RequestRejection) {
        guard let methodEnd = line.firstIndex(of: .space),
            let targetEnd = line.firstIndex(of: .space, from: methodEnd + 1),
            let method = Self.method(line.extracting(..<methodEnd))
        else { throw RequestRejection(.malformedRequestLine) }
        // The version comes first: a client of another protocol is told so, whatever it asks for.
        version = try Self.version(line.extracting((targetEnd + 1)...))
        self.method = method
        let target = line.extracting((methodEnd + 1)..<targetEnd)
        guard target.count > 0 else { throw RequestRejection(.malformedRequestLine) }
        guard target.count <= longestTarget else { throw RequestRejection(.targetTooLong) }
        (self.target, authority) = try Self.target(target, method: method)
    }

    private static func method(_ bytes: Span<UInt8>) -> HTTPMethod? {
        guard bytes.count > 0, bytes.count <= longestMethod else { return nil }
        for position in bytes.indices where !bytes[position].isTokenByte { return nil }
        return String(checking: bytes).map { HTTPMethod($0) }
    }

    private static func version(_ bytes: Span<UInt8>) throws(RequestRejection) -> HTTPVersion {
        // The name is case-sensitive (RFC 9112, section 2.3).
        guard bytes.count == 8, bytes.extracting(..<5).isEqual(to: "HTTP/"), bytes[5].isDigit, bytes[6] == .dot,
            bytes[7].isDigit
        else { throw RequestRejection(.malformedRequestLine) }
        switch (bytes[5], bytes[7]) {
        case (0x31, 0x31): return .http11
        case (0x31, 0x30): return .http10
        default: throw RequestRejection(.unsupportedVersion)
        }
    }

    private static func target(
        _ bytes: Span<UInt8>,
        method: HTTPMethod
    ) throws(RequestRejection) -> (RequestTarget, authority: String?) {
        if bytes[0] == .slash { return (try RequestTarget(origin: bytes), nil) }
        if bytes.count == 1, bytes[0] == .asterisk {
            guard method == .options else { throw RequestRejection(.unsupportedTarget) }
            return (.asterisk, nil)
        }
        return try absoluteTarget(bytes)
    }

    /// The absolute form, which proxies are sent and every server must accept (RFC 9112, section 3.2.2).
    ///
    /// The authority form belongs to `CONNECT`, which only proxies serve.
    private static func absoluteTarget(
        _ bytes: Span<UInt8>
    ) throws(RequestRejection) -> (RequestTarget, authority: String?) {
        let schemeEnd: Int
        if bytes.count > 7, bytes.extracting(..<7).spells("http://") {
            schemeEnd = 7
        } else if bytes.count > 8, bytes.extracting(..<8).spells("https://") {
            schemeEnd = 8
        } else {
            throw RequestRejection(.unsupportedTarget)
        }
        let pathStart = bytes.firstIndex(of: .slash, from: schemeEnd) ?? bytes.count
        let authority = bytes.extracting(schemeEnd..<pathStart)
        guard authority.count > 0, authority.isHost, let name = String(checking: authority) else {
            throw RequestRejection(.malformedTarget)
        }
        guard pathStart < bytes.count else { return (try RequestTarget(parsing: "/"), name) }
        return (try RequestTarget(origin: bytes.extracting(pathStart...)), name)
    }
}

extension Span<UInt8> {
    fileprivate func isEqual(to text: StaticString) -> Bool {
        guard count == text.utf8CodeUnitCount else { return false }
        return text.withUTF8Buffer { letters in
            for position in indices where unsafe self[position] != letters[position] { return false }
            return true
        }
    }

    /// Whether the bytes may be a host with or without a port: what a name, an address and a port are made of.
    var isHost: Bool {
        for position in indices {
            switch self[position] {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: break
            case 0x2D, 0x2E, 0x5F, 0x7E, 0x25, .colon, 0x5B, 0x5D: break
            default: return false
            }
        }
        return true
    }
}
