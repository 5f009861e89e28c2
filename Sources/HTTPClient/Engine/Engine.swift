// SPDX-License-Identifier: Apache-2.0

internal import CCurl
internal import EventLoop

/// All exchanges of a client and of those beside it, and curl, on one loop.
actor Engine: LoopBound {
    /// What a caller wants of a response.
    enum Wish {
        case whole
        case streamed
    }

    nonisolated let loop: EventLoop
    private let limits: HTTPClient.Limits
    private var multi: CurlMulti?
    private var isShutDown = false
    private var lastID = 0
    private var exchanges: [ExchangeID: Exchange] = [:]
    /// The exchanges that curl works on, by the addresses of their handles.
    private var running: [UInt: Exchange] = [:]
    /// The exchanges to which curl has called back since it was last off the stack.
    private var touched: [ExchangeID] = []

    init(_ limits: HTTPClient.Limits, on loop: EventLoop) {
        self.limits = limits
        self.loop = loop
    }

    /// Sends a request; returns with the response, or with its head.
    func perform(
        _ request: HTTPClient.Request,
        _ settings: HTTPClient.Settings,
        as wish: Wish
    ) async -> Result<Answer, HTTPClientError> {
        lastID += 1
        let id = ExchangeID(number: lastID)
        return await withTaskCancellationHandler {
            await withCheckedContinuation { caller in
                do throws(HTTPClientError) {
                    try start(id, request, settings, wish, caller)
                } catch {
                    caller.resume(returning: .failure(error))
                }
            }
        } onCancel: {
            cancel(id)
        }
    }

    /// The next bytes of a streamed response, nil at its end.
    func nextPiece(of id: ExchangeID, request: String) async -> Result<[UInt8]?, HTTPClientError> {
        await withTaskCancellationHandler {
            await withCheckedContinuation { reader in
                guard let exchange = exchanges[id] else { return reader.resume(returning: .success(nil)) }
                if Task.isCancelled { end(exchange, exchange.error(.cancelled, "")) }
                if exchange.demand(reader) { resume(exchange) }
                settle(exchange)
            }
        } onCancel: {
            cancel(id)
        }
    }

    /// Takes a piece of a streamed request body; returns when there is room for the next.
    func upload(_ piece: [UInt8], to id: ExchangeID) async -> Result<Void, HTTPClientError> {
        guard !piece.isEmpty else { return .success(()) }
        return await withCheckedContinuation { writer in
            guard let exchange = exchanges[id], exchange.isRunning, let upload = exchange.upload else {
                let error = HTTPClientError(.cancelled, request: "a request", reason: "it is over already")
                return writer.resume(returning: .failure(error))
            }
            guard upload.isFree else {
                let error = exchange.error(.requestBody, "two tasks write at the same time")
                end(exchange, error)
                return writer.resume(returning: .failure(error))
            }
            let admission = upload.queue.append(piece)
            upload.wait(writer)
            switch admission {
            case .accepted: break
            case .awaited: resume(exchange)
            case .tooLong:
                end(exchange, exchange.error(.requestBody, "the producer wrote more than it had promised"))
            }
        }
    }

    /// Ends everything and frees curl.
    func shutDown() {
        isShutDown = true
        for exchange in exchanges.values { end(exchange, exchange.error(.shutDown, "")) }
        multi = nil
    }

    /// Ends an exchange whose task was cancelled.
    private nonisolated func cancel(_ id: ExchangeID) {
        loop.execute {
            self.assumeIsolated { engine in
                guard let exchange = engine.exchanges[id] else { return }
                engine.end(exchange, exchange.error(.cancelled, ""))
            }
        }
    }

    /// Ends an exchange that nobody can read any more.
    nonisolated func abandon(_ id: ExchangeID) {
        loop.execute {
            self.assumeIsolated { engine in
                guard let exchange = engine.exchanges[id] else { return }
                engine.end(exchange, exchange.error(.cancelled, "nobody reads it"))
                engine.exchanges[id] = nil
            }
        }
    }
}

