// SPDX-License-Identifier: Apache-2.0

import HTTPCore
import HTTPServer
import JSONKit
import KubeServer
import TestSupport
import Testing

@Suite("Paths in OpenAPI", .timeLimit(.minutes(1)))
struct OpenAPIPathTests {
    /// An operation as Kubernetes 1.36 describes it.
    struct Operation: CustomTestStringConvertible {
        let document: String
        let path: String
        let method: String
        let id: String
        let text: String
        let action: String
        let kind: String
        var codes = ["200", "401"]
        var testDescription: String { id }
    }

    private static let apps = "apis/apps/v1"
    private static let items = "/apis/apps/v1/namespaces/{namespace}/daemonsets"
    private static let widgets = "/apis/oa.example.com/v1/namespaces/{namespace}/widgets"
    private static let custom = "apis/oa.example.com/v1"

    @Test(
        "operations are called and described as Kubernetes does it",
        arguments: [
            Operation(
                document: apps,
                path: items,
                method: "get",
                id: "listAppsV1NamespacedDaemonSet",
                text: "list or watch objects of kind DaemonSet",
                action: "list",
                kind: "apps/v1 DaemonSet"
            ),
            Operation(
                document: apps,
                path: items,
                method: "post",
                id: "createAppsV1NamespacedDaemonSet",
                text: "create a DaemonSet",
                action: "post",
                kind: "apps/v1 DaemonSet",
                codes: ["200", "201", "202", "401"]
            ),
            Operation(
                document: apps,
                path: items,
                method: "delete",
                id: "deleteAppsV1CollectionNamespacedDaemonSet",
                text: "delete collection of DaemonSet",
                action: "deletecollection",
                kind: "apps/v1 DaemonSet"
            ),
            Operation(
                document: apps,
                path: "/apis/apps/v1/daemonsets",
                method: "get",
                id: "listAppsV1DaemonSetForAllNamespaces",
                text: "list or watch objects of kind DaemonSet",
                action: "list",
                kind: "apps/v1 DaemonSet"
            ),
            Operation(
                document: apps,
                path: "\(items)/{name}/status",
                method: "patch",
                id: "patchAppsV1NamespacedDaemonSetStatus",
                text: "partially update status of the specified DaemonSet",
                action: "patch",
                kind: "apps/v1 DaemonSet",
                codes: ["200", "201", "401"]
            ),
            Operation(
                document: apps,
                path: "/apis/apps/v1/namespaces/{namespace}/deployments/{name}/scale",
                method: "put",
                id: "replaceAppsV1NamespacedDeploymentScale",
                text: "replace scale of the specified Deployment",
                action: "put",
                kind: "autoscaling/v1 Scale",
                codes: ["200", "201", "401"]
            ),
            Operation(
                document: "apis/networking.k8s.io/v1",
                path: "/apis/networking.k8s.io/v1/namespaces/{namespace}/ingresses/{name}",
                method: "delete",
                id: "deleteNetworkingV1NamespacedIngress",
                text: "delete an Ingress",
                action: "delete",
                kind: "networking.k8s.io/v1 Ingress",
                codes: ["200", "202", "401"]
            ),
            Operation(
                document: "api/v1",
                path: "/api/v1/namespaces/{namespace}/serviceaccounts/{name}/token",
                method: "post",
                id: "createCoreV1NamespacedServiceAccountToken",
                text: "create token of a ServiceAccount",
                action: "post",
                kind: "authentication.k8s.io/v1 TokenRequest",
                codes: ["200", "201", "202", "401"]
            ),
            Operation(
                document: "api/v1",
                path: "/api/v1/watch/namespaces/{name}",
                method: "get",
                id: "watchCoreV1Namespace",
                text: "watch changes to an object of kind Namespace. deprecated: use the 'watch' parameter with a list "
                    + "operation instead, filtered to a single item with the 'fieldSelector' parameter.",
                action: "watch",
                kind: "v1 Namespace"
            ),
            Operation(
                document: "apis/rbac.authorization.k8s.io/v1",
                path: "/apis/rbac.authorization.k8s.io/v1/clusterroles/{name}",
                method: "get",
                id: "readRbacAuthorizationV1ClusterRole",
                text: "read the specified ClusterRole",
                action: "get",
                kind: "rbac.authorization.k8s.io/v1 ClusterRole"
            ),
            Operation(
                document: custom,
                path: widgets,
                method: "get",
                id: "listOaExampleComV1NamespacedWidget",
                text: "list objects of kind Widget",
                action: "list",
                kind: "oa.example.com/v1 Widget"
            ),
            Operation(
                document: custom,
                path: "\(widgets)/{name}/scale",
                method: "patch",
                id: "patchOaExampleComV1NamespacedWidgetScale",
                text: "partially update scale of the specified Widget",
                action: "patch",
                kind: "oa.example.com/v1 Widget"
            ),
        ]
    )
    func operations(_ expected: Operation) async throws {
        let document = try await WidgetServer().json("/openapi/v3/\(expected.document)")
        let operation = try #require(document["paths"]?[expected.path]?[expected.method])
        #expect(operation["operationId"]?.string == expected.id)
        #expect(operation["description"]?.string == expected.text)
        #expect(operation["x-kubernetes-action"]?.string == expected.action)
        #expect(operation["responses"]?.object?.keys == expected.codes)
        let kind = operation["x-kubernetes-group-version-kind"]
        let group = kind?["group"]?.string ?? ""
        let version = kind?["version"]?.string ?? ""
        #expect("\(group.isEmpty ? "" : "\(group)/")\(version) \(kind?["kind"]?.string ?? "")" == expected.kind)
    }

