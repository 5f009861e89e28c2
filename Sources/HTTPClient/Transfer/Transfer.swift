// SPDX-License-Identifier: Apache-2.0

/// The course of one response between curl, which has bytes, and a caller, who wants them.
///
/// It counts bytes and leaves keeping them to its driver.
struct Transfer {
    /// What the caller wants.
    enum Delivery: Equatable {
        /// All of it at the end, unless it is more than this.
        case whole(limit: Int)
        /// The head at once, and pieces on demand; from so many unread bytes on, curl is paused.
        case streamed(highWaterMark: Int)
    }

    /// What happened.
    enum Event: Equatable {
        case headCompleted
        /// curl offers so many bytes of the body.
        case offered(Int)
        /// curl has said for now all that it had to say.
        case roundEnded
        /// The reader wants the next piece.
        case demanded
        /// curl, which was paused, is about to hand over what it kept.
        case flushBegan
        /// It has handed over all of that.
        case flushEnded
        case succeeded
        case failed(HTTPClientError)
    }

    /// What is to be done.
    enum Action: Equatable {
        case none
        /// Answers an offer: keep the bytes.
        case accept
        /// curl receives no more until it is resumed; as the answer to an offer, it keeps the bytes as well.
        case pause
        /// Answers an offer: the transfer is to be aborted.
        case refuse
        /// The caller gets the head, and with it the right to ask for pieces.
        case deliverHead
        /// The caller gets the head and all bytes.
        case deliverWhole
        /// The reader gets all bytes that were kept, and curl may go on if it was paused.
        case deliverPiece(resuming: Bool)
        /// The reader learns of the end.
        case deliverEnd
        /// Whoever waits, or asks next, learns of the failure.
        case deliverFailure(HTTPClientError)
    }

    private enum Stage: Equatable {
        case head
        case body
        case ended(HTTPClientError?)
        /// The caller has heard of the end.
        case over
    }

    private let delivery: Delivery
    private var stage = Stage.head
    private var unread = 0
    private var isReaderWaiting = false
    private var isFlushing = false
    private(set) var isPaused = false
    /// Bytes of the body so far.
    private(set) var received = 0

    init(_ delivery: Delivery) {
        self.delivery = delivery
    }

    /// Whether nothing will be delivered any more.
    var isOver: Bool { stage == .over }

    /// Whether the server is expected to send.
    var isReceiving: Bool { (stage == .head || stage == .body) && !isPaused }

    mutating func handle(_ event: Event) -> Action {
        switch event {
        case .headCompleted: completeHead()
        case .offered(let count): take(count)
        case .roundEnded: isReaderWaiting && unread > 0 ? deliverPiece() : .none
        case .demanded: demand()
        case .flushBegan: flush(true)
        case .flushEnded: flush(false)
        case .succeeded: end(nil)
        case .failed(let error): end(error)
        }
    }

    private mutating func completeHead() -> Action {
        guard stage == .head else { return .none }
        stage = .body
        if case .streamed = delivery { return .deliverHead }
        return .none
    }

    private mutating func take(_ count: Int) -> Action {
        guard stage == .body else { return .refuse }
        switch delivery {
        case .whole(let limit):
            guard count <= limit - received else { return .refuse }
        case .streamed(let highWaterMark):
            isPaused = unread >= highWaterMark && !isFlushing
            if isPaused { return .pause }
        }
        received += count
        unread += count
        return .accept
    }

    /// Takes all that curl has kept at once, and pauses it again after that if need be.
    ///
    /// For a paused HTTP/2 stream curl keeps as much as the stream's window lets through, up to 32 MiB. Pausing it in the
    /// middle of that would have it copy the rest each time.
    private mutating func flush(_ begins: Bool) -> Action {
        isFlushing = begins
        guard !begins, stage == .body, case .streamed(let highWaterMark) = delivery else { return .none }
        isPaused = unread >= highWaterMark
        return isPaused ? .pause : .none
    }

    private mutating func demand() -> Action {
        switch stage {
        case .body, .ended:
            if unread > 0 { return deliverPiece() }
            isReaderWaiting = true
            return deliverEnding()
        case .head, .over:
            return .deliverEnd
        }
    }

    private mutating func deliverPiece() -> Action {
        unread = 0
        isReaderWaiting = false
        defer { isPaused = false }
        return .deliverPiece(resuming: isPaused && stage == .body)
    }

    /// Bytes that came before an end are delivered before it.
    private mutating func end(_ error: HTTPClientError?) -> Action {
        switch (stage, delivery) {
        case (.head, _):
            stage = .over
            return error.map(Action.deliverFailure) ?? .deliverEnd
        case (.body, .whole):
            stage = .over
            return error.map(Action.deliverFailure) ?? .deliverWhole
        case (.body, .streamed):
            stage = .ended(error)
            if isReaderWaiting, unread > 0 { return deliverPiece() }
            return deliverEnding()
        case (.ended, _), (.over, _):
            return .none
        }
    }

    private mutating func deliverEnding() -> Action {
        guard case .ended(let error) = stage, isReaderWaiting, unread == 0 else { return .none }
        stage = .over
        isReaderWaiting = false
        return error.map(Action.deliverFailure) ?? .deliverEnd
    }
}
