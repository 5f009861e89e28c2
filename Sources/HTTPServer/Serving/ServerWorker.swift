// SPDX-License-Identifier: Apache-2.0

internal import EventLoop
internal import Glibc

/// One loop's part of a server: it accepts connections, keeps them, and ends those that take too long.
actor ServerWorker: LoopBound {
    /// Connections accepted in one go before those that exist are served again.
    private static let mostAtOnce = 64
    private static let refusal = Array(
        """
        HTTP/1.1 503 Service Unavailable\r\n\
        Content-Type: text/plain; charset=utf-8\r\n\
        Content-Length: 39\r\n\
        Retry-After: 1\r\n\
        Connection: close\r\n\
        \r\n\
        the server has too many connections now
        """.utf8
    )

    nonisolated let loop: EventLoop
    private let share: LoopShare
    private var listener: ListeningSocket?
    private var source: SocketSource?
    private var timer: Timer?
    private var isTicking = false
    private var connections: [ObjectIdentifier: Connection] = [:]
    private var emptied: [CheckedContinuation<Void, Never>] = []
    /// The workers that take turns with the connections of this one's listener.
    private var crew: [ServerWorker] = []
    private var turn = 0
    /// A descriptor to give up when there are no others, so that a waiting client can be accepted and let go.
    private var reserve: Int32 = -1

    init(loop: EventLoop, share: LoopShare) {
        self.loop = loop
        self.share = share
    }

    deinit {
        if reserve >= 0 { close(reserve) }
    }

    /// Accepts connections; those of a crew are handed to its members in turn.
    func listen(on listener: ListeningSocket, crew: [ServerWorker] = []) {
        self.crew = crew
        self.listener = listener
        reserve = unsafe open("/dev/null", O_RDONLY | O_CLOEXEC)
        let source = SocketSource(on: loop, descriptor: listener.descriptor) { [weak self] _ in
            self?.assumeIsolated { $0.acceptConnections() }
        }
        source.interest = .readable
        self.source = source
    }

    private func acceptConnections() {
        for _ in 0..<Self.mostAtOnce {
            guard let listener else { return }
            switch listener.accept() {
            case .none: return
            case .connection(let descriptor, let address): admit(descriptor, address)
            case .exhausted(let errno): return shed(errno: errno)
            }
        }
    }

    private func admit(_ descriptor: Int32, _ address: SocketAddress) {
        guard share.connectionCount.add() else { return refuse(descriptor, address) }
        guard !crew.isEmpty else { return serve(descriptor, address) }
        let worker = crew[turn % crew.count]
        turn += 1
        worker.loop.execute { worker.assumeIsolated { $0.serve(descriptor, address) } }
    }

    private func serve(_ descriptor: Int32, _ address: SocketAddress) {
        let session = share.tls?.context.makeSession(on: descriptor)
        // Never in plain text what should be encrypted.
        guard session != nil || share.tls == nil else {
            Transport(descriptor: descriptor, tls: nil).close(reset: true)
            share.connectionCount.remove()
            return
        }
        let connection = Connection(
            Transport(descriptor: descriptor, tls: session),
            peer: HTTPServerRequest.Peer(address: address),
            share: share,
            loop: loop,
            ended: { [weak self] connection in self?.assumeIsolated { $0.forget(connection) } }
        )
        connections[ObjectIdentifier(connection)] = connection
        connection.assumeIsolated { $0.start() }
        startTicking()
    }

    private func forget(_ connection: Connection) {
        guard connections.removeValue(forKey: ObjectIdentifier(connection)) != nil else { return }
        share.connectionCount.remove()
        guard connections.isEmpty else { return }
        wakeWaiters()
    }

    /// Tells a client that there is no room, as well as that can be done without waiting for it.
    private func refuse(_ descriptor: Int32, _ address: SocketAddress) {
        let transport = Transport(descriptor: descriptor, tls: nil)
        // A client that expects TLS would not understand the words.
        if share.tls == nil {
            // Unread input would turn the close into a reset.
            _ = share.read(from: transport)
            _ = transport.write(Self.refusal.span, hasMore: false)
            transport.finishWriting()
        }
        transport.close(reset: false)
        share.observe?(.rejected(RequestRejection(.tooManyConnections), address))
    }

    /// Drops a client because the process can open nothing more, and accepts none until the next tick.
    private func shed(errno: Int32) {
        if reserve >= 0 {
            close(reserve)
            if case .connection(let descriptor, _)? = listener?.accept() { close(descriptor) }
            reserve = unsafe open("/dev/null", O_RDONLY | O_CLOEXEC)
        }
        source?.interest = []
        startTicking()
        share.observe?(.exhausted(errno: errno))
    }

    // MARK: - Time

    private func startTicking() {
        guard !isTicking else { return }
        isTicking = true
        let timer = self.timer ?? Timer(on: loop) { [weak self] in self?.assumeIsolated { $0.tick() } }
        self.timer = timer
        timer.schedule(after: share.ticks.length)
    }

    private func tick() {
        share.advance()
        isTicking = false
        for connection in Array(connections.values) { connection.assumeIsolated { $0.checkDeadlines() } }
        source?.interest = .readable
        if !connections.isEmpty { startTicking() }
    }

    // MARK: - The end

    /// Accepts no more, and lets every connection end with its request.
    func drain() {
        share.isDraining = true
        // Who has connected already was promised an answer.
        acceptConnections()
        source = nil
        listener = nil
        for connection in Array(connections.values) { connection.assumeIsolated { $0.drain() } }
    }

    /// Asks all handlers to come to their end.
    func cancelRequests() {
        for connection in Array(connections.values) { connection.assumeIsolated { $0.cancelRequest() } }
    }

    /// Cuts all connections.
    func abort() {
        source = nil
        listener = nil
        for connection in Array(connections.values) {
            connection.assumeIsolated { $0.close(.drained, reset: true) }
        }
    }

    /// Returns when there are no connections, or when the time is over.
    func isEmpty(within limit: Duration) async -> Bool {
        guard !connections.isEmpty else { return true }
        let timer = Timer(on: loop) { [weak self] in self?.assumeIsolated { $0.wakeWaiters() } }
        timer.schedule(after: limit)
        await withCheckedContinuation { emptied.append($0) }
        timer.cancel()
        return connections.isEmpty
    }

    private func wakeWaiters() {
        let waiters = emptied
        emptied = []
        for waiter in waiters { waiter.resume() }
    }
}
