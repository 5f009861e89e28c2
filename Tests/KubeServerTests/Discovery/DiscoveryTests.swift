// SPDX-License-Identifier: Apache-2.0

import HTTPCore
import HTTPServer
import JSONKit
import KubeServer
import TestSupport
import Testing

@Suite("Discovery", .timeLimit(.minutes(1)))
struct DiscoveryTests {
    /// What an API server of Kubernetes 1.36 answers, for the rows where it is not obvious.
    struct Row: CustomTestStringConvertible {
        let path: String
        let row: String
        var testDescription: String { path }

        init(_ path: String, _ row: String) {
            self.path = path
            self.row = row
        }
    }

    private static let allVerbs =
        #""verbs":["create","delete","deletecollection","get","list","patch","update","watch"]"#

    @Test(
        "a resource is described as Kubernetes describes it",
        arguments: [
            Row(
                "/api/v1",
                #"{"name":"namespaces","singularName":"namespace","namespaced":false,"kind":"Namespace","#
                    + #""verbs":["create","delete","get","list","patch","update","watch"],"shortNames":["ns"],"#
                    + #""storageVersionHash":"Q3oi5N2YM8M="}"#
            ),
            Row(
                "/api/v1",
                #"{"name":"namespaces/finalize","singularName":"","namespaced":false,"kind":"Namespace","#
                    + #""verbs":["update"]}"#
            ),
            Row(
                "/api/v1",
                #"{"name":"pods/eviction","singularName":"","namespaced":true,"group":"policy","version":"v1","#
                    + #""kind":"Eviction","verbs":["create"]}"#
            ),
            Row(
                "/api/v1",
                #"{"name":"serviceaccounts/token","singularName":"","namespaced":true,"#
                    + #""group":"authentication.k8s.io","version":"v1","kind":"TokenRequest","verbs":["create"]}"#
            ),
            Row(
                "/apis/apps/v1",
                #"{"name":"deployments","singularName":"deployment","namespaced":true,"kind":"Deployment","#
                    + allVerbs + #","shortNames":["deploy"],"categories":["all"],"storageVersionHash":"8aSe+NMegvE="}"#
            ),
            Row(
                "/apis/apps/v1",
                #"{"name":"deployments/scale","singularName":"","namespaced":true,"group":"autoscaling","#
                    + #""version":"v1","kind":"Scale","verbs":["get","patch","update"]}"#
            ),
            Row(
                "/apis/events.k8s.io/v1",
                #"{"name":"events","singularName":"event","namespaced":true,"kind":"Event","#
                    + allVerbs + #","shortNames":["ev"],"storageVersionHash":"r2yiGXH7wu8="}"#
            ),
            Row(
                "/apis/apiextensions.k8s.io/v1",
                #"{"name":"customresourcedefinitions","singularName":"customresourcedefinition","namespaced":false,"#
                    + #""kind":"CustomResourceDefinition","# + allVerbs
                    + #","shortNames":["crd","crds"],"categories":["api-extensions"],"#
                    + #""storageVersionHash":"jfWCUB31mvA="}"#
            ),
            Row(
                "/apis/authorization.k8s.io/v1",
                #"{"name":"localsubjectaccessreviews","singularName":"localsubjectaccessreview","namespaced":true,"#
                    + #""kind":"LocalSubjectAccessReview","verbs":["create"]}"#
            ),
            Row(
                "/apis/oa.example.com/v1beta1",
                #"{"name":"widgets","singularName":"widget","namespaced":true,"kind":"Widget","#
                    + #""verbs":["delete","deletecollection","get","list","patch","create","update","watch"],"#
                    + #""shortNames":["wd"],"categories":["all"],"storageVersionHash":"A7dsIfHJsPk="}"#
            ),
        ]
    )
    func rows(_ expected: Row) async throws {
        let list = try await WidgetServer().json(expected.path)
        let name = try JSONValue(parsing: expected.row)["name"]
        let row = list["resources"]?.array?.first { $0["name"] == name }
        #expect(row?.serializedText() == expected.row)
    }

    @Test("parts stand behind their resource, those of built-in ones by name")
    func order() async throws {
        let server = try WidgetServer()
        let apps = try await server.json("/apis/apps/v1")["resources"]?.array?.compactMap { $0["name"]?.string }
        #expect(
            apps == [
                "controllerrevisions", "daemonsets", "daemonsets/status", "deployments", "deployments/scale",
                "deployments/status", "replicasets", "replicasets/scale", "replicasets/status", "statefulsets",
                "statefulsets/scale", "statefulsets/status",
            ]
        )
        let custom = try await server.json("/apis/oa.example.com/v1")["resources"]?.array?.compactMap {
            $0["name"]?.string
        }
        #expect(custom == ["widgets", "widgets/status", "widgets/scale"])
    }

    @Test("the core group has no apiVersion, the others have")
    func versionOfLists() async throws {
        let server = try WidgetServer()
        #expect(try await server.json("/api/v1").object?.keys == ["kind", "groupVersion", "resources"])
        #expect(
            try await server.json("/apis/apps/v1").object?.keys == ["kind", "apiVersion", "groupVersion", "resources"]
        )
        #expect(try await server.json("/api")["versions"] == ["v1"])
    }

    @Test("a group lists its versions, the preferred one first")
    func group() async throws {
        let group = try await WidgetServer().json("/apis/oa.example.com")
        let text = """
            {"kind":"APIGroup","apiVersion":"v1","name":"oa.example.com","versions":[\
            {"groupVersion":"oa.example.com/v1","version":"v1"},\
            {"groupVersion":"oa.example.com/v1beta1","version":"v1beta1"}],\
            "preferredVersion":{"groupVersion":"oa.example.com/v1","version":"v1"}}
            """
        #expect(group.serializedText() == text)
    }

    @Test("groups come in the order of their priorities")
    func groups() async throws {
        let names = try await WidgetServer().json("/apis")["groups"]?.array?.compactMap { $0["name"]?.string }
        #expect(
            names == [
                "apiregistration.k8s.io", "apps", "events.k8s.io", "authentication.k8s.io", "authorization.k8s.io",
                "autoscaling", "batch", "networking.k8s.io", "policy", "rbac.authorization.k8s.io", "storage.k8s.io",
                "admissionregistration.k8s.io", "apiextensions.k8s.io", "scheduling.k8s.io", "coordination.k8s.io",
                "discovery.k8s.io", "oa.example.com",
            ]
        )
    }

    @Test(
        "what is not served is not found",
        arguments: ["/api/v2", "/apis/nope.example.com", "/apis/apps/v1beta1", "/apis/oa.example.com/v2"]
    )
    func unknown(_ path: String) async throws {
        #expect(try await WidgetServer().get(path).status == .notFound)
    }

    @Test("versions are preferred by their stage, then by their number")
    func versionOrder() async throws {
        let versions = ["v1alpha1", "v2beta1", "v1", "foo10", "v10", "v2", "v11alpha2", "v2beta10", "foo1"]
        let custom = try versions.map { try WidgetResources.resource($0, #"{"type": "object"}"#) }
        let group = try await WidgetServer([], custom: custom).json("/apis/oa.example.com")
        #expect(
            group["versions"]?.array?.compactMap { $0["version"]?.string } == [
                "v10", "v2", "v1", "v2beta10", "v2beta1", "v11alpha2", "v1alpha1", "foo1", "foo10",
            ]
        )
    }
}
