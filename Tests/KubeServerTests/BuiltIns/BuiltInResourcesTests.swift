// SPDX-License-Identifier: Apache-2.0

import JSONKit
import KubeSchema
import KubeServer
import TestSupport
import Testing

@Suite("The built-in resources")
struct BuiltInResourcesTests {
    @Test("every resource has a schema, and as many cells as columns", arguments: BuiltInResources.all.map(\.id))
    func columns(_ id: ResourceID) throws {
        let resource = try #require(BuiltInResources.all.first { $0.id == id })
        #expect(resource.schema != nil)
        #expect(!resource.columns.isEmpty)
        let cells = try #require(resource.strategy.cells(of: ["metadata": ["name": "x"]], now: 0))
        #expect(cells.count == resource.columns.count)
        #expect(resource.columns.contains { $0.format == "name" })
    }

    @Test("no two resources have the same name or short name in a group")
    func names() {
        let resources = BuiltInResources.all
        #expect(Set(resources.map(\.id)).count == resources.count)
        for group in Set(resources.map(\.id.group)) {
            let short = resources.filter { $0.id.group == group }.flatMap(\.names.shortNames)
            #expect(Set(short).count == short.count)
        }
    }

    @Test("groups are in the order of discovery, resources in that of their names")
    func order() {
        let groups = BuiltInResources.all.map(\.id.group).reduce(into: [String]()) { groups, group in
            if groups.last != group { groups.append(group) }
        }
        #expect(
            groups == [
                "", "apiregistration.k8s.io", "apps", "events.k8s.io", "autoscaling", "batch", "networking.k8s.io",
                "policy", "rbac.authorization.k8s.io", "storage.k8s.io", "admissionregistration.k8s.io",
                "apiextensions.k8s.io", "scheduling.k8s.io", "coordination.k8s.io", "discovery.k8s.io",
            ]
        )
        let core = BuiltInResources.all.filter { $0.id.group.isEmpty }.map(\.id.plural)
        #expect(core == core.sorted())
        #expect(APIGroupPriority(group: "example.com", version: "v1") == APIGroupPriority(group: "x.y", version: "v2"))
        #expect(APIGroupPriority.lists("discovery.k8s.io", before: "example.com"))
    }

    @Test("`all` is what users think of when they say all")
    func all() {
        let all = BuiltInResources.all.filter { $0.names.categories.contains("all") }.map(\.id.plural)
        let expected = [
            "cronjobs", "daemonsets", "deployments", "horizontalpodautoscalers", "jobs", "pods", "replicasets",
            "services", "statefulsets",
        ]
        #expect(all.sorted() == expected)
    }

    @Test("three kinds can be scaled")
    func scale() {
        let scalable = BuiltInResources.all.filter { $0.subresources.scale != nil }.map(\.id.plural)
        #expect(scalable.sorted() == ["deployments", "replicasets", "statefulsets"])
    }

    @Test("events of both groups are the same events")
    func eventViews() throws {
        let all = BuiltInResources.all
        let resource = try #require(all.first { $0.id.group == "events.k8s.io" })
        #expect(resource.view?.stored == ResourceID(group: "", plural: "events"))
        let shown = try JSONObject(
            parsing:
                #"{"apiVersion":"events.k8s.io/v1","kind":"Event","note":"hi","regarding":{"name":"x"},"reason":"r"}"#
        )
        let stored = try #require(resource.form?.store(shown))
        #expect(
            stored == [
                "apiVersion": "v1", "kind": "Event", "message": "hi", "involvedObject": ["name": "x"], "reason": "r",
            ]
        )
        let object = StoredObject(
            key: StorageKey(namespace: "a", name: "e"),
            uid: "",
            resourceVersion: 0,
            members: ObjectCodec.members(of: stored, resourceVersion: 0),
            labels: [:],
            fields: [:]
        )
        var read = try ObjectCodec.decode(resource.show(object), kind: "Event", apiVersion: "events.k8s.io/v1")
        read["metadata"] = nil
        #expect(read == shown)
    }

    @Test("field selectors find the fields of the kinds that have some")
    func fields() throws {
        let pods = try BuiltInFixture("pods").resource
        #expect(pods.selectableFields["spec.nodeName"] == ["spec", "nodeName"])
        let jobs = try BuiltInFixture("jobs.batch").resource
        #expect(jobs.selectableFields["status.successful"] == ["status", "succeeded"])
        let events = try BuiltInFixture("events").resource
        #expect(events.selectableFields["source"] == ["source", "component"])
    }
}
