// SPDX-License-Identifier: Apache-2.0

/// Why a request has no response, or a response no end.
///
/// It names the request without its query and fields, which may hold credentials.
package struct HTTPClientError: Error, Equatable {
    /// What went wrong, for programs.
    package enum Code: Sendable, Hashable {
        /// The host's name was not found.
        case dns
        /// No connection to any of the host's addresses.
        case connect(ConnectFailure)
        /// The proxy was not reached or refused.
        case proxy
        /// The two sides did not agree on TLS or on who they are.
        case tls(TLSFailure)
        /// It took too long.
        case timeout(Timeout)
        /// The connection or stream ended before the response did.
        case reset
        /// The server sent what is no HTTP.
        case protocolViolation
        /// The response is larger than the client takes.
        case limit(Limit)
        /// The producer of the request's body failed, or wrote more or less than it had promised.
        case requestBody
        /// The request was refused before anything was sent.
        case invalidRequest
        /// The task that waited was cancelled.
        case cancelled
        /// The client was shut down.
        case shutDown
        /// The machine or the TLS settings do not allow what is asked.
        case system
    }

    /// How a connection failed.
    package enum ConnectFailure: Sendable, Hashable {
        /// Nobody listens.
        case refused
        /// There is no way to the address.
        case unreachable
        /// The client may not connect to any of the host's addresses.
        case notAllowed
        /// Something else; the reason says what.
        case other
    }

    /// Which time ran out.
    package enum Timeout: Sendable, Hashable {
        /// The name was not looked up in time.
        case resolve
        /// No connection was made in time.
        case connect
        /// TLS was not agreed upon in time.
        case handshake
        /// Nothing was sent or received for too long.
        case idle
        /// The request as a whole.
        case total
    }

    /// Which limit was exceeded.
    package enum Limit: Sendable, Hashable {
        /// The header of the response.
        case responseHead
        /// The body of the response.
        case responseBody
    }

    /// What went wrong, for programs.
    package let code: Code
    /// The method and the URL without its query.
    package let request: String
    /// What is known beyond the code, in the words of curl, OpenSSL or this client.
    package let reason: String
    /// Whether the server may have seen any of the request; if not, every request may be repeated.
    package let requestWasSent: Bool

    /// An error of a request; fakes of transports make them, too.
    package init(_ code: Code, request: String, reason: String, requestWasSent: Bool = false) {
        self.code = code
        self.request = request
        self.reason = reason
        self.requestWasSent = requestWasSent
    }

    /// Whether nobody listened on the other side.
    package var isConnectionRefused: Bool { code == .connect(.refused) }
}

extension HTTPClientError: CustomStringConvertible {
    package var description: String {
        reason.isEmpty ? "\(request): \(code)" : "\(request): \(code): \(reason)"
    }
}

extension HTTPClientError.Code: CustomStringConvertible {
    package var description: String {
        switch self {
        case .dns: "DNS: the host was not found"
        case .connect(.refused): "connect: the connection was refused"
        case .connect(.unreachable): "connect: the host cannot be reached"
        case .connect(.notAllowed): "connect: the address is not allowed"
        case .connect(.other): "connect: no connection"
        case .proxy: "proxy: it was not reached or refused"
        case .tls(let failure): "TLS: \(failure)"
        case .timeout(let timeout): "time-out: \(timeout)"
        case .reset: "reset: the connection ended before the response"
        case .protocolViolation: "protocol: the server did not send HTTP"
        case .limit(.responseHead): "limit: the header of the response is too large"
        case .limit(.responseBody): "limit: the body of the response is too large"
        case .requestBody: "request body: it could not be sent"
        case .invalidRequest: "invalid request"
        case .cancelled: "cancelled"
        case .shutDown: "the client was shut down"
        case .system: "system"
        }
    }
}

extension HTTPClientError.Timeout: CustomStringConvertible {
    package var description: String {
        switch self {
        case .resolve: "the host's name was not looked up in time"
        case .connect: "no connection in time"
        case .handshake: "TLS was not agreed upon in time"
        case .idle: "nothing was sent or received for too long"
        case .total: "the request took too long"
        }
    }
}
