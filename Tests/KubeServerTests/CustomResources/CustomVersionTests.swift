// SPDX-License-Identifier: Apache-2.0

import HTTPCore
import JSONKit
import KubeServer
import Testing

@Suite("Versions of custom resources", .timeLimit(.minutes(1)))
struct CustomVersionTests {
    private let fixture = CustomFixture()

    init() async throws {
        try await fixture.send(.post, "/api/v1/namespaces", #"{"metadata": {"name": "default"}}"#)
    }

    private func version(_ name: String, _ properties: String, isStored: Bool = false, _ more: String = "") -> String {
        """
        {"name": "\(name)", "served": true, "storage": \(isStored), \(more)
         "schema": {"openAPIV3Schema": {"type": "object", "properties": {
           "spec": {"type": "object", "properties": \(properties)}}}}}
        """
    }

    private func path(_ version: String, _ rest: String = "") -> String {
        "/apis/example.com/\(version)/namespaces/default/widgets\(rest)"
    }

    private func widget(_ version: String, _ name: String, _ spec: String) -> String {
        #"{"apiVersion": "example.com/\#(version)", "kind": "Widget", "metadata": {"name": "\#(name)"}, "spec": \#(spec)}"#
    }

    private func defineTwo() async throws {
        try await fixture.define(
            TestDefinition(
                versions: [
                    version("v1beta1", #"{"a": {"type": "string"}, "old": {"type": "string"}}"#),
                    version(
                        "v1",
                        #"{"a": {"type": "string"}, "new": {"type": "string", "default": "d"}}"#,
                        isStored: true
                    ),
                ]
            )
        )
    }

    @Test("an object is one in all versions, each of which shows what it knows and storage knows")
    func conversion() async throws {
        try await defineTwo()
        let made = try await fixture.send(.post, path("v1beta1"), widget("v1beta1", "x", #"{"a": "1", "old": "2"}"#))
        #expect(made.status == 201)
        #expect(made.json["apiVersion"] == "example.com/v1beta1")
        // What the storage version does not know is not stored.
        #expect(made.json["spec"] == ["a": "1"])
        let shown = try await fixture.send(.get, path("v1", "/x"))
        #expect(shown.json["apiVersion"] == "example.com/v1")
        #expect(shown.json["spec"] == ["a": "1"])
        #expect(try await fixture.send(.post, path("v1"), widget("v1", "y", #"{"a": "1"}"#)).status == 201)
        let list = try await fixture.send(.get, path("v1beta1"))
        #expect(list.json["items"]?[1]?["apiVersion"] == "example.com/v1beta1")
        #expect(list.json["items"]?[1]?["spec"] == ["a": "1"])
    }

    @Test("discovery knows the versions in the order of preference")
    func discovery() async throws {
        try await fixture.define(
            TestDefinition(
                versions: ["v1alpha1", "v2beta1", "v10", "v2", "v1", "odd", "v1beta2"].map {
                    version($0, #"{"\#($0)": {"type": "string"}}"#, isStored: $0 == "v2")
                }
            )
        )
        let group = try await fixture.send(.get, "/apis/example.com").json
        let versions = group["versions"]?.array?.compactMap { $0["version"]?.string }
        #expect(versions == ["v10", "v2", "v1", "v2beta1", "v1beta2", "v1alpha1", "odd"])
        #expect(group["preferredVersion"]?["version"] == "v10")
    }

    @Test("a change of the schema counts for what is stored already when it is read")
    func schemaChange() async throws {
        try await defineTwo()
        #expect(try await fixture.send(.post, path("v1"), widget("v1", "x", #"{"a": "1", "new": "2"}"#)).status == 201)
        let definition = TestDefinition(
            versions: [
                version(
                    "v1",
                    #"{"new": {"type": "string"}, "more": {"type": "integer", "default": 7}}"#,
                    isStored: true
                )
            ]
        )
        let patch = #"{"spec": {"versions": \#(definition.spec["versions"]?.serializedText() ?? "")}}"#
        let target = "\(CustomFixture.definitions)/widgets.example.com"
        let type = "application/merge-patch+json"
        #expect(try await fixture.send(.patch, target, patch, contentType: type).status == 200)
        await fixture.settle()
        #expect(try await fixture.send(.get, path("v1beta1", "/x")).status == 404)
        #expect(try await fixture.send(.get, path("v1", "/x")).json["spec"] == ["new": "2", "more": 7])
        let list = try await fixture.send(.get, path("v1"))
        #expect(list.json["items"]?[0]?["spec"] == ["new": "2", "more": 7])
    }

    @Test("a version that was stored must stay")
    func storedVersions() async throws {
        try await defineTwo()
        let target = "\(CustomFixture.definitions)/widgets.example.com"
        let patch = """
            [{"op": "replace", "path": "/spec/versions/0/storage", "value": true}, {"op": "remove", "path": "/spec/versions/1"}]
            """
        let reply = try await fixture.send(.patch, target, patch, contentType: "application/json-patch+json")
        #expect(
            reply.message
                == #"CustomResourceDefinition.apiextensions.k8s.io "widgets.example.com" is invalid: "#
                + #"status.storedVersions[0]: Invalid value: "v1": missing from spec.versions; v1 was previously a storage "#
                + "version, and must remain in spec.versions until a storage migration ensures no data remains persisted in v1 "
                + "and removes v1 from status.storedVersions"
        )
    }

    @Test("whoever uses a deprecated version is told so, also when it fails")
    func deprecation() async throws {
        try await fixture.define(
            TestDefinition(
                versions: [
                    version("v1beta1", #"{"a": {"type": "string"}}"#, #""deprecated": true,"#),
                    version("v1beta2", "{}", #""deprecated": true, "deprecationWarning": "away with it","#),
                    version("v1", #"{"b": {"type": "string"}}"#, isStored: true),
                ]
            )
        )
        let warning = "example.com/v1beta1 Widget is deprecated; use example.com/v1 Widget"
        #expect(try await fixture.send(.get, path("v1beta1")).warnings == [warning])
        #expect(try await fixture.send(.get, path("v1beta1", "/none")).warnings == [warning])
        #expect(try await fixture.send(.get, path("v1beta2")).warnings == ["away with it"])
        #expect(try await fixture.send(.get, path("v1")).warnings.isEmpty)
    }

    @Test("objects are selected by the fields that the version allows, also those that were made before it did")
    func selectableFields() async throws {
        let properties = #"{"color": {"type": "string"}, "size": {"type": "integer"}, "on": {"type": "boolean"}}"#
        let fields = #""selectableFields": [{"jsonPath": ".spec.color"}, {"jsonPath": ".spec.on"}],"#
        try await fixture.define(TestDefinition(versions: [version("v1", properties, isStored: true, fields)]))
        for (name, spec) in [
            ("a", #"{"color": "red", "on": true}"#), ("b", #"{"color": "blue", "size": 2}"#), ("c", "{}"),
        ] {
            #expect(try await fixture.send(.post, path("v1"), widget("v1", name, spec)).status == 201)
        }
        func names(_ selector: String) async throws -> [String] {
            let reply = try await fixture.send(.get, path("v1", "?fieldSelector=\(selector)"))
            if reply.status != 200 { return [reply.message] }
            return (reply.json["items"]?.array ?? []).compactMap { $0["metadata"]?["name"]?.string }
        }
        #expect(try await names("spec.color%3Dred") == ["a"])
        #expect(try await names("spec.color%3D") == ["c"])
        #expect(try await names("spec.on%3Dtrue,spec.color%21%3Dblue") == ["a"])
        #expect(try await names("spec.size%3D2") == ["field label not supported: spec.size"])
        let patch =
            #"[{"op": "add", "path": "/spec/versions/0/selectableFields/-", "value": {"jsonPath": ".spec.size"}}]"#
        let target = "\(CustomFixture.definitions)/widgets.example.com"
        #expect(try await fixture.send(.patch, target, patch, contentType: "application/json-patch+json").status == 200)
        await fixture.settle()
        #expect(try await names("spec.size%3D2") == ["b"])
    }

    @Test("columns show the first value that their path finds, in the form of their type")
    func columns() async throws {
        let columns = """
            "additionalPrinterColumns": [
              {"name": "Text", "type": "string", "jsonPath": ".spec.text"},
              {"name": "List", "type": "string", "jsonPath": ".spec.list"},
              {"name": "First", "type": "string", "jsonPath": ".spec.list[*]", "description": "the first"},
              {"name": "Number", "type": "integer", "jsonPath": ".spec.number", "priority": 1},
              {"name": "Wrong", "type": "integer", "jsonPath": ".spec.text"},
              {"name": "Label", "type": "string", "jsonPath": ".metadata.labels.example\\\\.com/name"},
              {"name": "Ready", "type": "string", "jsonPath": ".spec.conditions[?(@.type==\\"Ready\\")].status"},
              {"name": "None", "type": "date", "jsonPath": ".spec.none"}],
            """
        let properties = """
            {"text": {"type": "string"}, "number": {"type": "integer"}, "none": {"type": "string"},
             "list": {"type": "array", "items": {"type": "string"}},
             "conditions": {"type": "array", "items": {"type": "object", "properties": {
               "type": {"type": "string"}, "status": {"type": "string"}}}}}
            """
        try await fixture.define(TestDefinition(versions: [version("v1", properties, isStored: true, columns)]))
        let body = """
            {"apiVersion": "example.com/v1", "kind": "Widget",
             "metadata": {"name": "x", "labels": {"example.com/name": "l"}},
             "spec": {"text": "t", "number": 5, "list": ["a", "b"],
               "conditions": [{"type": "Odd", "status": "1"}, {"type": "Ready", "status": "2"}]}}
            """
        #expect(try await fixture.send(.post, path("v1"), body).status == 201)
        let accept = "application/json;as=Table;v=v1;g=meta.k8s.io"
        let table = try await fixture.send(.get, path("v1"), accept: accept).json
        #expect(
            table["rows"]?[0]?["cells"] == ["x", "t", #"["a","b"]"#, "a", 5, .null, "l", "2", .null]
        )
        let described = table["columnDefinitions"]?.array ?? []
        #expect(described.compactMap { $0["priority"]?.int } == [0, 0, 0, 0, 1, 0, 0, 0, 0])
        #expect(described[1]["description"] == "Custom resource definition column (in JSONPath format): .spec.text")
        #expect(described[3]["description"] == "the first")
    }

    @Test("without columns the age is shown")
    func age() async throws {
        try await fixture.define(TestDefinition())
        #expect(try await fixture.send(.post, path("v1"), widget("v1", "x", "{}")).status == 201)
        let accept = "application/json;as=Table;v=v1;g=meta.k8s.io"
        let table = try await fixture.send(.get, path("v1"), accept: accept).json
        #expect((table["columnDefinitions"]?.array ?? []).compactMap { $0["name"]?.string } == ["Name", "Age"])
        #expect(table["rows"]?[0]?["cells"]?[1]?.string?.hasSuffix("s") == true)
    }

    @Test("the numbers of a scale are checked, and its paths known")
    func scale() async throws {
        let scale = """
            "subresources": {"scale": {"specReplicasPath": ".spec.replicas", "statusReplicasPath": ".status.replicas",
              "labelSelectorPath": ".status.selector"}},
            """
        let properties = #"{"replicas": {"x-kubernetes-preserve-unknown-fields": true}}"#
        try await fixture.define(TestDefinition(versions: [version("v1", properties, isStored: true, scale)]))
        let resource = fixture.registry.snapshot.resource(group: "example.com", version: "v1", plural: "widgets")
        #expect(
            resource?.subresources.scale
                == .init(
                    specReplicas: ["spec", "replicas"],
                    statusReplicas: ["status", "replicas"],
                    selector: ["status", "selector"]
                )
        )
        for (value, reason) in [
            ("-1", "Invalid value: -1: should be a non-negative integer"),
            ("3000000000", "Invalid value: 3000000000: should be less than or equal to 2147483647"),
            (#""x""#, "Invalid value: 0: .spec.replicas accessor error: x is of the type string, expected int64"),
        ] {
            let reply = try await fixture.send(.post, path("v1"), widget("v1", "x", #"{"replicas": \#(value)}"#))
            #expect(reply.message == #"Widget.example.com "x" is invalid: .spec.replicas: \#(reason)"#)
        }
    }
}
