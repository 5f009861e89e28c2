// SPDX-License-Identifier: Apache-2.0

import Basics
import JSONKit
import KubeMerge
import KubeSchema
import TestSupport
import Testing

@Suite("The record of who owns what")
struct RecordTests {
    @Test("Who updates owns what changed, and loses what is gone")
    func update() throws {
        var cluster = Cluster()
        try cluster.update(#"{"spec": {"replicas": 1, "paused": true}}"#)
        try cluster.update(#"{"spec": {"replicas": 2}}"#, by: "v")
        #expect(try cluster.owned() == ["u Update": [".spec"], "v Update": [".spec.replicas"]])
    }

    @Test("Structs that a built-in type always has belong to nobody")
    func blank() throws {
        var cluster = Cluster()
        cluster.writes.blankObject["spec"] = [:]
        try cluster.update(#"{"spec": {"replicas": 1}}"#)
        #expect(try cluster.owned() == ["u Update": [".spec.replicas"]])
    }

    @Test("The time moves with the object and not with what is repeated")
    func times() throws {
        var cluster = Cluster()
        try cluster.apply(#"{"spec": {"replicas": 1}}"#)
        let first = cluster.live
        try cluster.apply(#"{"spec": {"replicas": 1}}"#)
        #expect(cluster.live == first)
        try cluster.update(#"{"spec": {"replicas": 1}}"#)
        #expect(cluster.live == first)
        try cluster.apply(#"{"spec": {"replicas": 2}}"#)
        #expect(try cluster.times() == ["a": Fixtures.time(4)])
        // Somebody who agrees changes nothing, and gets no time: so does the API server.
        try cluster.apply(#"{"spec": {"replicas": 2}}"#, by: "b")
        #expect(try cluster.times() == ["a": Fixtures.time(4), "b": nil])
    }

    @Test("A write that changed nothing but times gets the old ones back")
    func idleTimes() throws {
        var cluster = Cluster()
        try cluster.apply(#"{"spec": {"replicas": 1}}"#)
        let old = try #require(cluster.live)
        var new = old
        var entry = try #require(new["metadata"]?["managedFields"]?[0])
        entry["time"] = "2030-01-01T00:00:00Z"
        new["metadata"]?["managedFields"] = [entry]
        #expect(ManagedFields.revertingIdleTimes(of: new, to: old) == old)
        new["spec"]?["replicas"] = 2
        #expect(ManagedFields.revertingIdleTimes(of: new, to: old) == new)
        #expect(ManagedFields.revertingIdleTimes(of: ["a": 1], to: ["a": 1]) == ["a": 1])
    }

    @Test("What was there before anybody applied belongs to before-first-apply")
    func beforeFirstApply() throws {
        var cluster = Cluster()
        cluster.store(try cluster.object(#"{"spec": {"replicas": 1}}"#))
        try cluster.update(#"{"spec": {"replicas": 2}}"#)
        #expect(try cluster.owned().isEmpty)
        try cluster.apply(#"{"spec": {"paused": true}}"#)
        #expect(
            try cluster.owned() == [
                "a Apply": [".spec.paused"], "before-first-apply Update": [".spec", ".spec.replicas"],
            ]
        )
    }

    @Test("An empty record resets it, and a better one is taken", arguments: ["[]", "[{}]"])
    func reset(_ record: String) throws {
        var cluster = Cluster()
        try cluster.update(#"{"spec": {"replicas": 1}}"#)
        var renamed = try #require(cluster.live?["metadata"]?["managedFields"]?[0])
        renamed["manager"] = "w"
        try cluster.update(
            #"{"metadata": {"managedFields": [\#(renamed.serializedText())]}, "spec": {"replicas": 1}}"#
        )
        #expect(try cluster.owned() == ["w Update": [".spec", ".spec.replicas"]])
        try cluster.update(#"{"metadata": {"managedFields": [{"manager": "bad"}]}, "spec": {"replicas": 1}}"#)
        #expect(try cluster.owned() == ["w Update": [".spec", ".spec.replicas"]])
        try cluster.update(#"{"metadata": {"managedFields": \#(record)}, "spec": {"replicas": 1}}"#)
        #expect(cluster.live?["metadata"]?["managedFields"] == nil)
    }

    @Test("Through a subresource the record cannot be changed by hand, and other fields are not owned")
    func subresource() throws {
        var cluster = Cluster()
        try cluster.apply(#"{"spec": {"replicas": 1}}"#)
        cluster.writes.subresource = "status"
        cluster.writes.resetFields = FieldSet([.field("metadata")], [.field("spec")])
        let update = #"{"metadata": {"managedFields": []}, "spec": {"replicas": 2}, "status": {"ready": 1}}"#
        try cluster.update(update)
        #expect(try cluster.owned() == ["a Apply": [".spec.replicas"], "u Update": [".status", ".status.ready"]])
    }

    @Test("An object that is not what its schema says keeps its record")
    func invalidUpdate() throws {
        var cluster = Cluster()
        try cluster.apply(#"{"spec": {"replicas": 1}}"#)
        try cluster.update(#"{"spec": {"replicas": "many"}}"#)
        #expect(try cluster.owned() == ["a Apply": [".spec.replicas"]])
    }

    @Test("Beyond ten updates the oldest become one entry")
    func ancientChanges() throws {
        var cluster = Cluster()
        var labels: [String] = []
        for index in 10...22 {
            labels.append(#""l\#(index)": "1""#)
            try cluster.update(#"{"metadata": {"labels": {\#(labels.joined(separator: ", "))}}}"#, by: "m\(index)")
        }
        let owned = try cluster.owned()
        #expect(owned.count == 10)
        let ancient = (10...13).map { ".metadata.labels.l\($0)" }
        #expect(owned["ancient-changes Update"] == [".metadata.labels"] + ancient)
        #expect(try cluster.times()["ancient-changes"] == Fixtures.time(4))
        #expect(owned["m14 Update"] == [".metadata.labels.l14"])
    }

    @Test("Entries of versions that are not served any more are dropped, those of others compared")
    func versions() throws {
        var cluster = Cluster(apiVersion: "v1")
        try cluster.apply(#"{"spec": {"replicas": 1}}"#)
        try cluster.apply(#"{"spec": {"paused": true}}"#, by: "b")
        var later = Cluster(apiVersion: "v2")
        later.store(try #require(cluster.live))
        let error = #expect(throws: MergeError.self) { try later.apply(#"{"spec": {"replicas": 2}}"#, by: "b") }
        #expect(error?.conflicts.map(\.field) == [".spec.replicas"])
        try later.apply(#"{"spec": {"replicas": 1}}"#, by: "b")
        #expect(later.content == ["spec": ["replicas": 1]])
        later.writes.knownVersions = ["v2"]
        try later.apply(#"{"spec": {"paused": true}}"#, by: "c")
        #expect(try later.owned() == ["b Apply": [".spec.replicas"], "c Apply": [".spec.paused"]])
    }

    @Test("What became atomic is owned as a whole by those who owned its parts")
    func schemaChange() throws {
        let granular =
            #"{"type": "object", "properties": {"spec": {"type": "object", "additionalProperties": {"type": "string"}}}}"#
        let atomic = granular.replacing(
            #""additionalProperties""#,
            with: #""x-kubernetes-map-type": "atomic", "additionalProperties""#
        )
        var before = Cluster(schema: Fixtures.schema(granular))
        try before.apply(#"{"spec": {"x": "1"}}"#)
        var after = Cluster(schema: Fixtures.schema(atomic))
        after.store(try #require(before.live))
        let error = #expect(throws: MergeError.self) { try after.apply(#"{"spec": {"x": "2"}}"#, by: "b") }
        #expect(error?.conflicts.map(\.field) == [".spec"])
        try after.apply(#"{"metadata": {"labels": {"l": "1"}}}"#, by: "b")
        #expect(try after.owned() == ["a Apply": [".spec"], "b Apply": [".metadata.labels.l"]])
    }

    @Test("kubectl takes over what it applied on the client's side, and keeps the annotation up to date")
    func clientSideApply() throws {
        var cluster = Cluster()
        let applied =
            #"{\"apiVersion\":\"v1\",\"kind\":\"Workload\",\"metadata\":{\"name\":\"web\"},\"spec\":{\"replicas\":1}}"#
        let annotations = #""annotations": {"kubectl.kubernetes.io/last-applied-configuration": "\#(applied)"}"#
        try cluster.update(
            #"{"metadata": {\#(annotations)}, "spec": {"replicas": 1, "paused": true}}"#,
            by: "kubectl-client-side-apply"
        )
        let others = #expect(throws: MergeError.self) { try cluster.apply(#"{"spec": {"replicas": 2}}"#) }
        #expect(others?.conflicts.count == 1)
        let unapplied = #expect(throws: MergeError.self) {
            try cluster.apply(#"{"spec": {"replicas": 2, "paused": false}}"#, by: "kubectl")
        }
        #expect(unapplied?.conflicts.map(\.field) == [".spec.paused"])
        try cluster.apply(#"{"spec": {"replicas": 2, "args": ["<"]}}"#, by: "kubectl")
        let text = cluster.live?["metadata"]?["annotations"]?["kubectl.kubernetes.io/last-applied-configuration"]?
            .string
        #expect(
            text
                == #"{"apiVersion":"v1","kind":"Workload","metadata":{"name":"web"},"spec":{"args":["\u003c"],"replicas":2}}"#
                + "\n"
        )
    }
}
