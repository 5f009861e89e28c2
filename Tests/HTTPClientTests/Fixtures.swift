// SPDX-License-Identifier: Apache-2.0

import HTTPClient
import HTTPCore
import TestSupport

extension HTTPClient {
    /// A client for tests: no proxy, and what a test wants besides.
    static func forTest(_ change: (inout Configuration) -> Void = { _ in }) throws -> HTTPClient {
        var configuration = Configuration(userAgent: "test/1")
        configuration.proxy = .none
        change(&configuration)
        return try HTTPClient(configuration)
    }
}

extension ScriptedServer {
    /// The URL of a path on this server.
    func url(_ target: String = "/") -> HTTPURL {
        HTTPURL(scheme: .http, host: "127.0.0.1", port: port, target: target)
    }
}

extension HTTPTransport {
    /// The error with which a request ends, or nil when it does not.
    func failure(of request: HTTPClient.Request) async -> HTTPClientError? {
        do throws(HTTPClientError) {
            _ = try await send(request)
            return nil
        } catch {
            return error
        }
    }
}

extension String {
    init(_ bytes: [UInt8]) {
        self = String(decoding: bytes, as: UTF8.self)
    }
}
