// SPDX-License-Identifier: Apache-2.0

package import Cryptography
package import HTTPCore

/// A request on its way through middleware to a handler.
package struct HTTPServerRequest: Sendable {
    /// The other end of a connection.
    package final class Peer: Sendable {
        /// Where the client connects from.
        package let address: SocketAddress
        /// Whether the connection is encrypted.
        package let isSecure: Bool
        /// What the client proved to be: its verified certificate and those above it, or none.
        package let certificates: [Certificate]

        package init(address: SocketAddress, isSecure: Bool = false, certificates: [Certificate] = []) {
            self.address = address
            self.isSecure = isSecure
            self.certificates = certificates
        }
    }

    /// What is to be done.
    package var method: HTTPMethod
    /// What it is to be done to.
    package var target: RequestTarget
    /// The protocol version that the client speaks.
    package let version: HTTPVersion
    /// The header.
    package var fields: HTTPFields
    /// The body, which can be read once.
    package var body: HTTPRequestBody
    /// Who asks.
    package let peer: Peer
    /// What the router found in the path.
    package internal(set) var parameters = RouteParameters()

    /// A request of a program that drives a handler without a socket.
    package init(
        _ method: HTTPMethod,
        _ target: String,
        fields: HTTPFields = HTTPFields(),
        body: [UInt8] = [],
        peer: Peer = Peer(address: .unix(path: "in-process"))
    ) throws(RequestRejection) {
        self.init(
            head: RequestHead(
                method: method,
                target: try RequestTarget(parsing: target),
                version: .http11,
                fields: fields,
                framing: .length(body.count),
                isPersistent: true,
                expectsContinue: false
            ),
            body: HTTPRequestBody(body),
            peer: peer
        )
    }

    init(head: RequestHead, body: HTTPRequestBody, peer: Peer) {
        method = head.method
        target = head.target
        version = head.version
        fields = head.fields
        self.body = body
        self.peer = peer
    }

    /// The path as it was sent, without the query.
    package var path: String { target.path }

    /// The items of the query; an error, which is answered with 400, when they are not UTF-8.
    package func query() throws(HTTPServerError) -> HTTPQuery {
        guard let query = HTTPQuery(parsing: target.query ?? "") else {
            throw HTTPServerError(.malformedQuery, "the query is not UTF-8 in percent-encoding", status: .badRequest)
        }
        return query
    }
}
