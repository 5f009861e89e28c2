// SPDX-License-Identifier: Apache-2.0

package import EventLoop

/// Sends HTTP requests over connections that it keeps and shares; libcurl on an event loop does the work.
///
/// A client has one set of credentials for TLS and one set of limits. Clients of many servers, which do little each, may share
/// what curl holds for one of them. Cancelling the task that waits for a response, or
/// for a piece of one, ends the request with ``HTTPClientError/Code/cancelled``.
package final class HTTPClient: HTTPTransport {
    private let engine: Engine
    private let settings: Settings

    /// A client on `loop`.
    package init(_ configuration: Configuration, on loop: EventLoop) {
        engine = Engine(configuration.limits, on: loop)
        settings = Settings(configuration)
    }

    /// A client beside another, on the same loop and within the same limits for connections; a connection of the one is
    /// used by the other only where both trust and show the same.
    package init(_ configuration: Configuration, beside other: HTTPClient) {
        engine = other.engine
        settings = Settings(configuration)
    }

    /// A client with a loop of its own.
    package convenience init(_ configuration: Configuration) throws(EventLoopError) {
        self.init(configuration, on: try EventLoop(name: "http-client"))
    }

    package func send(_ request: Request) async throws(HTTPClientError) -> Response {
        let answer = try await engine.perform(request, settings, as: .whole).get()
        return Response(status: answer.head.status, fields: answer.head.fields, body: answer.body)
    }

    package func stream(_ request: Request) async throws(HTTPClientError) -> StreamingResponse {
        let answer = try await engine.perform(request, settings, as: .streamed).get()
        let source = ExchangeBodySource(engine: engine, exchange: answer.exchange, request: request.summary)
        return StreamingResponse(
            status: answer.head.status,
            fields: answer.head.fields,
            body: ResponseBody(source)
        )
    }

    /// Ends all requests, closes all connections, and refuses what comes later; also for the clients beside this one.
    package func shutDown() async {
        await engine.shutDown()
    }
}
