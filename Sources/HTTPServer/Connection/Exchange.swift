// SPDX-License-Identifier: Apache-2.0

internal import HTTPCore

/// One request and its response, as a connection sees them.
///
/// It never leaves its connection. It is a class because a struct of this size would be copied at every look at it.
final class Exchange {
    /// How far the response is.
    enum Phase {
        /// The handler works on it.
        case handling
        /// The head is sent, the body follows; `remaining` bytes of it where that was promised.
        case streaming(ResponseHead, remaining: Int?)
    }

    let id: UInt64
    let head: RequestHead
    var phase = Phase.handling
    /// The part of the request's body that the handler has not read.
    var body: BodyBuffer
    /// Whether the client waits for a word before it sends the body.
    var mustInvite: Bool
    /// Ticks for which the handler may wait for the body, as far as it has not brought more.
    var bodyBudget: Double
    /// The tick since which the handler waits for the body.
    var waitsSince: Int?
    var task: Task<Void, Never>?
    /// Whether the response goes on until the server ends.
    var endsWithServer = false
    /// When the head was complete; only where somebody wants to know.
    let start: ContinuousClock.Instant?
    /// How much the connection had sent before.
    let outputStart: Int

    init(
        id: UInt64,
        head: RequestHead,
        body: BodyBuffer,
        budget: Int,
        start: ContinuousClock.Instant?,
        outputStart: Int
    ) {
        self.id = id
        self.head = head
        self.body = body
        self.start = start
        self.outputStart = outputStart
        bodyBudget = Double(budget)
        mustInvite = head.expectsContinue && body.count == 0 && !body.isComplete
    }

    /// What the response depends on.
    var request: ResponseHead.Request {
        ResponseHead.Request(isHead: head.method == .head, version: head.version, isPersistent: head.isPersistent)
    }

    var isStreaming: Bool {
        if case .streaming = phase { return true }
        return false
    }
}