    @Test("what all operations of a path understand is said of the path")
    func parameters() async throws {
        let paths = try await WidgetServer().json("/openapi/v3/\(Self.apps)")["paths"]
        let item = try #require(paths?["\(Self.items)/{name}"])
        #expect(Self.names(item) == ["name", "namespace", "pretty"])
        #expect(Self.names(item["get"]) == [])
        #expect(Self.names(item["put"]) == ["dryRun", "fieldManager", "fieldValidation"])
        #expect(Self.names(item["patch"]) == ["dryRun", "fieldManager", "fieldValidation", "force"])
        #expect(
            Self.names(item["delete"]) == [
                "dryRun", "gracePeriodSeconds", "ignoreStoreReadErrorWithClusterBreakingPotential", "orphanDependents",
                "propagationPolicy",
            ]
        )
        let all = try #require(paths?["/apis/apps/v1/daemonsets"])
        #expect(Self.names(all).contains("allowWatchBookmarks"))
        #expect(Self.names(all["get"]) == [])
    }

    @Test("version 2 has the body among the parameters, and refers to those that are shared")
    func swaggerParameters() async throws {
        let document = try await WidgetServer().json("/openapi/v2")
        let put = document["paths"]?["\(Self.items)/{name}"]?["put"]
        let parameters = try #require(put?["parameters"]?.array)
        #expect(
            parameters.first == [
                "name": "body", "in": "body", "required": true,
                "schema": ["$ref": "#/definitions/io.k8s.api.apps.v1.DaemonSet"],
            ]
        )
        // kubectl looks for these two by name to see whether the server validates and rehearses.
        #expect(parameters.compactMap { $0["name"]?.string } == ["body", "dryRun", "fieldValidation"])
        #expect(parameters.contains(["$ref": "#/parameters/fieldManager"]))
        #expect(document["parameters"]?["fieldManager"]?["in"] == "query")
        #expect(put?["consumes"] == ["*/*"])
    }

    @Test("patches list the media types that are understood")
    func patchTypes() async throws {
        let server = try WidgetServer()
        let types = ["application/apply-patch+yaml", "application/json-patch+json", "application/merge-patch+json"]
        let builtIn = try await server.json("/openapi/v3/\(Self.apps)")["paths"]?["\(Self.items)/{name}"]
        let expected = types + ["application/strategic-merge-patch+json"]
        #expect(builtIn?["patch"]?["requestBody"]?["content"]?.object?.keys == expected)
        let custom = try await server.json("/openapi/v3/\(Self.custom)")["paths"]?["\(Self.widgets)/{name}"]
        #expect(custom?["patch"]?["requestBody"]?["content"]?.object?.keys == types)
    }

    private static func names(_ value: JSONValue?) -> [String] {
        (value?["parameters"]?.array ?? []).compactMap { $0["name"]?.string }
    }
}
