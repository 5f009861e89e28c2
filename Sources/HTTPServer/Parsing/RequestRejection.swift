// SPDX-License-Identifier: Apache-2.0

package import HTTPCore

/// Why a client's bytes are no request that this server answers; the connection ends with it.
package struct RequestRejection: Error, Equatable, CustomStringConvertible {
    /// What is wrong.
    package enum Code: String, Sendable, CaseIterable {
        case malformedRequestLine = "the request line is not `METHOD target HTTP/1.1`"
        case malformedLineEnd = "a line ends with a bare LF"
        case malformedTarget = "the request target is malformed"
        case unsupportedTarget = "this form of request target is not served"
        case dotSegment = "the path has a segment `.` or `..`"
        case targetTooLong = "the request target is too long"
        case unsupportedVersion = "only HTTP/1.1 and HTTP/1.0 are spoken here"
        case malformedField = "a header line is not `name: value`"
        case foldedField = "a header line is folded"
        case tooManyFields = "there are too many header fields"
        case headTooLarge = "the header is too large"
        case malformedHost = "the Host field is missing, repeated or malformed"
        case contradictingHost = "the Host field and the request target name different hosts"
        case malformedContentLength = "Content-Length is not one decimal number"
        case contradictingLengths = "the body has two lengths"
        case unsupportedTransferEncoding = "only the transfer encoding `chunked` is understood"
        case unsupportedExpectation = "only the expectation `100-continue` can be met"
        case malformedChunk = "the chunked body is malformed"
        case malformedTrailer = "the trailer section is malformed or too large"
        case bodyTooLarge = "the body is too large"
        case headTimeout = "the header did not arrive in time"
        case bodyTimeout = "the body did not arrive in time"
        case tooManyConnections = "the server has too many connections"
    }

    /// What is wrong.
    package let code: Code

    /// A rejection for this reason.
    package init(_ code: Code) {
        self.code = code
    }

    /// What the client is told before the connection closes.
    package var status: HTTPStatus {
        switch code {
        case .targetTooLong: .uriTooLong
        case .unsupportedVersion: .versionNotSupported
        case .tooManyFields, .headTooLarge: .headerFieldsTooLarge
        case .unsupportedTransferEncoding: .notImplemented
        case .unsupportedExpectation: .expectationFailed
        case .bodyTooLarge: .contentTooLarge
        case .headTimeout, .bodyTimeout: .requestTimeout
        case .tooManyConnections: .serviceUnavailable
        default: .badRequest
        }
    }

    package var description: String { code.rawValue }
}
