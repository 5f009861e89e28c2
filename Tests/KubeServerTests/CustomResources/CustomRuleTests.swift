// SPDX-License-Identifier: Apache-2.0

import HTTPCore
import JSONKit
import Testing

private let widgets = "/apis/example.com/v1/namespaces/default/widgets"
private let mergePatch = "application/merge-patch+json"

/// The sentences are those of a kube-apiserver 1.36.2 that was asked the same.
@Suite("Rules of custom objects", .timeLimit(.minutes(1)))
struct CustomRuleTests {
    private let fixture = CustomFixture()

    init() async throws {
        try await fixture.send(.post, "/api/v1/namespaces", #"{"metadata": {"name": "default"}}"#)
        try await fixture.define(
            TestDefinition(
                schema: """
                    {"type": "object", "x-kubernetes-validations": [{"rule": "self.metadata.name != 'forbidden'"}],
                     "properties": {"spec": {"type": "object",
                      "x-kubernetes-validations": [
                        {"rule": "!has(self.a) || !has(self.b) || self.a <= self.b", "message": "a must not exceed b"}],
                      "properties": {"a": {"type": "integer"}, "b": {"type": "integer"},
                       "name": {"type": "string", "maxLength": 20, "x-kubernetes-validations": [
                         {"rule": "self == oldSelf", "message": "name is immutable"}]},
                       "m": {"type": "array", "maxItems": 10, "x-kubernetes-list-type": "map",
                         "x-kubernetes-list-map-keys": ["k"], "items": {"type": "object", "required": ["k"],
                         "properties": {"k": {"type": "string", "maxLength": 5}, "v": {"type": "integer"}},
                         "x-kubernetes-validations": [
                           {"rule": "self.v >= oldSelf.v", "reason": "FieldValueForbidden", "fieldPath": ".v"}]}},
                       "x": {"type": "string", "maxLength": 10, "x-kubernetes-validations": [
                         {"rule": "self != 'bad'"},
                         {"rule": "self != 'dup'", "reason": "FieldValueDuplicate", "message": "dup msg"},
                         {"rule": "self != 'req'", "reason": "FieldValueRequired", "messageExpression": "'expr ' + self"}]},
                       "mp": {"type": "object", "maxProperties": 5, "additionalProperties": {"type": "integer",
                         "x-kubernetes-validations": [{"rule": "self > 0"}]}},
                       "div": {"type": "integer", "x-kubernetes-validations": [{"rule": "10 / self > 1"}]}}}}}
                    """
            )
        )
    }

    private func widget(_ spec: String, _ name: String = "x") -> String {
        #"{"apiVersion": "example.com/v1", "kind": "Widget", "metadata": {"name": "\#(name)"}, "spec": \#(spec)}"#
    }

    /// A spec, and what rules say of it.
    struct Row: CustomTestStringConvertible, Sendable {
        var name = "x"
        let spec: String
        let errors: String
        var testDescription: String { "\(name) \(spec)" }
    }

    static let rows = [
        Row(spec: #"{"a": 3, "b": 2}"#, errors: "spec: Invalid value: a must not exceed b"),
        Row(spec: #"{"x": "bad"}"#, errors: #"spec.x: Invalid value: "bad": failed rule: self != 'bad'"#),
        Row(spec: #"{"x": "dup"}"#, errors: #"spec.x: Duplicate value: "dup""#),
        Row(spec: #"{"x": "req"}"#, errors: "spec.x: Required value: expr req"),
        Row(spec: #"{"mp": {"p": 0}}"#, errors: "spec.mp[p]: Invalid value: 0: failed rule: self > 0"),
        Row(
            spec: #"{"div": 0}"#,
            errors: #"spec.div: Invalid value: "integer": division by zero evaluating rule: 10 / self > 1"#
        ),
        Row(
            name: "forbidden",
            spec: "{}",
            errors: "<nil>: Invalid value: failed rule: self.metadata.name != 'forbidden'"
        ),
        Row(
            spec: #"{"a": 3, "b": 2, "x": 5}"#,
            errors:
                #"[spec.x: Invalid value: "integer": spec.x in body must be of type string: "integer", <nil>: Invalid "#
                + "value: null: some validation rules were not checked because the object was invalid; correct the existing "
                + "errors to complete validation]"
        ),
    ]

    @Test("an object that breaks a rule is refused in the API server's words", arguments: rows)
    func errors(_ row: Row) async throws {
        let reply = try await fixture.send(.post, widgets, widget(row.spec, row.name))
        #expect(reply.status == 422)
        #expect(reply.message == #"Widget.example.com "\#(row.name)" is invalid: \#(row.errors)"#)
    }

    @Test("rules about changes are asked where the old value is known")
    func transitions() async throws {
        let spec = #"{"a": 1, "b": 2, "name": "n", "m": [{"k": "x", "v": 3}]}"#
        #expect(try await fixture.send(.post, widgets, widget(spec)).status == 201)
        func change(_ patch: String) async throws -> String {
            let reply = try await fixture.send(.patch, "\(widgets)/x", #"{"spec": \#(patch)}"#, contentType: mergePatch)
            return reply.message.replacing(#"Widget.example.com "x" is invalid: "#, with: "")
        }
        #expect(try await change(#"{"name": "other"}"#) == #"spec.name: Invalid value: "other": name is immutable"#)
        #expect(
            try await change(#"{"m": [{"k": "x", "v": 1}, {"k": "y", "v": 0}]}"#)
                == "spec.m[0].v: Forbidden: failed rule: self.v >= oldSelf.v"
        )
        #expect(try await change(#"{"m": [{"k": "y", "v": 0}, {"k": "x", "v": 4}]}"#).isEmpty)
    }

    @Test("a rule that was broken before is a warning as long as its value stays")
    func ratcheting() async throws {
        #expect(try await fixture.send(.post, widgets, widget(#"{"x": "old"}"#)).status == 201)
        let rules = "/spec/versions/0/schema/openAPIV3Schema/properties/spec/properties/x/x-kubernetes-validations"
        let patch = #"[{"op": "add", "path": "\#(rules)/-", "value": {"rule": "self != 'old'"}}]"#
        let target = "\(CustomFixture.definitions)/widgets.example.com"
        #expect(try await fixture.send(.patch, target, patch, contentType: "application/json-patch+json").status == 200)
        await fixture.settle()
        let other = try await fixture.send(.patch, "\(widgets)/x", #"{"spec": {"a": 1}}"#, contentType: mergePatch)
        #expect(other.status == 200)
        #expect(other.warnings == [#"spec.x: Invalid value: \"old\": failed rule: self != 'old'"#])
    }
}
