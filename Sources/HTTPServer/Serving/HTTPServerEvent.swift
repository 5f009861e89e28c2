// SPDX-License-Identifier: Apache-2.0

package import HTTPCore

/// Something that logs and metrics may want to know.
package enum HTTPServerEvent: Sendable {
    /// Why a connection ended.
    package enum Closing: String, Sendable {
        /// The client closed it between two requests.
        case clientClosed
        /// The client, or the network, cut it inside a request.
        case clientGone
        /// The last response said so.
        case completed
        /// Nothing was asked for a while.
        case idle
        /// The request was refused.
        case rejected
        /// The client read too slowly, or did not close its side.
        case stalled
        /// A handler failed inside a response.
        case aborted
        /// The server ends.
        case drained
        /// There was no agreement on TLS.
        case handshakeFailed
    }

    /// A request that was answered, at least with a head.
    package struct Request: Sendable {
        package let method: HTTPMethod
        package let path: String
        /// The pattern of the route; there are few of them, unlike paths.
        package let route: String?
        package let status: HTTPStatus
        /// From the complete head to the last byte that was handed to the connection.
        package let duration: Duration
        /// Bytes of the response with its head, as framed.
        package let bytesSent: Int
        /// What a handler threw.
        package let failure: (any Error)?
        package let peer: SocketAddress
    }

    case connectionOpened(SocketAddress)
    case connectionClosed(SocketAddress, Closing)
    case requestFinished(Request)
    case rejected(RequestRejection, SocketAddress)
    case handshakeFailed(HTTPServerError, SocketAddress)
    /// The process has no descriptors or memory for another connection; the connection was dropped.
    case exhausted(errno: Int32)
    case certificateReloaded
    /// The files that changed are unusable; the certificate that was loaded before stays.
    case certificateReloadFailed(HTTPServerError)
}
