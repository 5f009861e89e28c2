// SPDX-License-Identifier: Apache-2.0

/// The streamed body of a request: the queue, the task that fills it, and the producer who waits for room.
final class ExchangeUpload {
    typealias Writer = CheckedContinuation<Result<Void, HTTPClientError>, Never>

    var queue: UploadQueue
    var task: Task<Void, Never>?
    private var writer: Writer?

    init(length: Int?) {
        queue = UploadQueue(length: length)
    }

    /// Lets the producer wait until curl has taken its piece.
    func wait(_ writer: Writer) {
        self.writer = writer
        admitNextPiece()
    }

    func admitNextPiece() {
        if queue.hasRoom { writer.take()?.resume(returning: .success(())) }
    }

    func cancel(_ error: HTTPClientError) {
        task?.cancel()
        writer.take()?.resume(returning: .failure(error))
    }
}
