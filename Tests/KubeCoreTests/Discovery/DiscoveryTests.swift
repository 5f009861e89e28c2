// SPDX-License-Identifier: Apache-2.0

import JSONKit
import KubeCore
import TestSupport
import Testing

@Suite("Discovery", .tags(.codec))
struct DiscoveryTests {
    static let aggregated = #"""
        {"kind": "APIGroupDiscoveryList", "apiVersion": "apidiscovery.k8s.io/v2", "metadata": {}, "items": [
          {"metadata": {"name": "apps", "creationTimestamp": null}, "versions": [
            {"version": "v1", "freshness": "Current", "resources": [
              {"resource": "deployments", "responseKind": {"group": "", "version": "", "kind": "Deployment"},
               "scope": "Namespaced", "singularResource": "deployment", "verbs": ["get", "patch", "deletecollection"],
               "shortNames": ["deploy"], "categories": ["all"],
               "subresources": [{"subresource": "status", "verbs": ["get"]}, {"subresource": "scale"}]}]}]},
          {"metadata": {"name": "metrics.k8s.io"}, "versions": [
            {"version": "v1beta1", "freshness": "Stale", "resources": [
              {"resource": "nodes", "responseKind": {"kind": "NodeMetrics"}, "scope": "Cluster",
               "singularResource": "", "verbs": ["get"]}]}]}]}
        """#

    static let classic = #"""
        {"kind": "APIResourceList", "groupVersion": "v1", "resources": [
          {"name": "configmaps", "singularName": "configmap", "namespaced": true, "kind": "ConfigMap",
           "verbs": ["create", "get"], "shortNames": ["cm"], "storageVersionHash": "x"},
          {"name": "nodes", "singularName": "node", "namespaced": false, "kind": "Node", "verbs": ["get"]},
          {"name": "nodes/status", "singularName": "", "namespaced": false, "kind": "Node", "verbs": ["get"]},
          {"name": "nodes/proxy", "singularName": "", "namespaced": false, "kind": "NodeProxyOptions", "verbs": []}]}
        """#

    static func all() throws -> Discovery {
        let classic = try DiscoveredVersion(parsing: classic)
        return Discovery([classic] + (try DiscoveryAnswer(parsing: aggregated)).versions)
    }

    @Test("all groups at once")
    func aggregated() throws {
        let answer = try DiscoveryAnswer(parsing: Self.aggregated)
        #expect(answer.isAggregated)
        #expect(answer.versions.map(\.groupVersion.apiVersion) == ["apps/v1", "metrics.k8s.io/v1beta1"])
        #expect(answer.versions.map(\.isStale) == [false, true])
        let deployment = try #require(answer.versions.first?.resources.first)
        #expect(deployment.type == AppsV1.Deployment.resourceType)
        #expect(deployment.subresources == ["status", "scale"])
        #expect(deployment.categories == ["all"])
        #expect(deployment.supports(.apply) && deployment.supports(.deleteCollection) && !deployment.supports(.watch))
        #expect(answer.versions.last?.resources.first?.type.scope == .cluster)
        #expect(answer.versions.last?.resources.first?.singular == "nodemetrics")
    }

    @Test("one group in the classic form, whose subresources stand beside the resources")
    func classic() throws {
        let version = try DiscoveredVersion(parsing: Self.classic)
        #expect(version.groupVersion == .core)
        #expect(version.resources.map(\.type) == [CoreV1.ConfigMap.resourceType, CoreV1.Node.resourceType])
        #expect(version.resources.map(\.subresources) == [[], ["status", "proxy"]])
    }

    @Test("the groups in the classic form, the preferred version first")
    func classicGroups() throws {
        let answer = try DiscoveryAnswer(
            parsing: #"""
                {"kind": "APIGroupList", "groups": [
                  {"name": "x", "versions": [{"groupVersion": "x/v1", "version": "v1"}, {"groupVersion": "x/v2", "version": "v2"}],
                   "preferredVersion": {"groupVersion": "x/v2", "version": "v2"}, "serverAddressByClientCIDRs": null}]}
                """#
        )
        #expect(!answer.isAggregated)
        #expect(answer.versions.map(\.groupVersion.apiVersion) == ["x/v2", "x/v1"])
        let core = try DiscoveryAnswer(parsing: #"{"kind": "APIVersions", "versions": ["v1"]}"#)
        #expect(core.versions.map(\.groupVersion) == [.core])
    }

    @Test(
        "names that a person types",
        arguments: [
            ("deployments", "apps/v1 deployments"), ("deployment", "apps/v1 deployments"),
            ("deploy", "apps/v1 deployments"),
            ("Deployment", "apps/v1 deployments"), ("deployments.apps", "apps/v1 deployments"),
            ("deploy.v1.apps", "apps/v1 deployments"), ("cm", "v1 configmaps"), ("nodes", "v1 nodes"),
            ("nodes.metrics.k8s.io", "metrics.k8s.io/v1beta1 nodes"), ("nodes.v1", "v1 nodes"),
            ("nodes.v1beta1.metrics.k8s.io", "metrics.k8s.io/v1beta1 nodes"), ("nodes.", "v1 nodes"),
            ("widgets", nil), ("deployments.batch", nil), ("", nil),
        ]
    )
    func names(_ name: String, _ expected: String?) throws {
        let found = try Self.all().resource(named: name)
        #expect(found.map { "\($0.type.groupVersion) \($0.type.plural)" } == expected)
    }

    @Test("a resource is found by what its objects say they are")
    func kinds() throws {
        let discovery = try Self.all()
        #expect(discovery.resource(of: GroupVersionKind(.apps, "Deployment"))?.type == deployments)
        #expect(discovery.resource(of: GroupVersionKind(.apps, "Widget")) == nil)
        #expect(discovery.resource(of: GroupVersionKind(.batch, "Deployment")) == nil)
    }

    @Test("the version of a server")
    func version() throws {
        let version = try ServerVersion(
            parsing:
                #"{"major": "1", "minor": "36+", "gitVersion": "v1.36.1-eks", "platform": "linux/arm64", "goVersion": "x"}"#
        )
        #expect(version.major == "1" && version.minor == "36+")
        #expect("\(version)" == "v1.36.1-eks")
    }
}
