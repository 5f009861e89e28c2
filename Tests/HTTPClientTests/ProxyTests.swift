// SPDX-License-Identifier: Apache-2.0

import Glibc
import HTTPClient
import HTTPCore
import TestSupport
import Testing

@Suite("Proxies", .tags(.network), .timeLimit(.minutes(1)))
struct ProxyTests {
    /// A proxy that answers itself, with the target that it was asked for.
    private static func proxy() -> ScriptedServer {
        ScriptedServer { connection in
            while let request = connection.readRequest() {
                connection.respond(body: "\(request.method) \(request.target)")
            }
        }
    }

    @Test("a proxy that was named is asked for the whole URL")
    func namedProxy() async throws {
        let proxy = Self.proxy()
        let client = try HTTPClient.forTest { $0.proxy = .url(proxy.url()) }
        let response = try await client.send(.init(.get, HTTPURL(parsing: "http://host.invalid/a?b")))
        #expect(String(response.body) == "GET http://host.invalid/a?b")
    }

    @Test("a request over TLS goes through a tunnel, and what it says is not shown to the proxy")
    func tunnel() async throws {
        let proxy = ScriptedServer { connection in
            guard let head = connection.readHead() else { return }
            let isTight = head[0].hasPrefix("CONNECT host.invalid:443 ") && !head.contains { $0.contains("canary") }
            connection.send("HTTP/1.1 \(isTight ? 502 : 500) \nContent-Length: 0\n\n")
        }
        let client = try HTTPClient.forTest { $0.proxy = .url(proxy.url()) }
        let url = try HTTPURL(parsing: "https://host.invalid/canary")
        let error = await client.failure(of: .init(.get, url, fields: ["Authorization": "canary"]))
        #expect(error?.code == .proxy)
        #expect(error?.reason.contains("502") == true)
    }

    @Test("the environment names a proxy, and hosts that need none")
    func environment() async {
        // In a process of its own, for the environment is everybody's.
        await #expect(processExitsWith: .success) {
            let proxy = ProxyTests.proxy()
            unsafe setenv("http_proxy", "http://127.0.0.1:\(proxy.port)", 1)
            unsafe setenv("no_proxy", "direct.invalid", 1)
            let client = try HTTPClient.forTest { $0.proxy = .environment }
            let through = try await client.send(.init(.get, HTTPURL(parsing: "http://host.invalid/")))
            #expect(String(through.body) == "GET http://host.invalid/")
            let direct = await client.failure(of: .init(.get, try HTTPURL(parsing: "http://direct.invalid/")))
            #expect(direct?.code == .dns)
            let without = try HTTPClient.forTest()
            #expect(await without.failure(of: .init(.get, try HTTPURL(parsing: "http://host.invalid/")))?.code == .dns)
        }
    }
}
