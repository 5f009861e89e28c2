// SPDX-License-Identifier: Apache-2.0

internal import HTTPServer

/// What stands between the socket and the API server: a record of every request, and faults on purpose, where they are
/// asked for.
struct RequestLayers: Sendable {
    let handler: HTTPHandler
    private let injector: FaultInjector?

    /// The layers that the configuration asks for.
    ///
    /// - Parameters:
    ///   - server: what stands behind them.
    ///   - gate: who asks.
    ///   - configuration: whether there is a record, and a plan of faults.
    ///   - replica: makes a server like that one on another storage.
    init(
        _ server: APIServer,
        _ gate: Guard,
        _ configuration: ControlPlaneConfiguration,
        replica: @escaping @Sendable (Storage) -> APIServer
    ) {
        var handler: HTTPHandler = { await server.handle($0) }
        injector = configuration.faults.map { [handler] plan in
            FaultInjector(
                plan,
                storage: server.storage,
                identify: { gate.user(of: $0, $1) },
                replica: { storage in
                    let server = replica(storage)
                    return { await server.handle($0) }
                },
                next: handler
            )
        }
        if let injector { handler = injector.handle }
        self.handler = configuration.audit?.recording(handler) ?? handler
    }

    /// Does what the layers do beside answering, until it is cancelled.
    func run() async {
        await injector?.run()
    }
}
