// SPDX-License-Identifier: Apache-2.0

import HTTPCore
import HTTPServer
import Synchronization

extension HTTPServerConfiguration {
    /// A server on a free port of this machine that does not wait long for anything when it is stopped.
    static func test(_ change: (inout HTTPServerConfiguration) -> Void = { _ in }) -> HTTPServerConfiguration {
        var configuration = HTTPServerConfiguration(address: .internet(host: "127.0.0.1", port: 0), loopCount: 2)
        configuration.drainTimeout = .milliseconds(50)
        configuration.cancelTimeout = .milliseconds(50)
        change(&configuration)
        return configuration
    }
}

/// A handler that answers without waiting.
func answering(_ answer: @escaping @Sendable (HTTPServerRequest) throws -> HTTPServerResponse) -> HTTPHandler {
    { request in try answer(request) }
}

/// Runs a server until `body` returns.
func withServer<Result>(
    _ configuration: HTTPServerConfiguration = .test(),
    handler: @escaping HTTPHandler,
    _ body: (SocketAddress, HTTPServer) async throws -> Result
) async throws -> Result {
    let server = HTTPServer(configuration, handler: handler)
    let address = try await server.start()
    do {
        let result = try await body(address, server)
        await server.stop()
        return result
    } catch {
        await server.stop()
        throw error
    }
}

/// What a server told of itself.
final class EventLog: Sendable {
    private let log = Mutex<[HTTPServerEvent]>([])

    func add(_ event: HTTPServerEvent) {
        log.withLock { $0.append(event) }
    }

    var closings: [HTTPServerEvent.Closing] {
        log.withLock { events in
            events.compactMap { event in
                guard case .connectionClosed(_, let reason) = event else { return nil }
                return reason
            }
        }
    }

    var requests: [HTTPServerEvent.Request] {
        log.withLock { events in
            events.compactMap { event in
                guard case .requestFinished(let request) = event else { return nil }
                return request
            }
        }
    }

    var rejections: [RequestRejection.Code] {
        log.withLock { events in
            events.compactMap { event in
                guard case .rejected(let rejection, _) = event else { return nil }
                return rejection.code
            }
        }
    }
}

/// Something that happened, for handlers that must be seen to do a thing.
final class Flag: Sendable {
    private let value = Mutex(false)

    var isSet: Bool { value.withLock { $0 } }

    func set() {
        value.withLock { $0 = true }
    }
}
