// SPDX-License-Identifier: Apache-2.0

internal import EventLoop

extension Connection {
    /// Whether another part of a request may be looked at.
    ///
    /// One request is answered at a time, and only as fast as the client takes the responses and the handler the body.
    private var mayDecode: Bool {
        guard mode == .open, !ignoresInput, closing == nil, output.count < share.limits.bufferSize else { return false }
        guard let exchange else { return (arriving?.body.count ?? 0) < share.limits.bufferSize }
        return !exchange.body.isComplete && exchange.body.count < share.limits.bufferSize
    }

    func readAvailable() {
        var mayHaveMore = false
        // A few rounds: a client that sends without end must not keep the others waiting.
        for _ in 0..<4 {
            guard mode == .open, source?.interest.contains(.readable) == true else { break }
            let (reading, hasMore) = share.read(from: transport)
            mayHaveMore = hasMore
            switch reading {
            case .bytes(let count): receive(count)
            case .blocked: break
            case .end: halfClose()
            case .failed: close(exchange == nil ? .clientClosed : .clientGone)
            }
            guard mayHaveMore else { break }
        }
        flush()
        regulateReading()
        if mayHaveMore { readLater() }
    }

    private func receive(_ count: Int) {
        guard !ignoresInput, closing == nil else { return }
        let isNew = exchange == nil && arriving == nil && input.isEmpty && decoder.isBetweenRequests
        if input.isEmpty {
            share.withBytes(count) { bytes in
                let consumed = decode(bytes)
                if consumed < count { input.append(bytes.extracting(consumed...)) }
            }
        } else {
            share.withBytes(count) { input.append($0) }
            decodeInput()
        }
        if isNew, exchange == nil, mode == .open, closing == nil, !input.isEmpty || !decoder.isBetweenRequests {
            expect(.head, within: share.ticks.head)
        }
    }

    /// Reads requests out of what arrived earlier.
    func decodeInput() {
        guard !isDecoding else { return }
        // Taken out meanwhile: a handler that runs in the middle of it may close the connection.
        var input = self.input
        self.input = InputBuffer()
        input.consume { decode($0) }
        if mode == .open, closing == nil { self.input = input }
        regulateReading()
    }

    private func decode(_ bytes: Span<UInt8>) -> Int {
        isDecoding = true
        defer { isDecoding = false }
        var position = 0
        do throws(RequestRejection) {
            while true {
                guard mayDecode else {
                    // A body may fill the buffer before its handler has started.
                    guard let (head, body) = arriving.take() else { return position }
                    respond(to: head, body)
                    continue
                }
                switch try decoder.next(in: bytes, at: &position) {
                case .head(let head): arriving = (head, BodyBuffer())
                case .body(let range): receiveBody(bytes.extracting(range))
                case .end: completeBody()
                case .needsBytes:
                    if let (head, body) = arriving.take() { respond(to: head, body) }
                    return position
                }
                if output.count >= share.limits.bufferSize { flush() }
            }
        } catch {
            reject(error)
        }
        return position
    }

    private func receiveBody(_ bytes: Span<UInt8>) {
        arriving?.body.append(bytes)
        guard exchange != nil else { return }
        exchange?.body.append(bytes)
        exchange?.bodyBudget += Double(bytes.count) / share.ticks.bodyBytes
        wakeWaiters()
    }

    private func completeBody() {
        if let arrived = arriving.take() {
            var body = arrived.body
            body.complete()
            respond(to: arrived.head, body)
        } else if exchange != nil {
            exchange?.body.complete()
            wakeWaiters()
        }
    }

    /// The client has closed its sending half, or is gone altogether: the network does not tell which.
    private func halfClose() {
        isHalfClosed = true
        source?.interest.remove(.readable)
        guard let exchange else {
            if output.isEmpty { close(.clientClosed) } else { closing = closing ?? .clientClosed }
            return
        }
        // A whole response can still be delivered. A stream has no end in sight, and nobody may be there to read it.
        if exchange.isStreaming || !exchange.body.isComplete { return close(.clientGone) }
        expect(.response, within: share.ticks.halfClosed)
    }

    /// Reads on while there is room for what comes, and always where nothing more is expected: that is how the end of
    /// a client shows.
    func regulateReading() {
        guard mode == .open, !isHalfClosed, let source else { return }
        let waiting = input.count + (exchange?.body.count ?? 0)
        if waiting < share.limits.bufferSize {
            let wasPaused = !source.interest.contains(.readable)
            source.interest.insert(.readable)
            if wasPaused { readLater() }
        } else {
            source.interest.remove(.readable)
        }
    }

    /// Reads what TLS has received already and the socket will therefore not announce.
    private func readLater() {
        guard transport.hasPending else { return }
        loop.execute { [weak self] in self?.assumeIsolated { if $0.mode == .open { $0.readAvailable() } } }
    }

    /// Refuses what the client sent: nothing more of it is read, and the connection ends.
    func reject(_ rejection: RequestRejection) {
        share.observe?(.rejected(rejection, peer.address))
        ignoresInput = true
        input.removeAll()
        arriving = nil
        if exchange == nil {
            send(rejection)
        } else {
            exchange?.body.fail(HTTPServerError(rejection))
            expect(.nothing, within: 0)
            wakeWaiters()
        }
    }

    // MARK: - For handlers

    /// The next bytes of the body of a request, or nil at its end.
    func nextBodyChunk(of id: UInt64) async throws(HTTPServerError) -> [UInt8]? {
        while true {
            guard let reading = takeBody(of: id) else { throw mode == .closed ? .clientGone : .requestOver }
            switch reading {
            case .chunk(let bytes): return bytes
            case .end: return nil
            case .failed(let error): throw error
            case .wait: break
            }
            guard !Task.isCancelled else { throw .cancelled }
            inviteBody()
            await wait { $0.exchange?.id != id || $0.exchange?.body.isReadable == true }
        }
    }

    private func takeBody(of id: UInt64) -> BodyBuffer.Reading? {
        guard exchange?.id == id, let reading = exchange?.body.take() else { return nil }
        if let since = exchange?.waitsSince.take() {
            exchange?.bodyBudget -= Double(share.now - since)
            expect(.nothing, within: 0)
        }
        if case .chunk = reading, !isDecoding {
            decodeInput()
            flush()
        }
        return reading
    }

    private func inviteBody() {
        guard let exchange else { return }
        if exchange.mustInvite {
            self.exchange?.mustInvite = false
            output.append { $0 += "HTTP/1.1 100 Continue\r\n\r\n".utf8 }
            flush()
        }
        let budget = min(exchange.bodyBudget, Double(share.ticks.body))
        self.exchange?.bodyBudget = budget
        self.exchange?.waitsSince = share.now
        expect(.body, within: max(0, Int(budget)))
    }
}
