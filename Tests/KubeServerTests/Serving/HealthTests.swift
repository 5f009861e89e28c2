// SPDX-License-Identifier: Apache-2.0

import HTTPCore
import JSONKit
import Testing

@Suite("Health and other news of the server", .timeLimit(.minutes(1)))
struct HealthTests {
    struct Question: CustomTestStringConvertible, Sendable {
        let target: String
        let text: String
        var testDescription: String { "\(target) says \(text.prefix(40))" }
    }

    static let questions = [
        Question(target: "/healthz", text: "ok"),
        Question(target: "/livez", text: "ok"),
        Question(target: "/readyz", text: "ok"),
        Question(target: "/readyz/ping", text: "ok"),
        Question(target: "/healthz/etcd", text: "ok"),
        Question(target: "/healthz?verbose", text: "[+]ping ok\n[+]log ok\n[+]etcd ok\nhealthz check passed\n"),
        Question(
            target: "/livez?verbose=1&exclude=etcd&exclude=foo",
            text: """
                [+]ping ok
                [+]log ok
                [+]etcd excluded: ok
                warn: some health checks cannot be excluded: no matches for "foo"
                livez check passed

                """
        ),
    ]

    @Test("the server is well, and says so in plain text", arguments: questions)
    func health(_ question: Question) async throws {
        let server = try await WholeServer()
        let reply = try await server.send(.get, question.target)
        #expect(reply.status == 200)
        #expect(reply.fields["Content-Type"] == "text/plain; charset=utf-8")
        #expect(reply.text == question.text)
    }

    @Test("a check that there is not is not found")
    func unknownCheck() async throws {
        let server = try await WholeServer()
        #expect(try await server.send(.get, "/readyz/foo").status == 404)
        #expect(try await server.send(.get, "/readyz/ping/more").status == 404)
    }

    @Test("health is told to anybody, and nothing else is")
    func anonymous() async throws {
        let server = try await WholeServer()
        for target in ["/healthz", "/livez", "/readyz", "/version"] {
            #expect(try await server.send(.get, target, token: nil).status != 401)
        }
        #expect(try await server.send(.get, "/metrics", token: nil).status == 401)
    }

    @Test("the root lists the paths that lead somewhere")
    func paths() async throws {
        let server = try await WholeServer()
        let paths = try await server.send(.get, "/").json["paths"]?.array?.compactMap(\.string) ?? []
        for path in [
            "/api", "/api/v1", "/apis/apps", "/apis/apps/v1", "/apis/example.com/v1", "/healthz/ping", "/version",
        ] {
            #expect(paths.contains(path))
        }
        #expect(paths == paths.sorted())
    }

    @Test("requests are counted by what they were for, and by how they went")
    func metrics() async throws {
        let server = try await WholeServer()
        _ = try await server.send(.get, "\(WholeServer.configMaps)?limit=x")
        _ = try await server.send(.get, "/apis/nonsense/v1/fancies")
        let reply = try await server.send(.get, "/metrics")
        #expect(reply.fields["Content-Type"] == "text/plain; version=0.0.4; charset=utf-8")
        let labels =
            #"component="apiserver",dry_run="",group="",resource="configmaps",scope="namespace",subresource="",verb="LIST",version="v1""#
        #expect(reply.text.contains("apiserver_request_total{code=\"400\",\(labels)} 1\n"))
        #expect(reply.text.contains("apiserver_request_duration_seconds_count{\(labels)} 1\n"))
        #expect(!reply.text.contains("fancies"))
    }
}
