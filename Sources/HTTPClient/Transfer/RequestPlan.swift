// SPDX-License-Identifier: Apache-2.0

internal import HTTPCore

/// A request checked and put into the words of curl.
struct RequestPlan: Equatable {
    /// How curl is told of the body.
    enum Upload: Equatable {
        case none
        /// These bytes, possibly none, with a `Content-Length`.
        case bytes([UInt8])
        case stream(length: Int?)
    }

    let method: String
    let url: String
    /// Whether HTTP/2 may be spoken, which is agreed upon with TLS.
    let allowsHTTP2: Bool
    /// curl's `HOST:PORT:CONNECT-TO-HOST:CONNECT-TO-PORT`, when the URL names the server's TLS name.
    let connectTo: String?
    /// Lines in curl's form: `Name: value`, `Name;` for an empty value, `Name:` to leave out what curl would add.
    let headerLines: [String]
    let upload: Upload

    /// Whether the response has no body whatever its header says.
    var isHead: Bool { method == HTTPMethod.head.name }

    init(_ request: HTTPClient.Request, _ configuration: HTTPClient.Configuration) throws(HTTPClientError) {
        try Self.check(request)
        let serverName = configuration.tls.serverName
        allowsHTTP2 = configuration.allowsHTTP2 && request.url.scheme == .https
        method = request.method.name
        upload = Self.upload(request)
        headerLines = Self.headerLines(request, upload: upload, serverName: serverName)
        guard let serverName, request.url.scheme == .https else {
            url = request.url.description
            connectTo = nil
            return
        }
        let named = HTTPURL(scheme: .https, host: serverName, port: request.url.port, target: request.url.target)
        guard named.isWellFormed else {
            throw Self.refusal(request, "the TLS server name \"\(serverName)\" is no host name")
        }
        url = named.description
        connectTo = "\(named.bracketedHost):\(named.port):\(request.url.bracketedHost):\(named.port)"
    }

    /// Fields that describe the connection or frame the message: they are the client's business, and a second opinion
    /// on them is how requests are smuggled.
    private static let framing = [
        "Connection", "Content-Length", "Expect", "HTTP2-Settings", "Keep-Alive", "Proxy-Connection", "TE", "Trailer",
        "Transfer-Encoding", "Upgrade",
    ]

    private static func check(_ request: HTTPClient.Request) throws(HTTPClientError) {
        guard request.method.name.isHTTPToken, request.method.name != "CONNECT" else {
            throw refusal(request, "the method is no token, or opens a tunnel")
        }
        guard request.url.isWellFormed else { throw refusal(request, "the URL is malformed") }
        guard request.url.target.utf8.count <= 65_536 else { throw refusal(request, "the URL is longer than 64 KiB") }
        if let field = request.fields.first(where: { !$0.name.isHTTPToken || !$0.value.isFieldValue }) {
            let name = field.name.isHTTPToken ? "the value of \(field.name)" : "the name of a field"
            throw refusal(request, "\(name) holds characters that no header may have")
        }
        if let name = framing.first(where: { request.fields[$0] != nil }) {
            throw refusal(request, "\(name) is set by the client itself")
        }
        guard request.fields.values(of: "Host").count <= 1 else { throw refusal(request, "there are two Host fields") }
        guard request.method != .head || upload(request) == .none else {
            throw refusal(request, "a HEAD request has no body")
        }
    }

    private static func refusal(_ request: HTTPClient.Request, _ reason: String) -> HTTPClientError {
        let isPrintable = request.method.name.isHTTPToken && request.url.isWellFormed
        return HTTPClientError(.invalidRequest, request: isPrintable ? request.summary : "a request", reason: reason)
    }

    private static func upload(_ request: HTTPClient.Request) -> Upload {
        switch request.body.content {
        case .bytes(let bytes): .bytes(bytes)
        case .stream(let length, _): .stream(length: length)
        // RFC 9110, section 8.6: methods that expect a body say that there is none.
        case .none: [.post, .put, .patch].contains(request.method) ? .bytes([]) : .none
        }
    }

    private static func headerLines(
        _ request: HTTPClient.Request,
        upload: Upload,
        serverName: String?
    ) -> [String] {
        var lines = request.fields.map { field in
            let value = field.value.trimmed
            return value.isEmpty ? "\(field.name);" : "\(field.name): \(value)"
        }
        if serverName != nil, request.fields["Host"] == nil { lines.append("Host: \(request.url.authority)") }
        // What curl would add on its own.
        lines.append("Expect:")
        if request.fields["Accept"] == nil { lines.append("Accept:") }
        if upload != .none, request.fields["Content-Type"] == nil { lines.append("Content-Type:") }
        return lines
    }
}

extension HTTPURL {
    fileprivate var bracketedHost: String { host.utf8.contains(UInt8(ascii: ":")) ? "[\(host)]" : host }
}

extension String {
    fileprivate var trimmed: Substring {
        let isBlank = { (character: Character) in character == " " || character == "\t" }
        let start = drop(while: isBlank)
        return start[..<(start.lastIndex { !isBlank($0) }.map(start.index(after:)) ?? start.startIndex)]
    }
}
