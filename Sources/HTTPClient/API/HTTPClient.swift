// SPDX-License-Identifier: Apache-2.0

package import EventLoop

/// Sends HTTP requests over connections that it keeps and shares; libcurl on an event loop does the work.
///
/// A client has one set of credentials for TLS and one set of limits. Cancelling the task that waits for a response, or
/// for a piece of one, ends the request with ``HTTPClientError/Code/cancelled``.
package final class HTTPClient: HTTPTransport {
    private let engine: Engine

    /// A client on `loop`.
    package init(_ configuration: Configuration, on loop: EventLoop) {
        engine = Engine(configuration, on: loop)
    }

    /// A client with a loop of its own.
    package convenience init(_ configuration: Configuration) throws(EventLoopError) {
        self.init(configuration, on: try EventLoop(name: "http-client"))
    }

    package func send(_ request: Request) async throws(HTTPClientError) -> Response {
        let answer = try await engine.perform(request, as: .whole).get()
        return Response(status: answer.head.status, fields: answer.head.fields, body: answer.body)
    }

    package func stream(_ request: Request) async throws(HTTPClientError) -> StreamingResponse {
        let answer = try await engine.perform(request, as: .streamed).get()
        let source = ExchangeBodySource(engine: engine, exchange: answer.exchange, request: request.summary)
        return StreamingResponse(
            status: answer.head.status,
            fields: answer.head.fields,
            body: ResponseBody(source)
        )
    }

    /// Ends all requests, closes all connections, and refuses what comes later.
    package func shutDown() async {
        await engine.shutDown()
    }
}
