// SPDX-License-Identifier: Apache-2.0

internal import EventLoop
internal import Synchronization

/// An HTTP/1.1 server: one event loop for each processor, all behind one address.
///
/// Handlers run on the thread of their connection's loop until they go elsewhere; what computes for long belongs into
/// a `@concurrent` function.
package final class HTTPServer: Sendable {
    private let configuration: HTTPServerConfiguration
    private let handler: HTTPHandler
    private let connections: ConnectionCount
    private let workers = Mutex<[ServerWorker]>([])

    /// A server that is not started yet.
    package init(_ configuration: HTTPServerConfiguration, handler: @escaping HTTPHandler) {
        self.configuration = configuration
        self.handler = handler
        connections = ConnectionCount(limit: configuration.limits.connectionCount)
    }

    deinit {
        let workers = workers.withLock { $0 }
        for worker in workers { worker.loop.execute { worker.assumeIsolated { $0.abort() } } }
    }

    /// The number of connections at this moment.
    package var connectionCount: Int { connections.current }

    /// Begins to listen, and returns where.
    ///
    /// - Throws: ``HTTPServerError`` when the address is in use or the TLS configuration unusable, `EventLoopError` when
    ///   the system has no thread or descriptor for a loop.
    package func start() async throws -> SocketAddress {
        let tls = try configuration.tls.map { try TLSProvider($0, observe: configuration.observe) }
        let first = try ListeningSocket(at: configuration.address, backlog: Int32(configuration.backlog))
        let workers = try (0..<configuration.loopCount).map { try makeWorker(number: $0, tls: tls) }
        self.workers.withLock { $0 = workers }
        if case .unix = first.address {
            await workers[0].listen(on: first, crew: workers)
        } else {
            await workers[0].listen(on: first)
            for worker in workers.dropFirst() {
                let backlog = Int32(configuration.backlog)
                await worker.listen(on: try ListeningSocket(at: first.address, joining: true, backlog: backlog))
            }
        }
        return first.address
    }

    /// Serves until the task is cancelled, and then until the requests that are under way are answered.
    ///
    /// `started` is told where the server listens.
    package func run(started: (SocketAddress) -> Void = { _ in }) async throws {
        started(try await start())
        while !Task.isCancelled { try? await Task.sleep(for: .seconds(86_400)) }
        await stop()
    }

    /// Stops gracefully: no more connections, idle ones close, requests get their time and then a cancellation.
    package func stop() async {
        let workers = self.workers.withLock { $0 }
        for worker in workers { await worker.drain() }
        if await !isEmpty(within: configuration.drainTimeout) {
            for worker in workers { await worker.cancelRequests() }
            if await !isEmpty(within: configuration.cancelTimeout) {
                for worker in workers { await worker.abort() }
            }
        }
        self.workers.withLock { $0 = [] }
    }

    private func isEmpty(within limit: Duration) async -> Bool {
        let deadline = ContinuousClock.now + limit
        var isEmpty = true
        for worker in workers.withLock({ $0 }) {
            isEmpty = await worker.isEmpty(within: deadline - .now) && isEmpty
        }
        return isEmpty
    }

    private func makeWorker(number: Int, tls: TLSProvider?) throws -> ServerWorker {
        let share = LoopShare(
            limits: configuration.limits,
            handler: handler,
            connectionCount: connections,
            tls: tls,
            observe: configuration.observe
        )
        return ServerWorker(loop: try EventLoop(name: "http-\(number)"), share: share)
    }
}
