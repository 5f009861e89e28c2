// SPDX-License-Identifier: Apache-2.0

import HTTPCore
import JSONKit
import KubeServer
import Testing

@Suite("Deleting objects", .timeLimit(.minutes(1)))
struct DeletionTests {
    private static let hold: [JSONValue] = ["example.com/hold"]

    @Test("the answer is a Status, or the object for kinds that have it so")
    func answers() async throws {
        let cluster = try await ControlledCluster()
        let uid = try await cluster.make("ConfigMap", "x")
        let status = try await cluster.send(.delete, "configmaps/x")
        #expect(status.code == 200)
        #expect(
            status.json == [
                "kind": "Status", "apiVersion": "v1", "metadata": [:], "status": "Success",
                "details": ["name": "x", "kind": "configmaps", "uid": .string(uid)],
            ]
        )
        try await cluster.make("Widget", "w")
        let widget = try await cluster.send(.delete, "/apis/example.com/v1/namespaces/a/widgets/w")
        #expect(widget.json["details"]?["group"] == "example.com")
        try await cluster.make("ServiceAccount", "s")
        let account = try await cluster.send(.delete, "serviceaccounts/s")
        #expect(account.kind == "ServiceAccount")
        #expect(account.metadata["deletionTimestamp"] == nil)
        #expect(account.metadata.text("resourceVersion") == "\(cluster.storage.revision)")
        #expect(try await cluster.send(.delete, "serviceaccounts/s").code == 404)
    }

    @Test("an object with finalizers is marked, counts a generation, and goes with the last of them")
    func finalizers() async throws {
        let cluster = try await ControlledCluster()
        try await cluster.make("Widget", "w", finalizers: Self.hold)
        let path = "/apis/example.com/v1/namespaces/a/widgets/w"
        let marked = try await cluster.send(.delete, path)
        #expect(marked.kind == "Widget")
        #expect(marked.metadata.text("deletionTimestamp") == "2027-01-15T08:00:00Z")
        #expect(marked.metadata["deletionGracePeriodSeconds"]?.int == 0)
        #expect(marked.metadata["generation"]?.int == 2)
        let again = try await cluster.send(.delete, path)
        #expect(again.metadata == marked.metadata)
        let revision = cluster.storage.revision
        let last = try await cluster.patch(path, ["metadata": ["finalizers": .null]])
        #expect(last.code == 200)
        #expect(last.metadata["finalizers"] == nil)
        #expect(last.metadata.text("resourceVersion") == "\(revision)")
        #expect(try !cluster.exists("Widget", "w"))
    }

    @Test("a watch sees the last state of an object before its finalizers went")
    func watchedEnd() async throws {
        let cluster = try await ControlledCluster()
        try await cluster.make("ConfigMap", "x", finalizers: Self.hold)
        _ = try await cluster.send(.delete, "configmaps/x")
        let revision = cluster.storage.revision
        _ = try await cluster.patch("configmaps/x", ["metadata": ["finalizers": .null]])
        guard case .changes(let changes, _) = cluster.storage.news(of: .configMaps, after: revision) else {
            Issue.record("the change is forgotten")
            return
        }
        #expect(changes.map(\.kind) == [.deleted])
        let metadata = try changes.first.map { try $0.object.read() as JSONObject }?.metadata
        #expect(metadata?.strings("finalizers") == ["example.com/hold"])
    }

    @Test("a finalizer that goes by apply ends an object, too")
    func appliedEnd() async throws {
        let cluster = try await ControlledCluster()
        let path = "configmaps/x?fieldManager=m"
        let apply = "application/apply-patch+yaml"
        var intent: JSONObject = [
            "apiVersion": "v1", "kind": "ConfigMap", "metadata": ["name": "x", "finalizers": ["example.com/hold"]],
        ]
        _ = try await cluster.send(.patch, path, intent, contentType: apply)
        _ = try await cluster.send(.delete, "configmaps/x")
        intent.metadata["finalizers"] = nil
        #expect(try await cluster.send(.patch, path, intent, contentType: apply).code == 200)
        #expect(try !cluster.exists("ConfigMap", "x"))
    }

    @Test("only who asks in the oldest way hears that the object is not gone yet")
    func accepted() async throws {
        let cluster = try await ControlledCluster()
        try await cluster.make("ConfigMap", "x", finalizers: Self.hold)
        #expect(try await cluster.send(.delete, "configmaps/x", ["orphanDependents": false]).code == 202)
        #expect(try await cluster.send(.delete, "configmaps/x", ["propagationPolicy": "Background"]).code == 200)
    }

    @Test("the finalizers of the collector follow the wish of the latest deletion")
    func propagation() async throws {
        let cluster = try await ControlledCluster()
        try await cluster.make("ConfigMap", "x", finalizers: Self.hold)
        for (policy, finalizer) in [("Foreground", "foregroundDeletion"), ("Orphan", "orphan")] {
            let options: JSONObject = ["propagationPolicy": .string(policy)]
            let reply = try await cluster.send(.delete, "configmaps/x", options)
            #expect(reply.metadata.strings("finalizers") == ["example.com/hold", finalizer])
        }
        let unchanged = try await cluster.send(.delete, "configmaps/x")
        #expect(unchanged.metadata.strings("finalizers") == ["example.com/hold", "orphan"])
        let last = try await cluster.send(.delete, "configmaps/x", ["orphanDependents": true])
        #expect(last.metadata.strings("finalizers") == ["example.com/hold", "orphan"])
    }

    @Test("a dry run changes nothing and answers as if it had")
    func dryRun() async throws {
        let cluster = try await ControlledCluster()
        try await cluster.make("ConfigMap", "x", finalizers: Self.hold)
        let revision = cluster.storage.revision
        let reply = try await cluster.send(.delete, "configmaps/x", ["dryRun": ["All"]])
        #expect(reply.metadata["deletionTimestamp"] != nil)
        #expect(reply.metadata.text("resourceVersion") == "\(revision)")
        _ = try await cluster.send(.delete, "configmaps?dryRun=All")
        #expect(cluster.storage.revision == revision)
    }

    @Test("all objects of a selection are deleted, and the answer is what they were")
    func collections() async throws {
        let cluster = try await ControlledCluster()
        for name in ["a", "b", "c"] { try await cluster.make("ConfigMap", name) }
        _ = try await cluster.patch("configmaps/b", ["metadata": ["labels": ["keep": "yes"]]])
        let reply = try await cluster.send(.delete, "configmaps?labelSelector=keep!=yes")
        #expect(reply.kind == "ConfigMapList")
        #expect(reply.json["items"]?.array?.map { $0["metadata"]?["name"]?.string } == ["a", "c"])
        #expect(try cluster.exists("ConfigMap", "b"))
        for name in ["a", "c"] { try await cluster.make("ConfigMap", name) }
        let page = try await cluster.send(.delete, "configmaps?limit=2")
        #expect(page.json["items"]?.array?.count == 2)
        #expect(try cluster.exists("ConfigMap", "c"))
        #expect(try await cluster.send(.delete, "/api/v1/namespaces").code == 405)
    }

    @Test("definitions are deleted in steps, and keep what their objects need")
    func definitions() async throws {
        let cluster = try await ControlledCluster()
        let spec: JSONObject = [
            "spec": [
                "group": "example.com", "scope": "Namespaced", "names": ["plural": "gadgets", "kind": "Gadget"],
                "versions": [
                    [
                        "name": "v1", "served": true, "storage": true,
                        "schema": ["openAPIV3Schema": ["type": "object"]],
                    ]
                ],
            ]
        ]
        try await cluster.make("CustomResourceDefinition", "gadgets.example.com", more: spec)
        let path = "/apis/apiextensions.k8s.io/v1/customresourcedefinitions/gadgets.example.com"
        let reply = try await cluster.send(.delete, path)
        #expect(reply.kind == "CustomResourceDefinition")
        #expect(reply.metadata.strings("finalizers") == ["customresourcecleanup.apiextensions.k8s.io"])
        let condition = reply.json["status"]?["conditions"]?.array?.first { $0["type"] == "Terminating" }
        #expect(condition?["reason"] == "InstanceDeletionPending")
    }

    @Test("namespaces have words of their own for preconditions, and some live for ever")
    func namespaces() async throws {
        let cluster = try await ControlledCluster()
        let path = "/api/v1/namespaces/a"
        let uid = try #require(try cluster.object("Namespace", "a")).metadata.text("uid")
        let conflict = try await cluster.send(.delete, path, ["preconditions": ["uid": "x"]])
        #expect(
            conflict.message == "Operation cannot be fulfilled on namespaces \"a\": Precondition failed: UID in "
                + "precondition: x, UID in object meta: \(uid)"
        )
        let refused = try await cluster.send(.delete, "/api/v1/namespaces/default")
        #expect(refused.code == 403)
        #expect(refused.message == #"namespaces "default" is forbidden: this namespace may not be deleted"#)
        let dry = try await cluster.send(.delete, "\(path)?dryRun=All")
        #expect(dry.json["status"]?["phase"] == "Terminating")
        #expect(try cluster.object("Namespace", "a")?["status"]?["phase"] == "Active")
        let first = try await cluster.send(.delete, path, ["propagationPolicy": "Foreground"])
        #expect(first.metadata.strings("finalizers") == ["foregroundDeletion"])
        let second = try await cluster.send(.delete, path)
        #expect(second.metadata == first.metadata)
    }
}
