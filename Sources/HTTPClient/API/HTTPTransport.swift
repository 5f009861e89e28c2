// SPDX-License-Identifier: Apache-2.0

/// What answers requests: a client, a client behind middleware, or a fake.
package protocol HTTPTransport: Sendable {
    /// Sends a request and returns the whole response.
    func send(_ request: HTTPClient.Request) async throws(HTTPClientError) -> HTTPClient.Response

    /// Sends a request and returns once the response's header is there.
    func stream(_ request: HTTPClient.Request) async throws(HTTPClientError) -> HTTPClient.StreamingResponse
}

/// What stands between callers and a transport: it may change requests, repeat them, or answer them itself.
package protocol HTTPMiddleware: Sendable {
    /// Handles a request, calling `next` as often as it takes; responses whole and streamed take the same way.
    func handle<Response: HTTPResponseHead>(
        _ request: HTTPClient.Request,
        next: (HTTPClient.Request) async throws(HTTPClientError) -> Response
    ) async throws(HTTPClientError) -> Response
}

extension HTTPTransport {
    /// This transport behind `middleware`, which sees each request first.
    package func behind(_ middleware: some HTTPMiddleware) -> some HTTPTransport {
        LayeredTransport(middleware: middleware, base: self)
    }
}

private struct LayeredTransport<Middleware: HTTPMiddleware, Base: HTTPTransport>: HTTPTransport {
    let middleware: Middleware
    let base: Base

    func send(_ request: HTTPClient.Request) async throws(HTTPClientError) -> HTTPClient.Response {
        try await middleware.handle(request) { request async throws(HTTPClientError) in try await base.send(request) }
    }

    func stream(_ request: HTTPClient.Request) async throws(HTTPClientError) -> HTTPClient.StreamingResponse {
        try await middleware.handle(request) { request async throws(HTTPClientError) in try await base.stream(request) }
    }
}
