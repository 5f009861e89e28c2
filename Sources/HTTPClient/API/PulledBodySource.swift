// SPDX-License-Identifier: Apache-2.0

/// A body that somebody makes while it is read.
final class PulledBodySource: ResponseBodySource {
    private let pull: @Sendable () async throws(HTTPClientError) -> [UInt8]?

    init(pull: @escaping @Sendable () async throws(HTTPClientError) -> [UInt8]?) {
        self.pull = pull
    }

    func next() async throws(HTTPClientError) -> [UInt8]? {
        try await pull()
    }

    func failure(_ code: HTTPClientError.Code, _ reason: String) -> HTTPClientError {
        HTTPClientError(code, request: "a body that is made while it is read", reason: reason)
    }
}
