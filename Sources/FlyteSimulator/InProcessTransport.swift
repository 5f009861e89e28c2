// SPDX-License-Identifier: Apache-2.0

package import HTTPClient
internal import HTTPCore
package import HTTPServer

/// Hands a client's requests to a handler in the same process, without a socket between them.
package struct InProcessTransport: HTTPTransport {
    private let client: InProcessClient

    /// A transport to a handler.
    package init(_ handler: @escaping HTTPHandler) {
        client = InProcessClient(handler)
    }

    package func send(_ request: HTTPClient.Request) async throws(HTTPClientError) -> HTTPClient.Response {
        guard let body = request.body.inMemory else {
            throw HTTPClientError(.requestBody, request: request.summary, reason: "only bodies in memory are sent")
        }
        do {
            let target = request.url.target
            let reply = try await client.send(request.method, target, fields: request.fields, body: body)
            return HTTPClient.Response(status: reply.status, fields: reply.fields, body: reply.body)
        } catch {
            throw HTTPClientError(.reset, request: request.summary, reason: "\(error)", requestWasSent: true)
        }
    }

    package func stream(_ request: HTTPClient.Request) async throws(HTTPClientError) -> HTTPClient.StreamingResponse {
        let response = try await send(request)
        return HTTPClient.StreamingResponse(
            status: response.status,
            fields: response.fields,
            body: ResponseBody([response.body])
        )
    }
}
