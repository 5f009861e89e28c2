// SPDX-License-Identifier: Apache-2.0

import Basics
import HTTPCore
import HTTPServer
import JSONKit
import KubeRuntime
import Telemetry
import Testing

@Suite("Endpoints of a process", .timeLimit(.minutes(1)))
struct ProcessEndpointsTests {
    struct Broken: Error, CustomStringConvertible {
        let description = "two stores are not complete"
    }

    static func endpoints(ending: Latch<Void> = Latch()) -> ProcessEndpoints {
        let metrics = MetricRegistry()
        metrics.counter("visits_total", help: "Visits.").increment()
        var endpoints = ProcessEndpoints(metrics: metrics)
        endpoints.readiness.add("stores") { throw Broken() }
        endpoints.readiness.addShutdown(ending)
        let pages = DebugPages()
        pages.add("queue") { ["ready": 3] }
        endpoints.debug = pages
        return endpoints
    }

    let client = InProcessClient(endpoints().handler)

    struct Row: CustomTestStringConvertible {
        let testDescription: String
        let target: String
        let status: HTTPStatus
        let text: String
    }

    /// The texts of `k8s.io/apiserver/pkg/server/healthz`.
    static let rows = [
        Row(testDescription: "a live process", target: "/livez", status: .ok, text: "ok"),
        Row(testDescription: "the old name of it", target: "/healthz", status: .ok, text: "ok"),
        Row(
            testDescription: "every word of it",
            target: "/healthz?verbose",
            status: .ok,
            text: "[+]ping ok\nhealthz check passed\n"
        ),
        Row(
            testDescription: "a process that is not ready",
            target: "/readyz",
            status: .internalServerError,
            text: "[+]ping ok\n[-]stores failed: reason withheld\n[+]shutdown ok\nreadyz check failed\n"
        ),
        Row(
            testDescription: "a check that is left out",
            target: "/readyz?exclude=stores&verbose",
            status: .ok,
            text: "[+]ping ok\n[+]stores excluded: ok\n[+]shutdown ok\nreadyz check passed\n"
        ),
        Row(
            testDescription: "a check that does not exist is left out",
            target: "/livez?verbose&exclude=x&exclude=a",
            status: .ok,
            text: "[+]ping ok\nwarn: some health checks cannot be excluded: no matches for \"a\",\"x\"\n"
                + "livez check passed\n"
        ),
        Row(testDescription: "one check", target: "/readyz/shutdown", status: .ok, text: "ok"),
        Row(
            testDescription: "one check that fails says why",
            target: "/readyz/stores",
            status: .internalServerError,
            text: "internal server error: two stores are not complete\n"
        ),
        Row(
            testDescription: "a check that is not there",
            target: "/readyz/nothing",
            status: .notFound,
            text: "404 page not found\n"
        ),
        Row(testDescription: "the names of pages", target: "/debug", status: .ok, text: #"{"pages":["queue"]}"#),
        Row(testDescription: "a page", target: "/debug/queue", status: .ok, text: #"{"ready":3}"#),
        Row(testDescription: "no page", target: "/debug/secrets", status: .notFound, text: "there is no such page"),
    ]

    @Test("everybody gets an answer", arguments: rows)
    func answers(row: Row) async throws {
        let reply = try await client.send(.get, row.target)
        #expect(reply.status == row.status)
        let text = row.text.hasPrefix("{") ? reply.text.filter { !$0.isWhitespace } : reply.text
        #expect(text == row.text)
    }

    @Test("a process that is about to end is not ready, and still alive")
    func shutdown() async throws {
        let ending = Latch<Void>()
        let client = InProcessClient(Self.endpoints(ending: ending).handler)
        #expect(try await client.send(.get, "/readyz?exclude=stores").status == .ok)
        ending.open()
        #expect(try await client.send(.get, "/readyz?exclude=stores").status == .internalServerError)
        #expect(
            try await client.send(.get, "/readyz/shutdown").text == "internal server error: process is shutting down\n"
        )
        #expect(try await client.send(.get, "/livez").status == .ok)
    }

    @Test("metrics are in the format of Prometheus")
    func metrics() async throws {
        let reply = try await client.send(.get, "/metrics")
        #expect(reply.fields["Content-Type"] == "text/plain; version=0.0.4; charset=utf-8")
        #expect(reply.text.contains("\nvisits_total 1\n"))
    }

    @Test("nothing can be changed", arguments: [HTTPMethod.post, .put, .patch, .delete])
    func methods(method: HTTPMethod) async throws {
        for path in ["/healthz", "/livez", "/readyz", "/readyz/stores", "/metrics", "/debug", "/debug/queue"] {
            let reply = try await client.send(method, path)
            #expect(reply.status == .methodNotAllowed)
            #expect(reply.fields["Allow"] == "GET, HEAD")
        }
    }

    @Test("HEAD is answered as GET is")
    func head() async throws {
        for path in ["/healthz", "/metrics", "/debug"] {
            #expect(try await client.send(.head, path).status == .ok)
        }
    }

    @Test("who comes from elsewhere sees no pages")
    func strangers() async throws {
        let handler = Self.endpoints().handler
        for (host, status) in [
            ("10.0.0.7", HTTPStatus.forbidden), ("127.0.0.1", .ok), ("::1", .ok), ("::7", .forbidden),
        ] {
            let peer = HTTPServerRequest.Peer(address: .internet(host: host, port: 1_234))
            let client = InProcessClient(handler, peer: peer)
            #expect(try await client.send(.get, "/debug/queue").status == status)
            #expect(try await client.send(.get, "/livez").status == .ok)
        }
    }

    @Test("without a decision there are no pages")
    func off() async throws {
        var endpoints = Self.endpoints()
        endpoints.debug = nil
        let client = InProcessClient(endpoints.handler)
        #expect(try await client.send(.get, "/debug").status == .notFound)
        #expect(try await client.send(.get, "/debug/queue").status == .notFound)
    }
}
