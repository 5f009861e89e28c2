// SPDX-License-Identifier: Apache-2.0

import HTTPCore
import JSONKit
import Testing

private let widgets = "/apis/example.com/v1/namespaces/default/widgets"
private let mergePatch = "application/merge-patch+json"

/// The sentences are those of a kube-apiserver 1.36.2 that was asked the same.
@Suite("Custom objects", .timeLimit(.minutes(1)))
struct CustomObjectTests {
    private let fixture = CustomFixture()

    init() async throws {
        try await fixture.send(.post, "/api/v1/namespaces", #"{"metadata": {"name": "default"}}"#)
        try await fixture.define(
            TestDefinition(
                spec: """
                    {"s": {"type": "string", "minLength": 2, "maxLength": 4, "pattern": "^[a-z]+$"},
                     "e": {"type": "string", "enum": ["x", "y"]},
                     "i": {"type": "integer", "minimum": 2, "maximum": 10, "multipleOf": 2},
                     "i32": {"type": "integer", "format": "int32"},
                     "ios": {"x-kubernetes-int-or-string": true},
                     "nul": {"type": "string", "nullable": true, "enum": ["a"]},
                     "dt": {"type": "string", "format": "date-time"},
                     "l": {"type": "array", "maxItems": 2, "minItems": 1, "items": {"type": "string"}},
                     "set": {"type": "array", "x-kubernetes-list-type": "set", "items": {"type": "string"}},
                     "map": {"type": "array", "x-kubernetes-list-type": "map", "x-kubernetes-list-map-keys": ["k"],
                       "items": {"type": "object", "required": ["k"], "properties": {"k": {"type": "string"}}}},
                     "o": {"type": "object", "maxProperties": 1, "additionalProperties": {"type": "integer"}},
                     "free": {"type": "object", "x-kubernetes-preserve-unknown-fields": true, "properties": {
                       "p": {"type": "object", "properties": {"q": {"type": "string"}}}}},
                     "emb": {"type": "object", "x-kubernetes-embedded-resource": true,
                       "x-kubernetes-preserve-unknown-fields": true},
                     "one": {"type": "object", "properties": {"a": {"type": "string"}, "b": {"type": "string"}},
                       "oneOf": [{"required": ["a"]}, {"required": ["b"]}]},
                     "any": {"type": "string", "anyOf": [{"minLength": 5}, {"pattern": "^x"}]},
                     "def": {"type": "object", "default": {}, "properties": {"a": {"type": "string", "default": "da"},
                       "b": {"type": "string", "nullable": true, "default": "db"}}},
                     "defs": {"type": "array", "items": {"type": "object", "properties": {
                       "a": {"type": "string", "default": "x"}}}},
                     "req": {"type": "object", "required": ["a", "b"], "properties": {"a": {"type": "string"}}}}
                    """
            )
            .setting("versions.0.subresources", to: #"{"status": {}}"#)
        )
    }

    private func widget(_ spec: String, _ metadata: String = #"{"name": "x"}"#) -> String {
        #"{"apiVersion": "example.com/v1", "kind": "Widget", "metadata": \#(metadata), "spec": \#(spec)}"#
    }

    /// A spec, and what is wrong with it.
    struct Row: CustomTestStringConvertible, Sendable {
        let spec: String
        let errors: [String]
        var testDescription: String { spec }
    }

    static let scalars = [
        Row(
            spec: #"{"s": "a"}"#,
            errors: [#"spec.s: Invalid value: "a": spec.s in body should be at least 2 chars long"#]
        ),
        Row(spec: #"{"s": "abcde"}"#, errors: ["spec.s: Too long: may not be more than 4 bytes"]),
        Row(spec: #"{"s": "AB"}"#, errors: [#"spec.s: Invalid value: "AB": spec.s in body should match '^[a-z]+$'"#]),
        Row(
            spec: #"{"s": 5}"#,
            errors: [#"spec.s: Invalid value: "integer": spec.s in body must be of type string: "integer""#]
        ),
        Row(spec: #"{"e": "z"}"#, errors: [#"spec.e: Unsupported value: "z": supported values: "x", "y""#]),
        Row(
            spec: #"{"e": 5}"#,
            errors: [
                #"spec.e: Invalid value: "integer": spec.e in body must be of type string: "integer""#,
                #"spec.e: Unsupported value: 5: supported values: "x", "y""#,
            ]
        ),
        Row(
            spec: #"{"i": 1}"#,
            errors: [
                "spec.i: Invalid value: 1: spec.i in body should be a multiple of 2",
                "spec.i: Invalid value: 1: spec.i in body should be greater than or equal to 2",
            ]
        ),
        Row(
            spec: #"{"i": 4.5}"#,
            errors: [
                #"spec.i: Invalid value: "number": spec.i in body must be of type integer: "number""#,
                #"<nil>: Invalid value: "": Checked value must be of type integer (default format) in spec.i"#,
                "spec.i: Invalid value: 4.5: spec.i in body should be a multiple of 2",
            ]
        ),
        Row(
            spec: #"{"i32": 3000000000}"#,
            errors: [#"<nil>: Invalid value: "": Checked value must be of type integer with format int32 in spec.i32"#]
        ),
        Row(
            spec: #"{"ios": true}"#,
            errors: [#"spec.ios: Invalid value: "boolean": spec.ios in body must be of type integer,string: "boolean""#]
        ),
        Row(spec: #"{"nul": null}"#, errors: [#"spec.nul: Unsupported value: null: supported values: "a""#]),
        Row(
            spec: #"{"dt": 5}"#,
            errors: [#"spec.dt: Invalid value: "int64": spec.dt in body must be of type date-time: "int64""#]
        ),
        Row(
            spec: #"{"dt": "yesterday"}"#,
            errors: [#"spec.dt: Invalid value: "yesterday": spec.dt in body must be of type date-time: "yesterday""#]
        ),
        Row(spec: #""x""#, errors: [#"spec: Invalid value: "string": spec in body must be of type object: "string""#]),
    ]

    static let containers = [
        Row(spec: #"{"l": []}"#, errors: ["spec.l: Invalid value: 0: spec.l in body should have at least 1 items"]),
        Row(spec: #"{"l": ["a", "b", "c"]}"#, errors: ["spec.l: Too many: 3: must have at most 2 items"]),
        Row(spec: #"{"o": {"a": 1, "b": 2}}"#, errors: ["spec.o: Too many: 2: must have at most 1 item"]),
        Row(spec: #"{"set": ["a", "b", "a", "a"]}"#, errors: [#"spec.set[2]: Duplicate value: "a""#]),
        Row(
            spec: #"{"map": [{"k": "a"}, {"k": "b"}, {"k": "a"}]}"#,
            errors: [#"spec.map[2]: Duplicate value: {"k":"a"}"#]
        ),
        Row(spec: #"{"map": [{}]}"#, errors: ["spec.map[0].k: Required value"]),
        Row(
            spec: #"{"map": ["x"]}"#,
            errors: [
                #"spec.map[0]: Invalid value: "string": spec.map[0] in body must be of type object: "string""#,
                #"spec.map[0]: Invalid value: "x": must be an object for an array of list-type map"#,
            ]
        ),
        Row(
            spec: #"{"one": {}}"#,
            errors: [
                #"<nil>: Invalid value: "": "spec.one" must validate one and only one schema (oneOf). Found none valid"#,
                "spec.one.a: Required value",
            ]
        ),
        Row(
            spec: #"{"one": {"a": "1", "b": "2"}}"#,
            errors: [
                #"<nil>: Invalid value: "": "spec.one" must validate one and only one schema (oneOf). Found 2 valid "#
                    + "alternatives"
            ]
        ),
        Row(
            spec: #"{"any": "abc"}"#,
            errors: [
                #"<nil>: Invalid value: "": "spec.any" must validate at least one schema (anyOf)"#,
                #"spec.any: Invalid value: "abc": spec.any in body should be at least 5 chars long"#,
            ]
        ),
        Row(spec: #"{"req": {}}"#, errors: ["spec.req.a: Required value", "spec.req.b: Required value"]),
        Row(
            spec: #"{"emb": {"apiVersion": "", "kind": "x y"}}"#,
            errors: [
                #"spec.emb.apiVersion: Invalid value: "": must not be empty"#,
                #"spec.emb.kind: Invalid value: "x y": may have mixed case, but should otherwise match: a DNS-1035 label "#
                    + "must consist of lower case alphanumeric characters or '-', start with an alphabetic character, and "
                    + "end with an alphanumeric character (e.g. 'my-name',  or 'abc-123', regex used for validation is "
                    + "'[a-z]([-a-z0-9]*[a-z0-9])?')",
            ]
        ),
        Row(spec: #"{"emb": {}}"#, errors: ["spec.emb.apiVersion: Required value", "spec.emb.kind: Required value"]),
    ]

    @Test(
        "an object that its schema does not allow is refused in the API server's words",
        arguments: scalars + containers
    )
    func errors(_ row: Row) async throws {
        let reply = try await fixture.send(.post, widgets, widget(row.spec))
        let text = row.errors.count == 1 ? row.errors[0] : "[\(row.errors.joined(separator: ", "))]"
        #expect(reply.status == 422)
        #expect(reply.message == #"Widget.example.com "x" is invalid: \#(text)"#)
    }

    @Test(
        "what cannot be an object of the kind is a bad request",
        arguments: [
            (
                #"{"metadata": {"labels": {"a": 1}}}"#,
                "json: cannot unmarshal number into Go struct field ObjectMeta.labels of type string"
            ),
            (#"{"metadata": "x"}"#, "json: cannot unmarshal string into Go value of type v1.ObjectMeta"),
            (#"{"spec": {"emb": {"apiVersion": 1}}}"#, "spec.emb.apiVersion: Invalid value: 1: must be a string"),
            (
                #"{"spec": {"emb": {"metadata": "x"}}}"#,
                #"spec.emb.metadata: Invalid value: "x": json: cannot unmarshal string into Go value of type v1.ObjectMeta"#
            ),
        ]
    )
    func unreadable(_ members: String, _ reason: String) async throws {
        let body = #"{"apiVersion": "example.com/v1", "kind": "Widget", \#(members.dropFirst())"#
        let reply = try await fixture.send(.post, widgets, body)
        #expect(reply.status == 400)
        #expect(reply.message == #"Widget in version "v1" cannot be handled as a Widget: \#(reason)"#)
    }

    @Test("an object says its kind, and the right one")
    func kinds() async throws {
        let none = try await fixture.send(.post, widgets, #"{"metadata": {"name": "x"}}"#)
        #expect(none.status == 400)
        #expect(
            none.message
                == "the object provided is unrecognized (must be of type Widget): Object 'Kind' is missing in "
                + #"'{"metadata": {"name": "x"}}' ({"metadata": {"name": "x"}})"#
        )
        let other = #"{"apiVersion": "example.com/v1", "kind": "Other", "metadata": {"name": "x"}}"#
        let wrong = try await fixture.send(.post, widgets, other)
        #expect(wrong.message == #"Other.example.com "x" is invalid: kind: Invalid value: "Other": must be Widget"#)
    }

    @Test("what no schema knows is removed, ignored, told or refused, as the client wishes")
    func unknownFields() async throws {
        let spec =
            #"{"zz": 1, "def": {"yy": 2}, "emb": {"apiVersion": "v1", "kind": "P", "metadata": {"odd": 1}, "x": 1}}"#
        let body = widget(spec, #"{"name": "x", "oddmeta": 1}"#)
        let fields = ["metadata.oddmeta", "spec.def.yy", "spec.zz", "spec.emb.metadata.odd"]
        let strict = try await fixture.send(.post, "\(widgets)?fieldValidation=Strict", body)
        #expect(
            strict.message
                == #"Widget in version "v1" cannot be handled as a Widget: strict decoding error: "#
                + fields.map { #"unknown field "\#($0)""# }.joined(separator: ", ")
        )
        let ignored = try await fixture.send(.post, "\(widgets)?fieldValidation=Ignore&dryRun=All", body)
        #expect(ignored.status == 201)
        #expect(ignored.warnings.isEmpty)
        let warned = try await fixture.send(.post, widgets, body)
        #expect(warned.warnings == fields.map { #"unknown field \"\#($0)\""# })
        #expect(
            warned.json["spec"] == [
                "def": ["a": "da", "b": "db"],
                "emb": ["apiVersion": "v1", "kind": "P", "metadata": [:], "x": 1],
            ]
        )
        let invalid = try await fixture.send(.post, widgets, widget(#"{"zz": 1, "s": 5}"#))
        #expect(invalid.status == 422)
        #expect(invalid.warnings == [#"unknown field \"spec.zz\""#])
    }

    @Test("defaults are filled in, and nulls that mean nothing are not kept")
    func defaults() async throws {
        let spec =
            #"{"s": null, "def": {"a": null, "b": null}, "defs": [{}, {"a": null}], "free": {"n": null, "p": {"r": 1}}}"#
        let reply = try await fixture.send(.post, widgets, widget(spec))
        #expect(
            reply.json["spec"] == [
                "def": ["a": "da", "b": .null], "defs": [["a": "x"], ["a": "x"]], "free": ["n": .null, "p": [:]],
            ]
        )
    }

    @Test("a finalizer without a domain may be somebody else's, too")
    func finalizers() async throws {
        let metadata = #"{"name": "x", "finalizers": ["x", "a.b", "example.com/ok"]}"#
        let hint = "to avoid accidental conflicts with other finalizer writers"
        #expect(
            try await fixture.send(.post, widgets, widget("{}", metadata)).warnings == [
                #"metadata.finalizers: \"a.b\": prefer a domain-qualified finalizer name including a path (/) \#(hint)"#,
                #"metadata.finalizers: \"x\": prefer a domain-qualified finalizer name \#(hint)"#,
            ]
        )
    }

    @Test("the generation counts what is wanted, and the status has a path of its own")
    func generations() async throws {
        func generation(_ reply: CustomFixture.Reply) -> Int? { reply.json["metadata"]?["generation"]?.int }
        let body =
            #"{"apiVersion": "example.com/v1", "kind": "Widget", "metadata": {"name": "x"}, "status": {"phase": "A"}}"#
        let made = try await fixture.send(.post, widgets, body)
        #expect(made.json["status"] == nil)
        #expect(generation(made) == 1)
        func patch(_ path: String, _ patch: String) async throws -> CustomFixture.Reply {
            try await fixture.send(.patch, "\(widgets)/\(path)", patch, contentType: mergePatch)
        }
        let status = try await patch("x/status", #"{"status": {"phase": "A"}, "spec": {"s": "zz"}}"#)
        #expect(status.json["status"] == ["phase": "A"])
        #expect(status.json["spec"]?["s"] == nil)
        #expect(generation(status) == 1)
        let spec = try await patch("x", #"{"spec": {"s": "cd"}, "status": {"phase": "B"}}"#)
        #expect(spec.json["status"] == ["phase": "A"])
        #expect(generation(spec) == 2)
        #expect(generation(try await patch("x", #"{"metadata": {"labels": {"a": "b"}}}"#)) == 2)
        let bad = try await patch("x/status", #"{"status": {"phase": 5}}"#)
        #expect(
            bad.message
                == #"Widget.example.com "x" is invalid: status.phase: Invalid value: "integer": phase in body must be of "#
                + #"type string: "integer""#
        )
    }

    @Test("a schema that has become stricter does not stand in the way of other changes")
    func ratcheting() async throws {
        #expect(try await fixture.send(.post, widgets, widget(#"{"s": "abc", "l": ["a"]}"#)).status == 201)
        let patch =
            #"[{"op": "replace", "path": "/spec/versions/0/schema/openAPIV3Schema/properties/spec/properties/s/maxLength", "value": 2}]"#
        let target = "\(CustomFixture.definitions)/widgets.example.com"
        #expect(try await fixture.send(.patch, target, patch, contentType: "application/json-patch+json").status == 200)
        await fixture.settle()
        func change(_ patch: String) async throws -> CustomFixture.Reply {
            try await fixture.send(.patch, "\(widgets)/x", patch, contentType: mergePatch)
        }
        #expect(try await change(#"{"spec": {"l": ["b"]}}"#).status == 200)
        #expect(
            try await change(#"{"spec": {"s": "abcd"}}"#).message.hasSuffix(
                "spec.s: Too long: may not be more than 2 bytes"
            )
        )
    }
}
