// SPDX-License-Identifier: Apache-2.0

import HTTPCore
import HTTPServer
import JSONKit
import KubeServer
import TestSupport
import Testing

@Suite("Answers to requests for OpenAPI", .timeLimit(.minutes(1)))
struct OpenAPIAnswerTests {
    private static let protobuf = "application/com.github.proto-openapi.spec.v2@v1.0+protobuf"
    private static let protobufNow = "application/com.github.proto-openapi.spec.v2.v1.0+protobuf"

    @Test("the index leads to every version, by the hash of its document")
    func index() async throws {
        let server = try WidgetServer([.configMaps])
        let paths = try #require(try await server.json("/openapi/v3")["paths"]?.object)
        #expect(
            paths.keys == [
                "api/v1", "apis/authentication.k8s.io/v1", "apis/authorization.k8s.io/v1", "apis/oa.example.com/v1",
                "apis/oa.example.com/v1beta1",
            ]
        )
        for (path, entry) in paths {
            let url = try #require(entry["serverRelativeURL"]?.string)
            #expect(url.hasPrefix("/openapi/v3/\(path)?hash="))
            let reply = try await server.get(url)
            #expect(reply.status == .ok)
            #expect(reply.fields["ETag"] == "\"\(url.split(separator: "=")[1])\"")
            #expect(reply.fields["Cache-Control"] == "public, immutable")
            #expect(reply.fields["Expires"] != nil)
            #expect(try JSONValue(parsing: reply.body)["openapi"] == "3.0.0")
        }
    }

    @Test("without a hash a document is looked at again each time")
    func withoutHash() async throws {
        let server = try WidgetServer([.configMaps])
        let reply = try await server.get("/openapi/v3/api/v1")
        #expect(reply.fields["Content-Type"] == "application/json")
        #expect(reply.fields["Cache-Control"] == "no-cache, private")
        #expect(reply.fields["Expires"] == nil)
        #expect(reply.fields["Last-Modified"] != nil)
        let tag = try #require(reply.fields["ETag"])
        for known in [tag, "W/\(tag)", "\"x\", \(tag)", "*"] {
            let again = try await server.get("/openapi/v3/api/v1", ["If-None-Match": known])
            #expect(again.status == .notModified, "\(known)")
            #expect(again.body.isEmpty)
            #expect(again.fields["ETag"] == tag)
        }
        #expect(try await server.get("/openapi/v3/api/v1", ["If-None-Match": "\"x\""]).status == .ok)
    }

    @Test("an old hash leads to the new one")
    func oldHash() async throws {
        let server = try WidgetServer([.configMaps])
        let reply = try await server.get("/openapi/v3/api/v1?hash=ABC")
        let tag = try #require(reply.fields["ETag"]).dropFirst().dropLast()
        #expect(reply.status.code == 301)
        #expect(reply.fields["Location"] == "/openapi/v3/api/v1?hash=\(tag)")
        #expect(reply.body.isEmpty)
    }

    @Test("a change of a custom resource changes its own document and no other")
    func invalidation() async throws {
        let server = try WidgetServer([.configMaps])
        let before = try await server.json("/openapi/v3")["paths"]?.object
        let swagger = try await server.get("/openapi/v2").fields["ETag"]
        let changed = try WidgetResources.resource("v1", #"{"type": "object", "description": "Something else."}"#)
        server.registry.serve(custom: [changed, try #require(server.registry.snapshot.resources.last)])
        let after = try await server.json("/openapi/v3")["paths"]?.object
        #expect(after?.keys == before?.keys)
        let different = after?.filter { before?[$0.key] != $0.value }.map(\.key)
        #expect(different == ["apis/oa.example.com/v1"])
        #expect(try await server.get("/openapi/v2").fields["ETag"] != swagger)

        server.registry.serve(custom: [])
        #expect(try await server.get("/openapi/v3/apis/oa.example.com/v1").status == .notFound)
        #expect(try await server.json("/openapi/v3")["paths"]?["apis/oa.example.com/v1"] == nil)
    }

    struct Wish: CustomTestStringConvertible {
        let accept: String?
        let answer: String?
        var path = "/openapi/v2"
        var testDescription: String { "\(path) for \(accept ?? "nothing said")" }
    }

    @Test(
        "the form of a document is negotiated",
        arguments: [
            Wish(accept: nil, answer: "application/json"),
            Wish(accept: "*/*", answer: "application/json"),
            Wish(accept: "application/*", answer: "application/json"),
            Wish(accept: protobuf, answer: protobufNow),
            Wish(accept: protobufNow, answer: protobufNow),
            Wish(accept: "application/json;q=0.5, \(protobuf)", answer: protobufNow),
            Wish(accept: "\(protobuf);q=0.5, application/json", answer: "application/json"),
            Wish(accept: "text/html, */*;q=0.1", answer: "application/json"),
            Wish(accept: "text/plain", answer: nil),
            Wish(accept: "application/json, */*", answer: "application/json", path: "/openapi/v3/api/v1"),
            Wish(accept: protobuf, answer: nil, path: "/openapi/v3/api/v1"),
            Wish(accept: "text/plain", answer: "text/plain; charset=utf-8", path: "/openapi/v3"),
        ]
    )
    func negotiation(_ wish: Wish) async throws {
        let server = try WidgetServer([.configMaps], custom: [])
        var fields = HTTPFields()
        fields["Accept"] = wish.accept
        let reply = try await server.get(wish.path, fields)
        #expect(reply.status.code == (wish.answer == nil ? 406 : 200))
        #expect(reply.fields["Content-Type"] == wish.answer)
        if wish.path == "/openapi/v2" { #expect(reply.fields.values(of: "Vary") == ["Accept-Encoding", "Accept"]) }
        if wish.answer == nil { #expect(reply.body.isEmpty) }
    }

    @Test("documents are compressed for those who read gzip")
    func gzip() async throws {
        let server = try WidgetServer([.configMaps], custom: [])
        for path in ["/openapi/v2", "/openapi/v3", "/openapi/v3/api/v1"] {
            let plain = try await server.get(path)
            let short = try await server.get(path, ["Accept-Encoding": "gzip"])
            #expect(plain.fields["Content-Encoding"] == nil)
            #expect(short.fields["Content-Encoding"] == "gzip")
            #expect(short.fields.values(of: "Vary").contains("Accept-Encoding"))
            #expect(short.fields["ETag"] == plain.fields["ETag"])
            #expect(Gzip.decompress(short.body, count: plain.body.count) == plain.body, "\(path)")
        }
    }

    @Test(
        "what is not there is not found",
        arguments: ["/openapi", "/openapi/v1", "/openapi/v3/apis/nope/v1", "/openapi/v3/api/v2", "/openapi/v3/x"]
    )
    func unknown(_ path: String) async throws {
        #expect(try await WidgetServer([], custom: []).get(path).status == .notFound)
    }
}

extension ServedResource {
    /// The config maps of the built-in resources: a small document is as good as a large one for most tests.
    fileprivate static var configMaps: ServedResource {
        get throws { try #require(BuiltInResources.all.first { $0.names.kind == "ConfigMap" }) }
    }
}
