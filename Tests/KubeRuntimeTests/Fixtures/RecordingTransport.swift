// SPDX-License-Identifier: Apache-2.0

import Basics
import HTTPClient
import HTTPCore
import JSONKit
import KubeClient
import Synchronization
import TestSupport

/// A server that says yes to every write, with versions that a test determines, and remembers what it was asked.
final class RecordingTransport: HTTPTransport {
    private struct State {
        var version = 100
        var requests: [HTTPClient.Request] = []
    }

    private let state = Mutex(State())
    private let bell = Bell()

    /// What was asked so far, as `PATCH /api/v1/…`.
    var lines: [String] { state.withLock { $0.requests.map { "\($0.method) \($0.url.path)" } } }

    var count: Int { state.withLock { $0.requests.count } }

    func send(_ request: HTTPClient.Request) async throws(HTTPClientError) -> HTTPClient.Response {
        let version = state.withLock { state in
            state.requests.append(request)
            state.version += 1
            return state.version
        }
        bell.ring()
        let body = Self.object(request, version)
        return HTTPClient.Response(status: .ok, fields: [:], body: body)
    }

    func stream(_ request: HTTPClient.Request) async throws(HTTPClientError) -> HTTPClient.StreamingResponse {
        HTTPClient.StreamingResponse(status: .ok, fields: [:], body: ResponseBody([]))
    }

    /// Waits until something was asked so often.
    func requests(_ count: Int) async throws {
        try await bell.wait { self.count >= count ? () : nil }
    }

    private static func object(_ request: HTTPClient.Request, _ version: Int) -> [UInt8] {
        guard request.method != .delete else {
            return Array(#"{"kind":"Status","apiVersion":"v1","status":"Success"}"#.utf8)
        }
        let parts = request.url.path.split(separator: "/")
        let name = parts.last == "status" ? parts[parts.count - 2] : parts[parts.count - 1]
        let object: JSONValue = [
            "kind": "PartialObjectMetadata",
            "metadata": [
                "name": .string(String(name)), "namespace": "default", "uid": "1",
                "resourceVersion": .string("\(version)"),
            ],
        ]
        return object.serialized()
    }
}

extension HTTPURL {
    /// The target without its query.
    fileprivate var path: Substring { target.prefix { $0 != "?" } }
}

extension KubeClient {
    /// A client of such a server.
    static func recording(_ transport: RecordingTransport, clock: ManualClock) -> KubeClient {
        let configuration = KubeConfiguration(
            server: HTTPURL(scheme: .https, host: "api", port: 6443, target: ""),
            origin: "a test"
        )
        var options = KubeClientOptions(userAgent: "test/1")
        options.clock = clock
        options.wallClock = clock.wallClock
        options.retries.maximumAttempts = 1
        return KubeClient(configuration, options) { _ in transport }
    }
}
