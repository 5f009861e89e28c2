// SPDX-License-Identifier: Apache-2.0

extension Connection {
    /// Gives the client, or a handler, so many ticks for something.
    func expect(_ event: Awaited, within ticks: Int) {
        awaited = event
        readDeadline = event == .nothing ? .max : share.deadline(after: ticks)
    }

    /// Ends what took too long.
    func checkDeadlines() {
        if share.now >= writeDeadline { return close(.stalled, reset: true) }
        guard share.now >= readDeadline else { return }
        readDeadline = .max
        switch awaited {
        case .nothing: break
        case .handshake: close(.handshakeFailed)
        // Who is still reading the last response is not idle.
        case .request: if output.isEmpty { close(.idle) } else { expect(.request, within: share.ticks.idle) }
        case .clientClose: close(closing ?? .completed)
        case .response: close(.clientGone)
        case .body: reject(RequestRejection(.bodyTimeout))
        case .head:
            // Who has not said anything is not told anything.
            if input.isEmpty, decoder.isBetweenRequests { close(.idle) } else { reject(RequestRejection(.headTimeout)) }
        }
    }

    // MARK: - The end of the server

    /// Ends the connection when its request is answered, at once when there is none.
    func drain() {
        if mode == .handshaking { return drainHandshake() }
        // What the client has sent already is answered.
        if mode == .open { readAvailable() }
        endStream()
        guard mode == .open, exchange == nil, arriving == nil, input.isEmpty, decoder.isBetweenRequests else { return }
        closing = closing ?? .drained
        flush()
    }

    /// Whoever is in the middle of a handshake is about to ask for something, and gets a little time for it.
    private func drainHandshake() {
        shakeHands()
        guard mode == .handshaking else { return }
        guard transport.tls?.hasReceived == true else { return close(.drained) }
        expect(.handshake, within: share.ticks.linger)
    }

    /// Asks the handler of a response that would go on for ever to come to its end.
    func endStream() {
        if exchange?.endsWithServer == true { exchange?.task?.cancel() }
    }

    /// Asks a handler to come to its end.
    func cancelRequest() {
        exchange?.task?.cancel()
    }
}
