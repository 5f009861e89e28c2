// SPDX-License-Identifier: Apache-2.0

package import HTTPCore
internal import Synchronization

/// Sends requests to a handler without a socket: for tests, and for programs that are their own clients.
package struct InProcessClient: Sendable {
    /// A response with its whole body.
    package struct Reply: Sendable {
        /// How it went.
        package let status: HTTPStatus
        /// The header as the handler made it.
        package let fields: HTTPFields
        /// The body, also that of a stream.
        package let body: [UInt8]
        /// The pattern of the route that answered.
        package let route: String?

        /// The body as text.
        package var text: String { String(decoding: body, as: UTF8.self) }
    }

    private let handler: HTTPHandler
    private let peer: HTTPServerRequest.Peer

    /// A client of this handler; `peer` is whom the handler takes it for.
    package init(_ handler: @escaping HTTPHandler, peer: HTTPServerRequest.Peer? = nil) {
        self.handler = handler
        self.peer = peer ?? HTTPServerRequest.Peer(address: .unix(path: "in-process"))
    }

    /// Sends a request and waits for the end of the response.
    ///
    /// - Throws: ``RequestRejection`` for a malformed target, `HTTPServerError` for a connection that is cut, and what a
    ///   stream throws.
    package func send(
        _ method: HTTPMethod = .get,
        _ target: String,
        fields: HTTPFields = HTTPFields(),
        body: [UInt8] = []
    ) async throws -> Reply {
        let request = try HTTPServerRequest(method, target, fields: fields, body: body, peer: peer)
        let response: HTTPServerResponse
        do {
            response = try await handler(request)
        } catch {
            response = HTTPServerResponse(failure: error)
        }
        return Reply(
            status: response.status,
            fields: response.fields,
            body: try await Self.collect(response.body),
            route: response.route
        )
    }

    private static func collect(_ body: HTTPServerResponse.Body) async throws -> [UInt8] {
        switch body {
        case .bytes(let bytes): return bytes
        case .stream(_, let produce):
            let collected = Collected()
            try await produce(HTTPResponseWriter { collected.append($0) })
            return collected.bytes
        case .cut: throw HTTPServerError.cut
        }
    }

    private final class Collected: Sendable {
        private let storage = Mutex<[UInt8]>([])

        var bytes: [UInt8] { storage.withLock { $0 } }

        func append(_ more: [UInt8]) {
            storage.withLock { $0 += more }
        }
    }
}
