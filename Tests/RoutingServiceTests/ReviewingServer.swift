// SPDX-License-Identifier: Apache-2.0

import Basics
import HTTPCore
import JSONKit
import KubeClient
import KubeRuntime
import Synchronization
import Telemetry
import TestSupport

@testable import HTTPClient

/// An API server that knows two tokens, and is away when a test says so.
///
/// `ann` may route in every namespace but `closed`; nobody else may.
final class ReviewingServer: HTTPTransport {
    private struct State {
        var isAway = false
        var reviews = 0
    }

    private let state = Mutex(State())

    /// How often it was asked.
    var reviews: Int { state.withLock { $0.reviews } }

    func setAway(_ isAway: Bool) { state.withLock { $0.isAway = isAway } }

    func send(_ request: HTTPClient.Request) async throws(HTTPClientError) -> HTTPClient.Response {
        let isAway = state.withLock { state in
            state.reviews += 1
            return state.isAway
        }
        guard !isAway else { return HTTPClient.Response(status: .serviceUnavailable, fields: [:], body: []) }
        guard case .bytes(let body) = request.body.content, let spec = try? JSONValue(parsing: body)["spec"] else {
            return HTTPClient.Response(status: .badRequest, fields: [:], body: [])
        }
        let status: JSONValue =
            if let token = spec["token"]?.string {
                token.hasPrefix("ann") || token.hasPrefix("bob")
                    ? ["authenticated": true, "user": ["username": .string(String(token.prefix(3)))]]
                    : ["authenticated": false]
            } else {
                ["allowed": .bool(Self.isAllowed(spec))]
            }
        let answer: JSONValue = ["kind": "Review", "status": status]
        return HTTPClient.Response(status: .created, fields: [:], body: answer.serialized())
    }

    func stream(_ request: HTTPClient.Request) async throws(HTTPClientError) -> HTTPClient.StreamingResponse {
        HTTPClient.StreamingResponse(status: .notFound, fields: [:], body: ResponseBody([]))
    }

    private static func isAllowed(_ spec: JSONValue) -> Bool {
        let access = spec["resourceAttributes"] ?? .null
        return spec["user"]?.string == "ann" && access["verb"]?.string == "create"
            && access["group"]?.string == "portolan.dev" && access["resource"]?.string == "workflowexecutions"
            && access["subresource"]?.string == "route" && access["namespace"]?.string != "closed"
    }

    /// What a service needs that asks this server, by a clock of the test's.
    func environment(_ clock: ManualClock) -> RuntimeEnvironment {
        let configuration = KubeConfiguration(
            server: HTTPURL(scheme: .https, host: "api", port: 6443, target: ""),
            origin: "a test"
        )
        var options = KubeClientOptions(userAgent: "test/1")
        options.clock = clock
        options.wallClock = clock.wallClock
        options.retries.maximumAttempts = 1
        var environment = RuntimeEnvironment(client: KubeClient(configuration, options) { _ in self })
        environment.clock = clock
        return environment
    }
}
