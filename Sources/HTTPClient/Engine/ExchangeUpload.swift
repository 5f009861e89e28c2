// SPDX-License-Identifier: Apache-2.0

/// The streamed body of a request: the queue, the task that fills it, and the producer who waits for room.
final class ExchangeUpload {
    typealias Writer = CheckedContinuation<Result<Void, HTTPClientError>, Never>

    var queue: UploadQueue
    private var task: Task<Void, Never>?
    private var writer: Writer?

    init(length: Int?) {
        queue = UploadQueue(length: length)
    }

    /// Starts the producer; `ended` is told how it ended.
    ///
    /// The task bridges curl, which asks for bytes in a callback, and the producer, which is asynchronous. It belongs to
    /// the exchange, which cancels it when it ends.
    func start(
        _ produce: @escaping RequestBody.Producer,
        _ writer: RequestBodyWriter,
        ended: @escaping @Sendable ((any Error)?) async -> Void
    ) {
        task = Task {
            do {
                try await produce(writer)
                await ended(nil)
            } catch {
                await ended(error)
            }
        }
    }

    /// Whether the producer may write now: pieces come one after the other.
    var isFree: Bool { queue.hasRoom && writer == nil }

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
