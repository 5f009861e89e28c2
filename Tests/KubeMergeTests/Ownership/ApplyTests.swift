// SPDX-License-Identifier: Apache-2.0

import JSONKit
import KubeMerge
import TestSupport
import Testing

@Suite("Applying")
struct ApplyTests {
    private func failure(_ cluster: Cluster, _ text: String, by manager: String = "b") throws -> MergeError? {
        var cluster = cluster
        return #expect(throws: MergeError.self) { try cluster.apply(text, by: manager) }
    }

    @Test("An intent for nothing makes the object, and its manager owns all of it but the name")
    func create() throws {
        var cluster = Cluster()
        try cluster.apply(#"{"metadata": {"labels": {"x": "1"}}, "spec": {"replicas": 1, "args": ["a"]}}"#)
        #expect(cluster.content == ["metadata": ["labels": ["x": "1"]], "spec": ["replicas": 1, "args": ["a"]]])
        #expect(try cluster.owned() == ["a Apply": [".metadata.labels.x", ".spec.args", ".spec.replicas"]])
    }

    @Test("What an intent no longer says goes, unless somebody else owns it")
    func removal() throws {
        var cluster = Cluster()
        try cluster.apply(#"{"spec": {"replicas": 1, "paused": true, "nodeSelector": {"x": "1", "y": "2"}}}"#)
        try cluster.apply(#"{"spec": {"paused": true, "nodeSelector": {"y": "2"}}}"#, by: "b")
        try cluster.apply("{}")
        #expect(cluster.content == ["spec": ["paused": true, "nodeSelector": ["y": "2"]]])
        try cluster.apply("{}", by: "b")
        #expect(cluster.content == [:])
        #expect(try cluster.owned().isEmpty)
    }

    @Test("Elements that others put into a list stay when it is no longer intended")
    func foreignElements() throws {
        var cluster = Cluster()
        try cluster.apply(#"{"spec": {"containers": [{"name": "x", "image": "1"}]}}"#)
        try cluster.update(#"{"spec": {"containers": [{"name": "x", "image": "1"}, {"name": "y", "image": "2"}]}}"#)
        try cluster.apply(#"{"spec": {"paused": true}}"#)
        #expect(cluster.content == ["spec": ["containers": [["name": "y", "image": "2"]], "paused": true]])
    }

    @Test("Lists are merged in the order of the intent, and the rest keeps its neighbours")
    func listOrder() throws {
        var cluster = Cluster()
        try cluster.apply(#"{"spec": {"groups": [1, 2, 3, 4]}}"#)
        try cluster.apply(#"{"spec": {"groups": [9, 3, 1]}}"#, by: "b")
        #expect(cluster.content == ["spec": ["groups": [2, 9, 3, 4, 1]]])
    }

    @Test("Ports are told apart by the default of a key that is left out")
    func keyDefaults() throws {
        var cluster = Cluster()
        try cluster.apply(#"{"spec": {"containers": [{"name": "x", "ports": [{"containerPort": 80}]}]}}"#)
        try cluster.apply(
            #"{"spec": {"containers": [{"name": "x", "ports": [{"containerPort": 80, "protocol": "UDP"}]}]}}"#,
            by: "b"
        )
        let ports = cluster.content?["spec"]?["containers"]?[0]?["ports"]
        #expect(ports == [["containerPort": 80], ["containerPort": 80, "protocol": "UDP"]])
    }

    @Test("One conflict is told in one line")
    func oneConflict() throws {
        var cluster = Cluster()
        try cluster.update(#"{"spec": {"replicas": 1}}"#, by: "kubectl")
        let error = try failure(cluster, #"{"spec": {"replicas": 2}}"#)
        #expect(error?.code == .conflict)
        #expect(error?.message == #"Apply failed with 1 conflict: conflict with "kubectl" using v1: .spec.replicas"#)
        let cause = try #require(error?.conflicts.first)
        #expect(ApplyConflict.reason == "FieldManagerConflict")
        #expect(cause.field == ".spec.replicas")
        #expect(cause.message == #"conflict with "kubectl" using v1"#)
    }

    @Test("Several conflicts are told manager by manager")
    func severalConflicts() throws {
        var cluster = Cluster()
        try cluster.apply(#"{"spec": {"replicas": 1, "containers": [{"name": "x", "image": "1"}]}}"#, by: "z")
        cluster.writes.subresource = "scale"
        try cluster.update(
            #"{"spec": {"replicas": 1, "paused": true, "containers": [{"name": "x", "image": "1"}]}}"#,
            by: "kubectl"
        )
        cluster.writes.subresource = ""
        let intent = #"{"spec": {"replicas": 2, "paused": false, "containers": [{"name": "x", "image": "2"}]}}"#
        let error = try failure(cluster, intent)
        #expect(
            error?.message == """
                Apply failed with 3 conflicts: conflicts with "kubectl" with subresource "scale" using v1:
                - .spec.paused
                conflicts with "z":
                - .spec.replicas
                - .spec.containers[name="x"].image
                """
        )
    }

    @Test("Who overrules takes the fields; who agrees shares them")
    func force() throws {
        var cluster = Cluster()
        try cluster.apply(#"{"spec": {"replicas": 1, "paused": true}}"#)
        try cluster.apply(#"{"spec": {"replicas": 2, "paused": true}}"#, by: "b", .overruled)
        #expect(try cluster.owned() == ["a Apply": [".spec.paused"], "b Apply": [".spec.paused", ".spec.replicas"]])
        #expect(cluster.content == ["spec": ["replicas": 2, "paused": true]])
    }

    @Test("What is atomic is owned and fought over as a whole")
    func atomic() throws {
        var cluster = Cluster()
        try cluster.apply(#"{"spec": {"selector": {"x": "1"}}}"#)
        let error = try failure(cluster, #"{"spec": {"selector": {"y": "1"}}}"#)
        #expect(error?.conflicts.map(\.field) == [".spec.selector"])
        try cluster.apply(#"{"spec": {"selector": {"y": "1"}}}"#, by: "b", .overruled)
        #expect(cluster.content == ["spec": ["selector": ["y": "1"]]])
    }

    @Test("Owners are merged by uid, finalizers one by one, also in embedded objects")
    func metadata() throws {
        var cluster = Cluster()
        let owner = #"{"uid": "1", "name": "o", "kind": "K", "apiVersion": "v1"}"#
        try cluster.apply(#"{"metadata": {"ownerReferences": [\#(owner)], "finalizers": ["f"]}}"#)
        try cluster.apply(
            #"{"spec": {"template": {"metadata": {"finalizers": ["g"], "labels": {"l": "1"}}}}}"#,
            by: "b"
        )
        #expect(
            try cluster.owned() == [
                "a Apply": [#".metadata.finalizers[="f"]"#, #".metadata.ownerReferences[uid="1"]"#],
                "b Apply": [
                    #".spec.template.metadata.finalizers[="g"]"#, ".spec.template.metadata.labels.l",
                ],
            ]
        )
    }

    struct Refusal: CustomTestStringConvertible, Sendable {
        let intent: String
        let message: String
        var testDescription: String { message }
    }

    static let refusals = [
        Refusal(
            intent: #"{"spec": {"containers": [{"name": "x"}, {"name": "x"}]}}"#,
            message: #".spec.containers: duplicate entries for key [name="x"]"#
        ),
        Refusal(intent: #"{"spec": {"groups": [1, 1]}}"#, message: ".spec.groups: duplicate entries for key [=1]"),
        Refusal(
            intent: #"{"spec": {"containers": [{"image": "x"}]}}"#,
            message: #".spec.containers: element 0: associative list with keys has an element that omits all key "#
                + #"fields ["name"] (and doesn't have default values for any key fields)"#
        ),
        Refusal(intent: #"{"spec": {"what": 1}}"#, message: ".spec.what: field not declared in schema"),
        Refusal(
            intent: #"{"spec": {"containers": [{"name": "x", "image": 1}]}}"#,
            message: #".spec.containers[name="x"].image: expected string, got &value.valueUnstructured{Value:1}"#
        ),
        Refusal(
            intent: #"{"spec": {"replicas": "1", "paused": 1}}"#,
            message: "errors:\n  .spec.replicas: expected numeric (int or float), got string\n"
                + "  .spec.paused: expected boolean, got &{1}"
        ),
        Refusal(
            intent: #"{"spec": {"args": {"x": [null, "y"]}}}"#,
            message: ".spec.args: expected list, got &{map[x:[<nil> y]]}"
        ),
        Refusal(
            intent: #"{"spec": {"containers": [{"name": "x", "image": {"a": [1, true, null], "b": "q"}}]}}"#,
            message: #".spec.containers[name="x"].image: expected string, got &value.valueUnstructured{Value:"#
                + #"map[string]interface {}{"a":[]interface {}{1, true, interface {}(nil)}, "b":"q"}}"#
        ),
    ]

    @Test("An intent that is not what the schema says is refused", arguments: refusals)
    func refuses(_ refusal: Refusal) throws {
        var cluster = Cluster(apiVersion: "example.com/v1")
        let error = #expect(throws: MergeError.self) { try cluster.apply(refusal.intent) }
        let attempt = "failed to create typed patch object (/web; example.com/v1, Kind=Workload): "
        #expect(error?.code == .invalidObject)
        #expect(error?.message == attempt + refusal.message)
    }

    @Test("An intent for another kind, or with a record, is a bad request")
    func badRequests() throws {
        let cluster = Cluster()
        let other = try cluster.object("{}", apiVersion: "v2")
        let kind = #expect(throws: MergeError.self) {
            try cluster.writes.apply(other, to: nil, by: "a", at: Fixtures.time(0))
        }
        #expect(kind?.description == "invalid object type: /v2, Kind=Workload")
        let record = try failure(cluster, #"{"metadata": {"managedFields": []}}"#)
        #expect(record?.code == .badRequest)
        #expect(record?.message == "metadata.managedFields must be nil")
    }

    @Test("An object whose record cannot be read cannot be applied to")
    func unreadableRecord() throws {
        var cluster = Cluster()
        cluster.store(try cluster.object(#"{"metadata": {"managedFields": [{"operation": "Steal"}]}}"#))
        let error = try failure(cluster, "{}")
        #expect(error?.message == "failed to decode managed fields: operation must be `Apply` or `Update`")
    }

    @Test("Without a schema lists are owned as a whole")
    func deduced() throws {
        var cluster = Cluster(schema: nil)
        try cluster.apply(#"{"spec": {"list": [1], "map": {"x": {"y": 1}}, "mixed": {"z": 1}}}"#)
        #expect(
            try cluster.owned() == [
                "a Apply": [
                    ".spec", ".spec.list", ".spec.map", ".spec.mixed", ".spec.map.x", ".spec.map.x.y", ".spec.mixed.z",
                ]
            ]
        )
        let error = try failure(cluster, #"{"spec": {"list": [1, 2], "mixed": 3}}"#)
        #expect(error?.conflicts.map(\.field) == [".spec.list", ".spec.mixed"])
    }
}
