// SPDX-License-Identifier: Apache-2.0

internal import EventLoop

/// One client's connection: it reads requests, hands them to the handler one after the other, and sends the responses.
///
/// A request runs in a task of its own, which starts on the loop's thread in the moment in which the request is known,
/// and often ends there before anything else happens. Between requests there is no task, and no buffer.
actor Connection: LoopBound {
    /// What the socket is used for.
    enum Mode {
        case handshaking
        case open
        /// Everything is sent; the client gets time to read it.
        case lingering
        case closed
    }

    /// What has to happen before ``readDeadline``.
    enum Awaited {
        case nothing
        case handshake
        case head
        case body
        case request
        case response
        case clientClose
    }

    nonisolated let loop: EventLoop
    let share: LoopShare
    let transport: Transport
    private let ended: @Sendable (Connection) -> Void
    var peer: HTTPServerRequest.Peer
    var source: SocketSource?

    var mode = Mode.open
    var decoder: RequestDecoder
    var input = InputBuffer()
    var output = OutputQueue()
    /// A request whose head was read and whose handler is not yet started.
    var arriving: (head: RequestHead, body: BodyBuffer)?
    var exchange: Exchange?
    var requestCount: UInt64 = 0
    /// Handlers that wait for the socket: each looks for itself whether its time has come.
    var waiters: [CheckedContinuation<Void, Never>] = []

    /// Whether requests are being read right now, further up the stack.
    var isDecoding = false
    /// Whether what the client sends is thrown away: it was rejected.
    var ignoresInput = false
    /// Whether the client has closed its sending half.
    var isHalfClosed = false
    /// Why the connection closes when the output is sent.
    var closing: HTTPServerEvent.Closing?

    var readDeadline = Int.max
    var awaited = Awaited.nothing
    var writeDeadline = Int.max

    init(
        _ transport: Transport,
        peer: HTTPServerRequest.Peer,
        share: LoopShare,
        loop: EventLoop,
        ended: @escaping @Sendable (Connection) -> Void
    ) {
        self.transport = transport
        self.peer = peer
        self.share = share
        self.loop = loop
        self.ended = ended
        decoder = RequestDecoder(limits: share.limits)
    }

    /// Begins to read.
    func start() {
        share.observe?(.connectionOpened(peer.address))
        if transport.tls == nil {
            expect(.head, within: share.ticks.head)
        } else {
            mode = .handshaking
            expect(.handshake, within: share.ticks.handshake)
        }
        let source = SocketSource(on: loop, descriptor: transport.descriptor) { [weak self] readiness in
            self?.assumeIsolated { $0.socketReady(readiness) }
        }
        source.interest = .readable
        self.source = source
    }

    private func socketReady(_ readiness: SocketSource.Readiness) {
        if mode == .handshaking { return shakeHands() }
        if readiness.contains(.writable) { flush() }
        guard readiness.contains(.readable) else { return }
        switch mode {
        case .open: readAvailable()
        case .lingering: discardAvailable()
        case .handshaking, .closed: break
        }
    }

    /// Ends the connection, and with it the request that it carries.
    ///
    /// A reset tells the client that the response which it was reading is not complete.
    func close(_ reason: HTTPServerEvent.Closing, reset: Bool = false) {
        guard mode != .closed else { return }
        mode = .closed
        source = nil
        transport.close(reset: reset)
        input.removeAll()
        output.removeAll()
        arriving = nil
        let task = exchange?.task
        exchange = nil
        task?.cancel()
        wakeWaiters()
        share.observe?(.connectionClosed(peer.address, reason))
        ended(self)
    }

    /// Lets the client read what it was sent before the socket closes: closing with unread input would send a reset,
    /// which overtakes the response (RFC 9112, section 9.6).
    func linger() {
        guard mode == .open || mode == .handshaking else { return }
        guard !isHalfClosed else { return close(closing ?? .completed) }
        mode = .lingering
        input.removeAll()
        arriving = nil
        transport.finishWriting()
        source?.interest = .readable
        expect(.clientClose, within: share.ticks.linger)
    }

    /// Closes at once where a close sends no reset, which is where nothing lies unread.
    ///
    /// A client that keeps its connections for later does not look at them meanwhile, and a server that ends would wait
    /// for it until the end of the time in which it could.
    func part() {
        guard !ignoresInput, input.isEmpty, decoder.isBetweenRequests, isAllRead else { return linger() }
        transport.finishWriting()
        close(closing ?? .drained)
    }

    private var isAllRead: Bool {
        if case .bytes = share.read(from: transport).reading { false } else { true }
    }

    private func discardAvailable() {
        // Encrypted or not: nobody is going to look at it.
        let socket = Transport(descriptor: transport.descriptor, tls: nil)
        for _ in 0..<4 {
            switch share.read(from: socket).reading {
            case .bytes: continue
            case .blocked: return
            case .end, .failed: return close(closing ?? .completed)
            }
        }
    }

    // MARK: - Waiting

    /// Suspends a handler's task until something changes, unless `isDue` says that it has.
    ///
    /// That is asked in the moment in which the task suspends: on the way there it may have been suspended before.
    func wait(unless isDue: (isolated Connection) -> Bool) async {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                if isDue(self) || Task.isCancelled {
                    continuation.resume()
                } else {
                    waiters.append(continuation)
                }
            }
        } onCancel: {
            loop.execute { self.assumeIsolated { $0.wakeWaiters() } }
        }
    }

    func wakeWaiters() {
        let woken = waiters
        waiters = []
        for waiter in woken { waiter.resume() }
    }
}
