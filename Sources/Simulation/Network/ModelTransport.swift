// SPDX-License-Identifier: Apache-2.0

package import HTTPClient
internal import HTTPCore
internal import Synchronization

/// The way from one process to the model server and back, on which things get lost.
///
/// What arrives is dealt with when it arrives, also if the sender is stopped or gone by then.
package final class ModelTransport: HTTPTransport {
    private let server: ModelServer
    private let scheduler: Scheduler
    /// Who sends, for the trace.
    private let sender: String
    private let isCut = Mutex(false)
    private let inspector = Mutex<(@Sendable (ModelRequest) -> Void)?>(nil)

    /// The way of a process.
    package init(_ server: ModelServer, sender: String) {
        self.server = server
        self.sender = sender
        scheduler = server.scheduler
    }

    /// Whether nothing that is sent arrives.
    var isDead: Bool { isCut.withLock { $0 } }

    /// From now on nothing that this process sends arrives: it was killed.
    package func cut() {
        isCut.withLock { $0 = true }
    }

    /// Has somebody look at each request at the moment when it is sent.
    package func inspect(_ look: @escaping @Sendable (ModelRequest) -> Void) {
        inspector.withLock { $0 = look }
    }

    package func send(_ request: HTTPClient.Request) async throws(HTTPClientError) -> HTTPClient.Response {
        let exchange = try begin(request)
        switch await exchange.result {
        case .answer(let answer):
            return Response(status: HTTPStatus(answer.status), fields: answer.fields, body: answer.body)
        case .watch: throw exchange.failure(.protocolViolation, "a watch is no whole answer")
        case .failed(let error): throw error
        }
    }

    package func stream(_ request: HTTPClient.Request) async throws(HTTPClientError) -> HTTPClient.StreamingResponse {
        let exchange = try begin(request)
        switch await exchange.result {
        case .answer(let answer):
            return HTTPClient.StreamingResponse(
                status: HTTPStatus(answer.status),
                fields: answer.fields,
                body: ResponseBody([answer.body])
            )
        case .watch(let watch):
            let reader = WatchReader(watch)
            return HTTPClient.StreamingResponse(
                status: .ok,
                body: ResponseBody { () async throws(HTTPClientError) in try await reader.next() }
            )
        case .failed(let error): throw error
        }
    }

    private typealias Response = HTTPClient.Response

    private func begin(_ request: HTTPClient.Request) throws(HTTPClientError) -> Exchange {
        guard let parsed = ModelRequest(request, from: sender) else {
            throw HTTPClientError(.invalidRequest, request: request.summary, reason: "the model does not serve this")
        }
        let exchange = Exchange(parsed, request.timeouts ?? HTTPClient.Timeouts(), server)
        inspector.withLock { $0 }?(parsed)
        exchange.begin(isCut: isDead)
        return exchange
    }
}
