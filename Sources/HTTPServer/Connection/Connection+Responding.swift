// SPDX-License-Identifier: Apache-2.0

internal import HTTPCore

extension Connection {
    /// Starts the handler.
    ///
    /// A task is needed because handlers may wait; it ends with the request, or is cancelled when
    /// the client is gone.
    func respond(to head: RequestHead, _ body: BodyBuffer) {
        requestCount += 1
        expect(isHalfClosed ? .response : .nothing, within: share.ticks.halfClosed)
        let id = requestCount
        var body = body
        let request = HTTPServerRequest(head: head, body: requestBody(head, &body, id), peer: peer)
        exchange = Exchange(
            id: id,
            head: head,
            body: body,
            budget: share.ticks.body,
            start: share.observe == nil ? nil : .now,
            outputStart: output.total
        )
        // A task that prefers the loop waits more cheaply, but is not started in this moment: it is for those that will
        // have to wait.
        let preference = body.isComplete ? nil : loop
        let task = Task.immediate(executorPreference: preference) { await self.run(request, id) }
        if exchange?.id == id {
            exchange?.task = task
        } else {
            task.cancel()
        }
    }

    private func requestBody(_ head: RequestHead, _ body: inout BodyBuffer, _ id: UInt64) -> HTTPRequestBody {
        guard body.isComplete else {
            var length: Int?
            if case .length(let known) = head.framing { length = known }
            return HTTPRequestBody(from: self, exchange: id, length: length)
        }
        guard case .chunk(let bytes) = body.take() else { return HTTPRequestBody() }
        return HTTPRequestBody(bytes)
    }

    private func run(_ request: HTTPServerRequest, _ id: UInt64) async {
        var response: HTTPServerResponse
        do {
            response = try await share.handler(request)
        } catch {
            response = HTTPServerResponse(failure: error)
        }
        guard let exchange, exchange.id == id else { return }
        if !ResponseHead.isValid(response) {
            let error = HTTPServerError(.invalidResponse, "the response has no final status, or a malformed field")
            response = HTTPServerResponse(failure: error)
        }
        switch response.body {
        case .bytes(let bytes):
            let head = begin(response, length: bytes.count)
            if case .length = head.framing { output.append(bytes) }
            finish(response, isLast: head.isLast)
        case .stream(let length, let produce):
            let head = begin(response, length: length)
            guard head.framing != .none else { return finish(response, isLast: head.isLast) }
            await stream(response, head, length, produce, id)
        case .cut:
            report(response, failure: HTTPServerError.cut)
            close(.aborted, reset: true)
        }
    }

    private func begin(_ response: HTTPServerResponse, length: Int?) -> ResponseHead {
        let isDraining = share.isDraining || requestCount >= UInt64(clamping: share.limits.requestsPerConnection)
        let request = exchange?.request ?? ResponseHead.Request()
        let head = ResponseHead(response, length: length, to: request, isDraining: isDraining || !willReadOn)
        output.append { head.encode(into: &$0, date: share.date) }
        return head
    }

    /// Whether the next request can be found: the body is read, or its rest is short enough to be read for nothing.
    private var willReadOn: Bool {
        guard !ignoresInput else { return false }
        guard let exchange, !exchange.body.isComplete else { return true }
        guard !exchange.mustInvite, let remaining = decoder.remainingBody else { return false }
        return remaining <= share.limits.unreadBodySize
    }

    private func stream(
        _ response: HTTPServerResponse,
        _ head: ResponseHead,
        _ length: Int?,
        _ produce: HTTPServerResponse.Producer,
        _ id: UInt64
    ) async {
        exchange?.phase = .streaming(head, remaining: length)
        exchange?.endsWithServer = response.endsWithServer
        if share.isDraining { endStream() }
        flush()
        guard !isHalfClosed else { return close(.clientGone) }
        do {
            try await withTaskExecutorPreference(loop) {
                try await produce(HTTPResponseWriter(to: self, exchange: id))
            }
        } catch {
            guard exchange?.id == id else { return }
            report(response, failure: error)
            return close(.aborted, reset: true)
        }
        guard exchange?.id == id, case .streaming(_, let remaining) = exchange?.phase else { return }
        guard (remaining ?? 0) == 0 else {
            report(response, failure: HTTPServerError(.invalidResponse, "the body is shorter than promised"))
            return close(.aborted, reset: true)
        }
        if head.framing == .chunked { output.append { $0 += "0\r\n\r\n".utf8 } }
        finish(response, isLast: head.isLast)
    }

    private func finish(_ response: HTTPServerResponse, isLast: Bool) {
        report(response, failure: response.failure)
        exchange = nil
        // A stream may have begun before the server was told to stop, or the client's body turned out to be malformed.
        if isLast || share.isDraining || ignoresInput {
            closing = ignoresInput ? .rejected : share.isDraining ? .drained : .completed
        } else {
            expect(.request, within: share.ticks.idle)
        }
        // Up the stack somebody reads requests, and will send what has gathered.
        guard !isDecoding else { return }
        decodeInput()
        flush()
    }

    private func report(_ response: HTTPServerResponse, failure: (any Error)?) {
        guard let observe = share.observe, let exchange, let start = exchange.start else { return }
        observe(
            .requestFinished(
                HTTPServerEvent.Request(
                    method: exchange.head.method,
                    path: exchange.head.target.path,
                    route: response.route,
                    status: response.status,
                    duration: .now - start,
                    bytesSent: output.total - exchange.outputStart,
                    failure: failure,
                    peer: peer.address
                )
            )
        )
    }
}