// The life of an exchange.
extension Engine {
    private func start(
        _ id: ExchangeID,
        _ request: HTTPClient.Request,
        _ settings: HTTPClient.Settings,
        _ wish: Wish,
        _ caller: Exchange.Caller
    ) throws(HTTPClientError) {
        let configuration = settings.configuration
        func refusal(_ code: HTTPClientError.Code, _ reason: String) -> HTTPClientError {
            HTTPClientError(code, request: request.summary, reason: reason)
        }
        let plan = try RequestPlan(request, configuration)
        guard !Task.isCancelled else { throw refusal(.cancelled, "") }
        guard !isShutDown else { throw refusal(.shutDown, "") }
        guard let multi = startedMulti(), let easy = CurlEasy() else { throw refusal(.system, "curl has no memory") }
        let timeouts = request.timeouts ?? configuration.timeouts
        easy.apply(configuration, settings.credentials)
        easy.apply(plan, connectTimeout: timeouts.connect)
        let exchange = Exchange(
            id,
            request,
            easy: easy,
            transfer(request, wish, configuration.limits),
            configuration,
            caller: caller
        ) {
            [weak self] in
            self?.assumeIsolated { $0.touched.append(id) }
        }
        easy.attach(exchange)
        if let reason = easy.refusal { throw refusal(.system, reason) }
        guard multi.add(easy) == CURLM_OK else { throw refusal(.system, "curl takes no more transfers") }
        exchanges[id] = exchange
        running[easy.address] = exchange
        exchange.begin()
        startClocks(exchange, timeouts)
        startUpload(exchange)
    }

    private func transfer(_ request: HTTPClient.Request, _ wish: Wish, _ limits: HTTPClient.Limits) -> Transfer {
        switch wish {
        case .whole: Transfer(.whole(limit: request.responseBodyLimit ?? limits.responseBodyBytes))
        case .streamed: Transfer(.streamed(highWaterMark: limits.unreadBytes))
        }
    }

    private func startedMulti() -> CurlMulti? {
        if multi == nil {
            multi = CurlMulti(on: loop, limits) { [weak self] completions in
                self?.assumeIsolated { $0.endRound(completions) }
            }
        }
        return multi
    }

    private func startClocks(_ exchange: Exchange, _ timeouts: HTTPClient.Timeouts) {
        let id = exchange.id
        exchange.clocks = ExchangeClocks(timeouts, on: loop) { [weak self] timeout, limit in
            self?.assumeIsolated { engine in
                guard let exchange = engine.exchanges[id] else { return }
                engine.end(exchange, exchange.error(.timeout(timeout), "\(limit)"))
            }
        }
        exchange.clocks?.noteActivity(isServerDue: true)
    }

    private func startUpload(_ exchange: Exchange) {
        guard case .stream(let length, let produce) = exchange.request.body.content else { return }
        let upload = ExchangeUpload(length: length)
        exchange.upload = upload
        let id = exchange.id
        upload.start(produce, RequestBodyWriter(engine: self, exchange: id)) { error in
            await self.completeUpload(id, error)
        }
    }

    private func completeUpload(_ id: ExchangeID, _ error: (any Error)?) {
        guard let exchange = exchanges[id], exchange.isRunning, let upload = exchange.upload else { return }
        if let error {
            end(exchange, exchange.error(.requestBody, "the producer failed: \(error)"))
        } else {
            if upload.queue.complete() == .awaited { resume(exchange) }
        }
    }

    private func resume(_ exchange: Exchange) {
        guard exchange.isRunning else { return }
        let result = exchange.resume()
        if result != CURLE_OK { finish(exchange, result) }
        endRound([])
    }

    /// curl has worked: what it left behind is dealt with now that it is off the stack.
    private func endRound(_ completions: [CurlMulti.Completion]) {
        for completion in completions {
            guard let exchange = running[completion.address] else { continue }
            finish(exchange, completion.result)
        }
        let touched = touched
        self.touched.removeAll(keepingCapacity: true)
        for id in touched {
            guard let exchange = exchanges[id] else { continue }
            if exchange.endRound() { resume(exchange) }
            exchange.clocks?.noteActivity(isServerDue: exchange.isServerDue)
            settle(exchange)
        }
    }

    private func finish(_ exchange: Exchange, _ result: CURLcode) {
        end(exchange, exchange.error(for: result))
    }

    /// Ends an exchange whether or not curl is done with it.
    ///
    /// A connection on which a stream was broken off is not kept once no other stream uses it: curl leaves the frame
    /// that tells the server of it (RST_STREAM) in a buffer until there is something else to send.
    private func end(_ exchange: Exchange, _ error: HTTPClientError?) {
        guard exchange.isRunning else { return }
        exchange.isRunning = false
        exchange.clocks = nil
        running[exchange.easy.address] = nil
        if error != nil { exchange.easy.set(CURLOPT_FORBID_REUSE, true) }
        multi?.remove(exchange.easy)
        exchange.end(error)
        settle(exchange)
    }

    /// Forgets an exchange of which nothing is left to tell.
    private func settle(_ exchange: Exchange) {
        if exchange.transfer.isOver { exchanges[exchange.id] = nil }
    }
}
