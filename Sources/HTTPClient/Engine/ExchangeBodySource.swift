// SPDX-License-Identifier: Apache-2.0

/// The unread body of an exchange; when nobody holds it any more, nobody can read, and the exchange ends.
final class ExchangeBodySource: ResponseBodySource {
    private let engine: Engine
    private let exchange: ExchangeID
    private let request: String

    init(engine: Engine, exchange: ExchangeID, request: String) {
        self.engine = engine
        self.exchange = exchange
        self.request = request
    }

    deinit {
        engine.abandon(exchange)
    }

    func next() async throws(HTTPClientError) -> [UInt8]? {
        try await engine.nextPiece(of: exchange, request: request).get()
    }

    func failure(_ code: HTTPClientError.Code, _ reason: String) -> HTTPClientError {
        HTTPClientError(code, request: request, reason: reason, requestWasSent: true)
    }
}
