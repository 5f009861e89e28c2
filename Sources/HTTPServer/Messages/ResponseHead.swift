// SPDX-License-Identifier: Apache-2.0

internal import HTTPCore

/// How the end of a response's body is told (RFC 9112, section 6.3).
enum ResponseFraming: Equatable {
    /// There is none, whatever the head says.
    case none
    case length(Int)
    case chunked
    /// HTTP/1.0 knows no chunks: the body ends with the connection.
    case untilClose
}

/// The part of a response before its body, decided from the request and from what the handler said.
struct ResponseHead {
    /// What the response depends on in the request.
    struct Request: Equatable {
        var isHead = false
        var version = HTTPVersion.http11
        var isPersistent = true
    }

    let framing: ResponseFraming
    /// Whether the connection ends with this response.
    let isLast: Bool
    private let status: HTTPStatus
    private let fields: HTTPFields
    private let announced: ResponseFraming
    private let version: HTTPVersion

    /// The head for a response whose body has this length, or an unknown one.
    init(_ response: HTTPServerResponse, length: Int?, to request: Request, isDraining: Bool) {
        status = response.status
        fields = response.fields
        version = request.version
        if response.status.forbidsBody {
            announced = .none
        } else if let length {
            announced = .length(length)
        } else {
            announced = request.version == .http11 ? .chunked : .untilClose
        }
        // A response to HEAD has the fields that one to GET would have (RFC 9110, section 9.3.2).
        framing = request.isHead ? .none : announced
        isLast = isDraining || !request.isPersistent || framing == .untilClose
    }

    /// Whether a handler may send this: a final status, and fields that nothing can hide in.
    static func isValid(_ response: HTTPServerResponse) -> Bool {
        (200...599).contains(response.status.code) && response.fields.isValid
    }

    func encode(into bytes: inout [UInt8], date: [UInt8]) {
        bytes += StatusLine.bytes(of: status)
        for field in fields where !Self.isOwn(field.name) {
            bytes += field.name.utf8
            bytes += [.colon, .space]
            bytes += field.value.utf8
            bytes += [.carriageReturn, .lineFeed]
        }
        switch announced {
        case .none, .untilClose: break
        case .length(let length):
            bytes += "Content-Length: ".utf8
            bytes.append(decimal: length)
            bytes += [.carriageReturn, .lineFeed]
        case .chunked: bytes += "Transfer-Encoding: chunked\r\n".utf8
        }
        if isLast {
            bytes += "Connection: close\r\n".utf8
        } else if version == .http10 {
            bytes += "Connection: keep-alive\r\n".utf8
        }
        bytes += date
        bytes += [.carriageReturn, .lineFeed]
    }

    /// Whether only the server may say this.
    private static func isOwn(_ name: String) -> Bool {
        switch name.utf8.count {
        case 4: name.isSameFieldName(as: "date")
        case 10: name.isSameFieldName(as: "connection")
        case 14: name.isSameFieldName(as: "content-length")
        case 17: name.isSameFieldName(as: "transfer-encoding")
        default: false
        }
    }
}

/// The first lines of responses, made once for each status.
private enum StatusLine {
    private static let lines = (100...599).map { code in
        let status = HTTPStatus(code)
        return Array("HTTP/1.1 \(code) \(status.reason)\r\n".utf8)
    }

    static func bytes(of status: HTTPStatus) -> [UInt8] { lines[status.code - 100] }
}

extension [UInt8] {
    mutating func append(decimal number: Int) {
        guard number >= 10 else { return append(0x30 + UInt8(number)) }
        append(decimal: number / 10)
        append(0x30 + UInt8(number % 10))
    }

    mutating func append(hexadecimal number: Int) {
        if number >= 16 { append(hexadecimal: number / 16) }
        let digit = UInt8(number % 16)
        append(digit < 10 ? 0x30 + digit : 0x57 + digit)
    }
}
