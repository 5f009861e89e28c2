// SPDX-License-Identifier: Apache-2.0

internal import EventLoop
internal import HTTPCore

extension Connection {
    /// Sends as much as the socket takes; the rest goes when it takes more.
    func flush() {
        guard mode == .open else { return }
        if !output.isEmpty {
            let before = output.count
            guard sendOutput() else { return close(exchange == nil ? .clientClosed : .clientGone) }
            noteProgress(of: before - output.count)
        }
        if output.count <= share.limits.bufferSize / 2, !waiters.isEmpty { wakeWaiters() }
        if output.isEmpty, exchange == nil, !isDecoding { goOn() }
    }

    /// Everything that was asked for is sent.
    private func goOn() {
        guard closing == nil else { return share.isDraining ? part() : linger() }
        if !input.isEmpty {
            decodeInput()
            if !output.isEmpty { flush() }
        }
        if isHalfClosed, mode == .open, exchange == nil, output.isEmpty { close(.clientClosed) }
    }

    /// False when the client is gone.
    private func sendOutput() -> Bool {
        var isConnected = true
        output.drain { bytes, hasMore in
            switch transport.write(bytes, hasMore: hasMore) {
            case .bytes(let count): return count
            case .blocked: return 0
            case .failed:
                isConnected = false
                return 0
            }
        }
        return isConnected
    }

    private func noteProgress(of count: Int) {
        if output.isEmpty {
            if writeDeadline != .max { source?.interest.remove(.writable) }
            writeDeadline = .max
        } else {
            if count > 0 || writeDeadline == .max { writeDeadline = share.deadline(after: share.ticks.write) }
            source?.interest.insert(.writable)
        }
    }

    /// Tells the client why it is not served, and ends the connection.
    func send(_ rejection: RequestRejection) {
        let response = HTTPServerResponse(rejection.status, text: rejection.description)
        let head = ResponseHead(response, length: rejection.description.utf8.count, to: .init(), isDraining: true)
        output.append { head.encode(into: &$0, date: share.date) }
        output.append(Array(rejection.description.utf8))
        closing = .rejected
        if !isDecoding { flush() }
    }

    // MARK: - For handlers

    /// Sends a piece of a streaming body; waits while too much of it is on its way.
    func write(_ bytes: [UInt8], exchange id: UInt64) async throws {
        let framing = try framing(of: id, for: bytes.count)
        guard !bytes.isEmpty else { return }
        if framing == .chunked {
            output.append { head in
                head.append(hexadecimal: bytes.count)
                head += [.carriageReturn, .lineFeed]
            }
            output.append(bytes)
            output.append { $0 += [.carriageReturn, .lineFeed] }
        } else {
            output.append(bytes)
        }
        flush()
        while output.count > share.limits.bufferSize {
            try Task.checkCancellation()
            await wait { $0.output.count <= $0.share.limits.bufferSize }
        }
        guard exchange?.id == id else { throw HTTPServerError.clientGone }
    }

    private func framing(of id: UInt64, for count: Int) throws(HTTPServerError) -> ResponseFraming {
        guard mode == .open else { throw .clientGone }
        guard exchange?.id == id, case .streaming(let head, let remaining) = exchange?.phase else {
            throw .requestOver
        }
        if let remaining {
            guard count <= remaining else {
                throw HTTPServerError(.invalidResponse, "the body is longer than promised")
            }
            exchange?.phase = .streaming(head, remaining: remaining - count)
        }
        return head.framing
    }
}
