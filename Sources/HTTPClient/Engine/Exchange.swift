// SPDX-License-Identifier: Apache-2.0

internal import Basics
internal import CCurl
internal import EventLoop
internal import HTTPCore

/// Names an exchange as long as the client lives.
struct ExchangeID: Hashable, Sendable {
    let number: Int
}

/// What a caller gets for a request.
struct Answer: Sendable {
    let exchange: ExchangeID
    let head: ResponseHead
    /// All of the body, or nothing for a stream.
    let body: [UInt8]
}

/// One request and its response: curl's handle, what has arrived, and who waits for it.
///
/// It belongs to the engine, on whose thread everything happens. curl's callbacks end here; they take note and return,
/// and the engine draws the conclusions when curl has returned.
final class Exchange {
    typealias Caller = CheckedContinuation<Result<Answer, HTTPClientError>, Never>
    typealias Reader = CheckedContinuation<Result<[UInt8]?, HTTPClientError>, Never>

    let id: ExchangeID
    let request: HTTPClient.Request
    let easy: CurlEasy
    let started = ContinuousClock.now
    private(set) var transfer: Transfer
    private(set) var head: ResponseHead?
    /// Which addresses may be connected to; nil for all.
    let isAddressAllowed: HTTPClient.AddressRule?
    /// An address that was not allowed, of which the host may have others.
    var forbiddenAddress: IPAddress?
    /// Why this side ends the transfer, where curl will only say that a callback failed.
    private(set) var refusal: (code: HTTPClientError.Code, reason: String)?
    var upload: ExchangeUpload?
    var clocks: ExchangeClocks?
    /// Whether curl works on it.
    var isRunning = false
    /// Whether there was a connection on which TLS could begin.
    private(set) var hasBegunTLS = false
    /// Whether curl has called back in this round.
    private(set) var isTouched = false

    private var headParser: HeadParser
    private let undoesCompression: Bool
    private let observer: (any TransferObserver)?
    private let touched: () -> Void
    private var bytes: [UInt8] = []
    private var caller: Caller?
    private var reader: Reader?

    init(
        _ id: ExchangeID,
        _ request: HTTPClient.Request,
        easy: CurlEasy,
        _ transfer: Transfer,
        _ configuration: HTTPClient.Configuration,
        caller: Caller,
        touched: @escaping () -> Void
    ) {
        self.id = id
        self.request = request
        self.easy = easy
        self.transfer = transfer
        self.caller = caller
        self.touched = touched
        headParser = HeadParser(limit: configuration.limits.responseHeadBytes)
        undoesCompression = configuration.decompresses && request.method != .head
        observer = configuration.observer
        isAddressAllowed = configuration.isAddressAllowed
    }

    /// Whether silence is the server's, and not that of somebody on this side.
    var isServerDue: Bool {
        isRunning && transfer.isReceiving && upload?.queue.isCurlWaiting != true
    }

    /// curl has taken the transfer.
    func begin() {
        isRunning = true
        observer?.requestStarted(TransferReport.Request(request))
    }

    /// Serves a reader; true when curl, which was paused, may go on.
    func demand(_ reader: Reader) -> Bool {
        guard self.reader == nil else {
            reader.resume(returning: .failure(error(.invalidRequest, "two tasks read one body at the same time")))
            return false
        }
        self.reader = reader
        let action = transfer.handle(.demanded)
        perform(action)
        return action == .deliverPiece(resuming: true)
    }

    /// curl has returned: what arrived goes to whom it is due; true when curl, which was paused, may go on.
    func endRound() -> Bool {
        isTouched = false
        let action = transfer.handle(.roundEnded)
        perform(action)
        upload?.admitNextPiece()
        return action == .deliverPiece(resuming: true)
    }

    /// The transfer is over.
    func end(_ error: HTTPClientError?) {
        observer?.requestFinished(report(error))
        perform(transfer.handle(error.map(Transfer.Event.failed) ?? .succeeded))
        upload?.cancel(error ?? self.error(.reset, "the response ended before the request"))
    }

