// SPDX-License-Identifier: Apache-2.0

internal import HTTPClient
internal import JSONKit
internal import Synchronization

/// An open watch: what was written to its connection and not read, and how it ends.
final class ModelWatch: Sendable {
    /// How a connection ends.
    enum End: Sendable {
        case ended
        case broken
        /// Nothing arrives any more, and nobody says so.
        case silent
    }

    private struct State: Sendable {
        var chunks: [[UInt8]] = []
        var end: End?
        var reader: Pending<Void>?
        var isAbandoned = false
    }

    let request: ModelRequest
    /// The longest time without a sign of life that the client bears.
    private let patience: Duration?
    private let scheduler: Scheduler
    private let state = Mutex(State())

    init(_ request: ModelRequest, patience: Duration?, _ scheduler: Scheduler) {
        self.request = request
        self.patience = patience
        self.scheduler = scheduler
    }

    /// Whether anything that is written may still be read.
    var isOpen: Bool { state.withLock { $0.end == nil && !$0.isAbandoned } }

    /// Writes bytes, in pieces of any size.
    func write(_ bytes: [UInt8], cutAt cuts: [Int]) {
        deliver { state in
            guard state.end == nil else { return }
            var start = 0
            for cut in cuts.sorted() + [bytes.count] where cut > start && cut <= bytes.count {
                state.chunks.append(Array(bytes[start..<cut]))
                start = cut
            }
        }
    }

    func end(_ end: End) {
        deliver { $0.end = $0.end ?? end }
    }

    /// The client has let go of the connection.
    func abandon() {
        deliver { $0.isAbandoned = true }
    }

    private func deliver(_ change: (inout State) -> Void) {
        let reader = state.withLock { state in
            change(&state)
            return state.reader.take()
        }
        reader?.give(())
    }

    private enum Progress {
        case chunk([UInt8])
        case end
        case failed(HTTPClientError)
        case wait(Pending<Void>)
    }

    /// The next piece, as soon as there is one; nil at the end.
    func next() async throws(HTTPClientError) -> [UInt8]? {
        let deadline = patience.map { scheduler.now + $0 }
        while true {
            guard !Task.isCancelled else { throw failure(.cancelled, "") }
            switch state.withLock({ progress(&$0) }) {
            case .chunk(let chunk): return chunk
            case .end: return nil
            case .failed(let error): throw error
            case .wait(let pending):
                if let deadline, scheduler.now >= deadline { throw failure(.timeout(.idle), "nothing was received") }
                let timer = deadline.map { scheduler.after($0 - scheduler.now) { pending.give(()) } }
                await pending.value(orWhenCancelled: ())
                if let timer { scheduler.cancel(timer) }
            }
        }
    }

    private func progress(_ state: inout State) -> Progress {
        if !state.chunks.isEmpty { return .chunk(state.chunks.removeFirst()) }
        switch state.end {
        case .ended: return .end
        case .broken: return .failed(failure(.reset, "connection reset by peer"))
        case .silent, nil:
            let pending = Pending<Void>()
            state.reader = pending
            return .wait(pending)
        }
    }

    private func failure(_ code: HTTPClientError.Code, _ reason: String) -> HTTPClientError {
        HTTPClientError(code, request: request.description, reason: reason, requestWasSent: true)
    }
}

/// Lets go of a watch when its reader does.
final class WatchReader: Sendable {
    private let watch: ModelWatch

    init(_ watch: ModelWatch) {
        self.watch = watch
    }

    func next() async throws(HTTPClientError) -> [UInt8]? { try await watch.next() }

    deinit {
        watch.abandon()
    }
}
