// SPDX-License-Identifier: Apache-2.0

internal import Synchronization

/// A body that was in memory before anybody asked.
final class ReadyBodySource: ResponseBodySource {
    private let pieces: Mutex<ArraySlice<[UInt8]>>

    init(_ pieces: [[UInt8]]) {
        self.pieces = Mutex(pieces.filter { !$0.isEmpty }[...])
    }

    func next() async throws(HTTPClientError) -> [UInt8]? {
        pieces.withLock { $0.popFirst() }
    }

    func failure(_ code: HTTPClientError.Code, _ reason: String) -> HTTPClientError {
        HTTPClientError(code, request: "a body in memory", reason: reason)
    }
}
