// SPDX-License-Identifier: Apache-2.0

internal import Basics

/// The path and the query of a request as they were sent; every escape in them is known to be sound.
package struct RequestTarget: Sendable, Hashable, CustomStringConvertible {
    /// The path as sent: it starts with `/`, or is `*` for `OPTIONS`.
    package let path: String
    /// What stood behind the first `?`, or nil without one.
    package let query: String?

    /// The segments of the path between its slashes, decoded: `/a/b%2Fc/` has `a`, `b/c` and an empty one.
    package var segments: [String] {
        path.dropFirst().split(separator: "/", omittingEmptySubsequences: false)
            .map { (try? PercentEncoding.decode($0)) ?? String($0) }
    }

    package var description: String {
        guard let query else { return path }
        return "\(path)?\(query)"
    }

    /// Reads a target in origin form; for programs that drive a handler without a socket.
    package init(parsing text: String) throws(RequestRejection) {
        let bytes = Array(text.utf8)
        try self.init(origin: bytes.span)
    }

    /// The target `*`, which stands for the server as a whole.
    static let asterisk = RequestTarget(path: "*", query: nil)

    private init(path: String, query: String?) {
        self.path = path
        self.query = query
    }

    /// Reads the origin form, `/path?query` (RFC 9112, section 3.2.1).
    init(origin bytes: Span<UInt8>) throws(RequestRejection) {
        guard bytes.count > 0, bytes[0] == .slash else { throw RequestRejection(.unsupportedTarget) }
        let shape = try Shape(of: bytes)
        let path = try String(target: bytes.extracting(..<shape.pathEnd))
        if shape.needsSegmentCheck { try Self.checkSegments(of: path) }
        self.path = path
        query =
            shape.pathEnd < bytes.count ? try String(target: bytes.extracting((shape.pathEnd + 1)...)) : nil
    }

    /// A path that leaves its folder or ends early where C reads it has no honest use: clients resolve dot segments
    /// before they send (RFC 3986, section 5.2.4), and a handler that maps paths to files must not meet them encoded.
    private static func checkSegments(of path: String) throws(RequestRejection) {
        for segment in path.dropFirst().split(separator: "/") {
            guard let decoded = try? PercentEncoding.decode(segment), !decoded.utf8.contains(0) else {
                throw RequestRejection(.malformedTarget)
            }
            // An encoded slash or backslash makes further segments for whoever decodes first and splits then.
            for part in decoded.split(whereSeparator: { $0 == "/" || $0 == "\\" }) where part == "." || part == ".." {
                throw RequestRejection(.dotSegment)
            }
        }
    }
}

/// What one pass over the bytes of a target finds.
private struct Shape {
    var pathEnd: Int
    var needsSegmentCheck = false

    init(of bytes: Span<UInt8>) throws(RequestRejection) {
        pathEnd = bytes.count
        var position = 0
        while position < bytes.count {
            let byte = bytes[position]
            switch byte {
            case .percent:
                guard position + 2 < bytes.count, bytes[position + 1].isHexDigit, bytes[position + 2].isHexDigit else {
                    throw RequestRejection(.malformedTarget)
                }
                needsSegmentCheck = true
            case .questionMark:
                pathEnd = min(pathEnd, position)
            case .dot, .backslash:
                needsSegmentCheck = true
            // A fragment is never sent; spaces, control bytes and bytes beyond ASCII are sent escaped.
            case 0x00...0x20, 0x23, 0x7F...0xFF:
                throw RequestRejection(.malformedTarget)
            default: break
            }
            position += 1
        }
    }
}

extension String {
    /// Text of a target, whose bytes are known to be ASCII.
    fileprivate init(target bytes: Span<UInt8>) throws(RequestRejection) {
        guard let text = String(checking: bytes) else { throw RequestRejection(.malformedTarget) }
        self = text
    }

    /// The text that these bytes are, or nil where they are not UTF-8.
    init?(checking bytes: Span<UInt8>) {
        guard let text = try? UTF8Span(validating: bytes) else { return nil }
        self = String(copying: text)
    }
}
