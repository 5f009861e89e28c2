// SPDX-License-Identifier: Apache-2.0

internal import HTTPCore
package import HTTPServer
internal import JSONKit
package import Telemetry

/// What a process answers to those who ask how it is: the kubelet, Prometheus, and people who look for a defect.
///
/// Only `GET` and `HEAD` are answered; nothing can be changed here.
package struct ProcessEndpoints: Sendable {
    /// Whether the process should be restarted: `/livez`, and `/healthz` as it was called before.
    package var liveness: HealthChecks
    /// Whether it can do its part: `/readyz`.
    package var readiness: HealthChecks
    /// `/metrics`.
    package var metrics: MetricRegistry
    /// `/debug`, for whoever comes from this machine or through `kubectl port-forward`; nil for nobody, which is how
    /// it is unless somebody decides otherwise.
    package var debug: DebugPages?

    /// Endpoints without checks of their own.
    package init(metrics: MetricRegistry, logger: Logger = .silent) {
        liveness = HealthChecks("livez", logger: logger)
        readiness = HealthChecks("readyz", logger: logger)
        self.metrics = metrics
    }

    /// What answers the requests.
    package var handler: HTTPHandler {
        var router = HTTPRouter()
        var health = liveness
        health.name = "healthz"
        for checks in [health, liveness, readiness] {
            router.on(.get, "/\(checks.name)") { try await checks.answerForAll($0) }
            router.on(.get, "/\(checks.name)/{check}") { await checks.answerForOne($0) }
        }
        router.on(.get, "/metrics") { [metrics] _ in
            HTTPServerResponse(fields: ["Content-Type": MetricRegistry.contentType], body: metrics.exposition())
        }
        if let debug { Self.add(debug, to: &router) }
        return router.handler
    }

    /// The server as a part of a process; others start when it listens.
    package func service(_ configuration: HTTPServerConfiguration, logger: Logger = .silent) -> Service {
        .serving("endpoints", .endpoints, configuration, handler: handler) { address in
            logger.info("answers", ["address": "\(address)"])
        }
    }

    private static func add(_ debug: DebugPages, to router: inout HTTPRouter) {
        router.on(.get, "/debug") { request in
            respond(to: request, ["pages": .array(debug.names.map(JSONValue.string))])
        }
        router.on(.get, "/debug/{page}") { request in
            respond(to: request, debug.page(request.parameters["page"] ?? ""))
        }
    }

    private static func respond(
        to request: HTTPServerRequest,
        _ page: @autoclosure () -> JSONValue?
    ) -> HTTPServerResponse {
        guard request.peer.address.isThisMachine else {
            return HTTPServerResponse(.forbidden, text: "only from this machine; try kubectl port-forward")
        }
        guard let page = page() else { return HTTPServerResponse(.notFound, text: "there is no such page") }
        return HTTPServerResponse(fields: ["Content-Type": "application/json"], body: page.serialized(.pretty))
    }
}

extension SocketAddress {
    /// Whether the other end is on this machine, where whoever can connect can also look into the process.
    fileprivate var isThisMachine: Bool {
        switch self {
        case .unix: true
        case .internet(let host, _): host.hasPrefix("127.") || host == "::1" || host.hasPrefix("::ffff:127.")
        }
    }
}
