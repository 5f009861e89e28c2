// SPDX-License-Identifier: Apache-2.0

import HTTPClient
import HTTPCore
import HTTPServer

/// Hands requests to a handler without a socket, and can be unplugged.
struct HandlerTransport: HTTPTransport {
    let handler: HTTPHandler
    var failure: HTTPClientError?

    func send(_ request: HTTPClient.Request) async throws(HTTPClientError) -> HTTPClient.Response {
        if let failure { throw failure }
        do {
            let reply = try await InProcessClient(handler).send(
                request.method,
                request.url.target,
                fields: request.fields,
                body: request.body.inMemory ?? []
            )
            return HTTPClient.Response(status: reply.status, fields: reply.fields, body: reply.body)
        } catch {
            throw HTTPClientError(.reset, request: request.summary, reason: "\(error)")
        }
    }

    func stream(_ request: HTTPClient.Request) async throws(HTTPClientError) -> HTTPClient.StreamingResponse {
        throw HTTPClientError(.invalidRequest, request: request.summary, reason: "nothing streams here")
    }
}
