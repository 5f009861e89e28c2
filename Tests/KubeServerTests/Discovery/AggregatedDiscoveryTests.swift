// SPDX-License-Identifier: Apache-2.0

import HTTPCore
import HTTPServer
import JSONKit
import KubeServer
import TestSupport
import Testing

@Suite("Aggregated discovery", .timeLimit(.minutes(1)))
struct AggregatedDiscoveryTests {
    private static let mediaType = "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList"
    private static let betaType = "application/json;g=apidiscovery.k8s.io;v=v2beta1;as=APIGroupDiscoveryList"

    @Test("the core group has a document of its own, without a name")
    func core() async throws {
        let document = try await WidgetServer().json("/api", accept: Self.mediaType)
        #expect(document["kind"] == "APIGroupDiscoveryList")
        #expect(document["apiVersion"] == "apidiscovery.k8s.io/v2")
        #expect(document["items"]?.array?.count == 1)
        #expect(document["items"]?[0]?["metadata"] == [:])
        let version = document["items"]?[0]?["versions"]?[0]
        #expect(version?["version"] == "v1")
        #expect(version?["freshness"] == "Current")
        let namespaces = version?["resources"]?.array?.first { $0["resource"] == "namespaces" }
        let expected = """
            {"resource":"namespaces","responseKind":{"group":"","version":"","kind":"Namespace"},"scope":"Cluster",\
            "singularResource":"namespace","verbs":["create","delete","get","list","patch","update","watch"],\
            "shortNames":["ns"],"subresources":[{"subresource":"finalize","responseKind":{"group":"","version":"",\
            "kind":"Namespace"},"verbs":["update"]},{"subresource":"status","responseKind":{"group":"","version":"",\
            "kind":"Namespace"},"verbs":["get","patch","update"]}]}
            """
        #expect(namespaces?.serializedText() == expected)
    }

    @Test("custom resources say their group and version everywhere")
    func custom() async throws {
        let document = try await WidgetServer().json("/apis", accept: Self.mediaType)
        let group = document["items"]?.array?.last
        #expect(group?["metadata"] == ["name": "oa.example.com"])
        let expected = """
            {"resource":"widgets","responseKind":{"group":"oa.example.com","version":"v1","kind":"Widget"},\
            "scope":"Namespaced","singularResource":"widget","verbs":["delete","deletecollection","get","list","patch",\
            "create","update","watch"],"shortNames":["wd"],"categories":["all"],"subresources":[\
            {"subresource":"status","responseKind":{"group":"oa.example.com","version":"v1","kind":"Widget"},\
            "verbs":["get","patch","update"]},{"subresource":"scale","responseKind":{"group":"autoscaling",\
            "version":"v1","kind":"Scale"},"verbs":["get","patch","update"]}]}
            """
        #expect(group?["versions"]?[0]?["resources"]?[0]?.serializedText() == expected)
    }

    @Test("a document has a tag, and who knows it gets no other")
    func entityTag() async throws {
        let server = try WidgetServer()
        let first = try await server.get("/apis", ["Accept": Self.mediaType])
        let tag = try #require(first.fields["ETag"])
        #expect(first.fields["Content-Type"] == Self.mediaType)
        #expect(first.fields["Vary"] == "Accept")
        #expect(first.fields["Cache-Control"] == "public")

        let second = try await server.get("/apis", ["Accept": Self.mediaType, "If-None-Match": tag])
        #expect(second.status == .notModified)
        #expect(second.body.isEmpty)
        #expect(second.fields["ETag"] == tag)

        server.registry.serve(custom: [])
        let third = try await server.get("/apis", ["Accept": Self.mediaType, "If-None-Match": tag])
        #expect(third.status == .ok)
        #expect(third.fields["ETag"] != tag)
        #expect(!third.text.contains("oa.example.com"))
    }

    struct Wish: CustomTestStringConvertible {
        let accept: String
        let kind: String
        var path = "/apis"
        var testDescription: String { "\(path) for \(accept)" }
    }

    @Test(
        "the form of the answer is negotiated",
        arguments: [
            Wish(accept: "\(mediaType),\(betaType),application/json", kind: "APIGroupDiscoveryList"),
            Wish(accept: "\(betaType),application/json", kind: "APIGroupList"),
            Wish(accept: "application/json,\(mediaType)", kind: "APIGroupList"),
            Wish(accept: "application/json;q=0.5,\(mediaType)", kind: "APIGroupDiscoveryList"),
            Wish(accept: "*/*", kind: "APIGroupList"),
            Wish(accept: "", kind: "APIGroupList"),
            Wish(accept: "application/json;as=Table;g=meta.k8s.io;v=v1,application/json", kind: "APIGroupList"),
            Wish(accept: betaType, kind: "Status"),
            Wish(accept: "text/plain", kind: "Status"),
            Wish(accept: "\(mediaType),application/json", kind: "APIResourceList", path: "/apis/apps/v1"),
            Wish(accept: mediaType, kind: "Status", path: "/apis/apps/v1"),
        ]
    )
    func negotiation(_ wish: Wish) async throws {
        let answer = try await WidgetServer().json(wish.path, accept: wish.accept)
        #expect(answer["kind"]?.string == wish.kind)
        if wish.kind == "Status" { #expect(answer["code"] == 406) }
    }
}
