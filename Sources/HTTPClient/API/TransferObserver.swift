// SPDX-License-Identifier: Apache-2.0

package import HTTPCore

/// Learns of each request of a client, for metrics and logs.
///
/// It is called on the client's loop: what it does must be quick.
package protocol TransferObserver: Sendable {
    /// A request is about to be sent.
    func requestStarted(_ request: TransferReport.Request)
    /// The header of its response is there.
    func headReceived(_ status: HTTPStatus, for request: TransferReport.Request)
    /// It is over, for better or worse.
    func requestFinished(_ report: TransferReport)
}

extension TransferObserver {
    package func requestStarted(_ request: TransferReport.Request) {}

    package func headReceived(_ status: HTTPStatus, for request: TransferReport.Request) {}
}

/// What became of a request.
package struct TransferReport: Sendable {
    /// The parts of a request that may be shown.
    package struct Request: Sendable, Equatable {
        package let method: HTTPMethod
        /// Scheme, host and port.
        package let origin: String
        /// The target without its query.
        package let path: String
    }

    /// How long each step took; a step that was not needed, as on a connection that was there, took no time.
    package struct Phases: Sendable, Equatable {
        package let dns: Duration
        package let connect: Duration
        package let tls: Duration
        /// From the request's last byte to the response's first.
        package let firstByte: Duration
        /// From the call to the end, waiting for a free connection included.
        package let total: Duration
    }

    /// The version of HTTP that was spoken.
    package enum Version: String, Sendable {
        case http10 = "1.0"
        case http11 = "1.1"
        case http2 = "2"
    }

    /// What was asked.
    package let request: Request
    /// How long it took.
    package let phases: Phases
    /// The status, when there was a response, also when its body failed later.
    package let status: HTTPStatus?
    /// Why there is no response, or no end of one.
    package let error: HTTPClientError?
    /// Bytes of the request's body that were sent.
    package let bytesSent: Int
    /// Bytes of the response's body as they came over the wire.
    package let bytesReceived: Int
    /// Whether the connection was there before.
    package let isConnectionReused: Bool
    /// Nil when there was no response.
    package let version: Version?
}