    /// Tells curl which directions go on; curl may call back before this returns.
    func resume() -> CURLcode {
        let isSendingPaused = upload?.queue.isCurlWaiting ?? false
        guard !transfer.isPaused else { return easy.pause(receiving: true, sending: isSendingPaused) }
        perform(transfer.handle(.flushBegan))
        let result = easy.pause(receiving: false, sending: isSendingPaused)
        guard transfer.handle(.flushEnded) == .pause, result == CURLE_OK else { return result }
        return easy.pause(receiving: true, sending: isSendingPaused)
    }

    /// An error about this exchange.
    func error(_ code: HTTPClientError.Code, _ reason: String) -> HTTPClientError {
        let wasSent = easy.integer(CURLINFO_REQUEST_SIZE) > 0
        return HTTPClientError(code, request: request.summary, reason: reason, requestWasSent: wasSent)
    }

    private func perform(_ action: Transfer.Action) {
        switch action {
        case .none, .accept, .pause, .refuse:
            break
        case .deliverHead, .deliverWhole:
            answer()
        case .deliverPiece:
            let piece = bytes
            bytes = []
            reader.take()?.resume(returning: .success(piece))
        case .deliverEnd:
            reader.take()?.resume(returning: .success(nil))
            caller.take()?.resume(returning: .failure(error(.reset, "the header was incomplete")))
        case .deliverFailure(let error):
            reader.take()?.resume(returning: .failure(error))
            caller.take()?.resume(returning: .failure(error))
        }
    }

    private func answer() {
        guard let head else { return }
        caller.take()?.resume(returning: .success(Answer(exchange: id, head: head, body: bytes)))
        bytes = []
    }

    private func touch() {
        guard !isTouched else { return }
        isTouched = true
        touched()
    }

    private func refuse(_ code: HTTPClientError.Code, _ reason: String) {
        if refusal == nil { refusal = (code, reason) }
    }
}

// What curl calls.
extension Exchange {
    /// Reads a line of a header; false aborts.
    func readHeader(_ line: UnsafeRawBufferPointer) -> Bool {
        touch()
        switch unsafe headParser.read(line) {
        case .incomplete:
            return true
        case .complete(let head):
            complete(head)
            return true
        case .tooLarge:
            refuse(.limit(.responseHead), "the client takes no more of it")
            return false
        case .malformed:
            refuse(.protocolViolation, "a line of the header is malformed")
            return false
        }
    }

    private func complete(_ head: ResponseHead) {
        var head = head
        if undoesCompression { head.forgetCompression() }
        self.head = head
        observer?.headReceived(head.status, for: TransferReport.Request(request))
        perform(transfer.handle(.headCompleted))
    }

    /// Takes a part of the body and returns how much it took, or that curl is to pause.
    func receive(_ part: UnsafeRawBufferPointer) -> Int {
        touch()
        switch transfer.handle(.offered(part.count)) {
        case .accept:
            unsafe bytes.append(contentsOf: part)
            return part.count
        case .pause:
            return Int(CURL_WRITEFUNC_PAUSE)
        default:
            refuse(.limit(.responseBody), "the client takes no more of it")
            return 0
        }
    }

    /// Fills the buffer with what there is of the request's body.
    func send(into buffer: UnsafeMutableRawBufferPointer) -> Int {
        touch()
        switch upload?.queue.next(buffer.count) ?? .end {
        case .bytes(let portion):
            unsafe buffer.copyBytes(from: portion)
            return portion.count
        case .end:
            return 0
        case .notYet:
            return Int(CURL_READFUNC_PAUSE)
        case .tooShort:
            refuse(.requestBody, "the producer wrote less than it had promised")
            return Int(CURL_READFUNC_ABORT)
        }
    }

    /// Whether curl may send the request over the connection that it has found.
    ///
    /// On a connection that breaks before the response, curl would send any request a second time. That is for those who
    /// know what the request does (RFC 9110, section 9.2.2).
    func maySend() -> Bool {
        guard !request.isHarmlessTwice, easy.integer(CURLINFO_REQUEST_SIZE) > 0 else { return true }
        refuse(.reset, "the connection broke, and the request is not of a kind that may be sent twice")
        return false
    }

    /// Takes note that a connection was made; curl keeps that to itself until the whole way is clear.
    func beginTLS() {
        hasBegunTLS = true
    }

    /// Whether the request's body can start over: only when none of it is gone.
    func rewind(to offset: Int) -> Bool {
        offset == 0 && upload?.queue.hasStarted != true
    }
}
