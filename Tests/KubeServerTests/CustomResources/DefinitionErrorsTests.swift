// SPDX-License-Identifier: Apache-2.0

import HTTPCore
import Testing

private let label =
    "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic character, and "
    + "end with an alphanumeric character (e.g. 'my-name',  or 'abc-123', regex used for validation is "
    + "'[a-z]([-a-z0-9]*[a-z0-9])?')"

/// The sentences are those of a kube-apiserver 1.36.2 that was asked the same, but for conversion.
@Suite("Definitions that are refused", .timeLimit(.minutes(1)))
struct DefinitionErrorsTests {
    /// What is changed about a good definition, and what is wrong with it then.
    struct Row: CustomTestStringConvertible, Sendable {
        let path: String
        let value: String
        let errors: [String]
        var testDescription: String { "\(path) = \(value)" }
    }

    static let names = [
        Row(path: "scope", value: #""""#, errors: ["spec.scope: Required value"]),
        Row(
            path: "scope",
            value: #""Odd""#,
            errors: [#"spec.scope: Unsupported value: "Odd": supported values: "Cluster", "Namespaced""#]
        ),
        Row(
            path: "group",
            value: #""other.example.com""#,
            errors: [
                #"metadata.name: Invalid value: "widgets.example.com": must be spec.names.plural+"."+spec.group"#
            ]
        ),
        Row(
            path: "names",
            value: #"{"plural": "widgets", "kind": ""}"#,
            errors: [
                "spec.names.singular: Required value", "spec.names.kind: Required value",
                "spec.names.listKind: Required value",
            ]
        ),
        Row(
            path: "names",
            value: #"{"plural": "widgets", "kind": "K", "listKind": "K", "shortNames": ["A"], "categories": ["B!"]}"#,
            errors: [
                #"spec.names.shortNames[0]: Invalid value: "A": \#(label)"#,
                #"spec.names.listKind: Invalid value: "K": kind and listKind may not be the same"#,
                #"spec.names.categories[0]: Invalid value: "B!": \#(label)"#,
            ]
        ),
        Row(
            path: "names.kind",
            value: #""K!""#,
            errors: [
                #"spec.names.singular: Invalid value: "k!": \#(label)"#,
                #"spec.names.kind: Invalid value: "K!": may have mixed case, but should otherwise match: \#(label)"#,
                #"spec.names.listKind: Invalid value: "K!List": may have mixed case, but should otherwise match: \#(label)"#,
            ]
        ),
        Row(
            path: "preserveUnknownFields",
            value: "true",
            errors: [
                "spec.preserveUnknownFields: Invalid value: true: cannot set to true, set "
                    + "x-kubernetes-preserve-unknown-fields to true in spec.versions[*].schema instead"
            ]
        ),
        Row(
            path: "conversion",
            value: #"{"strategy": "Webhook"}"#,
            errors: [
                #"spec.conversion.strategy: Invalid value: "Webhook": a limit of the embedded API server: it calls no "#
                    + "conversion webhooks, so that versions can differ in nothing but their name; Kubernetes has them"
            ]
        ),
    ]

    static let versions = [
        Row(
            path: "versions",
            value: "[]",
            errors: [
                "spec.versions: Invalid value: []: must have exactly one version marked as storage version",
                "status.storedVersions: Invalid value: null: must have at least one stored version",
            ]
        ),
        Row(
            path: "versions.0.schema",
            value: "null",
            errors: ["spec.versions[0].schema.openAPIV3Schema: Required value"]
        ),
        Row(
            path: "versions.0.name",
            value: #""V_1""#,
            errors: [
                #"spec.versions[0].name: Invalid value: "V_1": \#(label)"#,
                #"spec.version: Invalid value: "V_1": \#(label)"#,
            ]
        ),
        Row(
            path: "versions.0.deprecationWarning",
            value: #""x""#,
            errors: [
                #"spec.versions[0].deprecationWarning: Invalid value: "x": can only be set for deprecated versions"#
            ]
        ),
        Row(
            path: "versions.0.additionalPrinterColumns",
            value:
                #"[{"name": "", "type": "", "jsonPath": ""}, {"name": "a", "type": "odd", "format": "x", "jsonPath": "a"}]"#,
            errors: [
                "spec.additionalPrinterColumns[0].name: Required value",
                "spec.additionalPrinterColumns[0].type: Required value: must be one of boolean,date,integer,number,string",
                "spec.additionalPrinterColumns[0].JSONPath: Required value",
                #"spec.additionalPrinterColumns[1].type: Invalid value: "odd": must be one of "#
                    + "boolean,date,integer,number,string",
                #"spec.additionalPrinterColumns[1].format: Invalid value: "x": must be one of "#
                    + "byte,date,date-time,double,float,int32,int64,password",
                #"spec.additionalPrinterColumns[1].JSONPath: Invalid value: "a": must be a simple json path starting with ."#,
            ]
        ),
        Row(
            path: "versions.0.subresources",
            value: #"{"scale": {"specReplicasPath": ".x.y", "statusReplicasPath": "", "labelSelectorPath": ".foo"}}"#,
            errors: [
                #"spec.subresources.scale.specReplicasPath: Invalid value: ".x.y": should be a json path under .spec"#,
                "spec.subresources.scale.statusReplicasPath: Required value",
                #"spec.subresources.scale.labelSelectorPath: Invalid value: ".foo": should be a json path under either "#
                    + ".spec or .status",
            ]
        ),
        Row(
            path: "versions.0.selectableFields",
            value: """
                [{"jsonPath": ".spec.size"}, {"jsonPath": ".spec.size"}, {"jsonPath": ".spec"}, {"jsonPath": ".spec.x"},
                  {"jsonPath": "spec.size"}, {"jsonPath": ".spec['size']"}, {"jsonPath": ""}, {"jsonPath": "."}]
                """,
            errors: [
                #"spec.selectableFields[1].jsonPath: Duplicate value: ".spec.size""#,
                #"spec.selectableFields[2].jsonPath: Invalid value: ".spec": must point to a field of type string, boolean "#
                    + "or integer. Enum string fields and strings with formats are allowed.",
                #"spec.selectableFields[3].jsonPath: Invalid value: ".spec.x": is an invalid path: does not refer to a "#
                    + "valid field",
                #"spec.selectableFields[4].jsonPath: Invalid value: "spec.size": is an invalid path: expected [ or . but "#
                    + "got: spec",
                #"spec.selectableFields[5].jsonPath: Invalid value: ".spec['size']": is an invalid path: array notation is "#
                    + "not allowed",
                "spec.selectableFields[6].jsonPath: Required value",
                #"spec.selectableFields[7].jsonPath: Invalid value: ".": is an invalid path: unexpected end of JSON path"#,
            ]
        ),
    ]

    @Test("a definition that is not right is refused in the API server's words", arguments: names + versions)
    func errors(_ row: Row) async throws {
        let text = row.errors.count == 1 ? row.errors[0] : "[\(row.errors.joined(separator: ", "))]"
        #expect(try await CustomFixture().errors(in: TestDefinition().setting(row.path, to: row.value)) == text)
    }

    @Test("a group of the Kubernetes community needs an approval")
    func approval() async throws {
        var definition = TestDefinition().setting("group", to: #""example.k8s.io""#)
        definition.name = "widgets.example.k8s.io"
        #expect(
            try await CustomFixture().errors(in: definition)
                == "metadata.annotations[api-approved.kubernetes.io]: Required value: protected groups must have approval "
                + #"annotation "api-approved.kubernetes.io", see https://github.com/kubernetes/enhancements/pull/1111"#
        )
    }

    @Test("what no schema has is removed, and the client is told so, or refused")
    func unknownFields() async throws {
        let fixture = CustomFixture()
        let definition = TestDefinition(spec: #"{"a": {"type": "string", "foo": 1}}"#)
        let field = "spec.versions[0].schema.openAPIV3Schema.properties.spec.properties.a.foo"
        let warned = try await fixture.send(.post, "\(CustomFixture.definitions)?dryRun=All", definition.text)
        #expect(warned.status == 201)
        #expect(warned.warnings == [#"unknown field \"\#(field)\""#])
        let target = "\(CustomFixture.definitions)?fieldValidation=Strict"
        let refused = try await fixture.send(.post, target, definition.text)
        #expect(
            refused.message
                == #"CustomResourceDefinition in version "v1" cannot be handled as a CustomResourceDefinition: strict "#
                + #"decoding error: unknown field "\#(field)""#
        )
    }

    @Test("a format that nobody checks is told to the author, once")
    func formats() async throws {
        let fixture = CustomFixture()
        let definition = TestDefinition(spec: #"{"a": {"type": "string", "format": "odd"}}"#)
        let made = try await fixture.send(.post, CustomFixture.definitions, definition.text)
        #expect(made.warnings == [#"unrecognized format \"odd\""#])
        let target = "\(CustomFixture.definitions)/\(definition.name)"
        let patch = #"{"metadata": {"labels": {"a": "b"}}}"#
        let patched = try await fixture.send(.patch, target, patch, contentType: "application/merge-patch+json")
        #expect(patched.status == 200)
        #expect(patched.warnings.isEmpty)
    }

    @Test("what objects are stored under never changes, and what they are not once they are served")
    func immutability() async throws {
        let fixture = CustomFixture()
        try await fixture.define(TestDefinition())
        let patch = #"{"spec": {"scope": "Cluster", "names": {"kind": "Gadget"}}}"#
        let target = "\(CustomFixture.definitions)/widgets.example.com"
        let reply = try await fixture.send(.patch, target, patch, contentType: "application/merge-patch+json")
        #expect(
            reply.message
                == #"CustomResourceDefinition.apiextensions.k8s.io "widgets.example.com" is invalid: [spec.scope: Invalid "#
                + #"value: "Cluster": field is immutable, spec.names.kind: Invalid value: "Gadget": field is immutable]"#
        )
    }
}
