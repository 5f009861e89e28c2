// SPDX-License-Identifier: Apache-2.0

import JSONKit
import Testing

extension Conformance {
    @Suite("Definitions that are refused", .timeLimit(.minutes(2)))
    struct DefinitionRefusals {
        @Test("a definition that cannot be is refused in these words", arguments: rows)
        func refuses(_ row: Refusal) async throws {
            try await row.check()
        }
    }
}

extension Conformance.DefinitionRefusals {
    static let rows: [Refusal] = [
        Refusal(
            "another name than that of its parts",
            Ship.definition("metadata.name", "x.{ns}.example.com"),
            422,
            "Invalid",
            #"""
            CustomResourceDefinition.apiextensions.k8s.io "x.{ns}.example.com" is invalid: metadata.name: \#
            Invalid value: "x.{ns}.example.com": must be spec.names.plural+"."+spec.group
            """#,
            causes: ["FieldValueInvalid metadata.name"]
        ),
        Refusal(
            "no schema",
            Ship.definition("spec.versions.0.schema", nil),
            422,
            "Invalid",
            #"""
            CustomResourceDefinition.apiextensions.k8s.io "ships.{ns}.example.com" is invalid: \#
            spec.versions[0].schema.openAPIV3Schema: Required value
            """#,
            causes: ["FieldValueRequired spec.versions[0].schema.openAPIV3Schema"]
        ),
        Refusal(
            "no version that is stored",
            Ship.definition("spec.versions.0.storage", false),
            422,
            "Invalid",
            #"""
            CustomResourceDefinition.apiextensions.k8s.io "ships.{ns}.example.com" is invalid: [spec.versions: \#
            Invalid value: \#
            [{"Name":"v1","Served":true,"Storage":false,"Deprecated":false,"DeprecationWarning":null,"Schema":null,"Subresources":null,"AdditionalPrinterColumns":null,"SelectableFields":null}]: \#
            must have exactly one version marked as storage version, status.storedVersions: Invalid value: \#
            null: must have at least one stored version]
            """#,
            causes: ["FieldValueInvalid spec.versions", "FieldValueInvalid status.storedVersions"]
        ),
        Refusal(
            "no versions",
            Ship.definition("spec.versions", []),
            422,
            "Invalid",
            #"""
            CustomResourceDefinition.apiextensions.k8s.io "ships.{ns}.example.com" is invalid: [spec.versions: \#
            Invalid value: []: must have exactly one version marked as storage version, status.storedVersions: \#
            Invalid value: null: must have at least one stored version]
            """#,
            causes: ["FieldValueInvalid spec.versions", "FieldValueInvalid status.storedVersions"]
        ),
        Refusal(
            "a scope that is none",
            Ship.definition("spec.scope", "X"),
            422,
            "Invalid",
            #"""
            CustomResourceDefinition.apiextensions.k8s.io "ships.{ns}.example.com" is invalid: spec.scope: \#
            Unsupported value: "X": supported values: "Cluster", "Namespaced"
            """#,
            causes: ["FieldValueNotSupported spec.scope"]
        ),
        Refusal(
            "no kind",
            Ship.definition("spec.names.kind", nil),
            422,
            "Invalid",
            #"""
            CustomResourceDefinition.apiextensions.k8s.io "ships.{ns}.example.com" is invalid: \#
            [spec.names.singular: Required value, spec.names.kind: Required value, spec.names.listKind: \#
            Required value]
            """#,
            causes: [
                "FieldValueRequired spec.names.singular", "FieldValueRequired spec.names.kind",
                "FieldValueRequired spec.names.listKind",
            ]
        ),
        Refusal(
            "a plural in capitals",
            Ship.definition("spec.names.plural", "Ships"),
            422,
            "Invalid",
            #"""
            CustomResourceDefinition.apiextensions.k8s.io "ships.{ns}.example.com" is invalid: [metadata.name: \#
            Invalid value: "ships.{ns}.example.com": must be spec.names.plural+"."+spec.group, \#
            spec.names.plural: Invalid value: "Ships": \#(Wording.serviceName)]
            """#,
            causes: ["FieldValueInvalid metadata.name", "FieldValueInvalid spec.names.plural"]
        ),
        Refusal(
            "a group of Kubernetes itself",
            Ship.definition("spec.group", "{ns}.k8s.io"),
            422,
            "Invalid",
            #"""
            CustomResourceDefinition.apiextensions.k8s.io "ships.{ns}.example.com" is invalid: [metadata.name: \#
            Invalid value: "ships.{ns}.example.com": must be spec.names.plural+"."+spec.group, \#
            metadata.annotations[api-approved.kubernetes.io]: Required value: protected groups must have \#
            approval annotation "api-approved.kubernetes.io", see \#
            https://github.com/kubernetes/enhancements/pull/1111]
            """#,
            causes: [
                "FieldValueInvalid metadata.name",
                "FieldValueRequired metadata.annotations[api-approved.kubernetes.io]",
            ]
        ),
        Refusal(
            "a version name that is none",
            Ship.definition("spec.versions.0.name", "V_1"),
            422,
            "Invalid",
            #"""
            CustomResourceDefinition.apiextensions.k8s.io "ships.{ns}.example.com" is invalid: \#
            [spec.versions[0].name: Invalid value: "V_1": \#(Wording.serviceName), spec.version: Invalid value: \#
            "V_1": \#(Wording.serviceName)]
            """#,
            causes: ["FieldValueInvalid spec.versions[0].name", "FieldValueInvalid spec.version"]
        ),
        Refusal(
            "a conversion that is none",
            Ship.definition("spec.conversion", ["strategy": "Foo"]),
            422,
            "Invalid",
            #"""
            CustomResourceDefinition.apiextensions.k8s.io "ships.{ns}.example.com" is invalid: \#
            spec.conversion.strategy: Unsupported value: "Foo": supported values: "None", "Webhook"
            """#,
            causes: ["FieldValueNotSupported spec.conversion.strategy"]
        ),
        Refusal(
            "a column that is none",
            Ship.definition(
                "spec.versions.0.additionalPrinterColumns",
                [["name": "x", "type": "foo", "jsonPath": "spec"]]
            ),
            422,
            "Invalid",
            #"""
            CustomResourceDefinition.apiextensions.k8s.io "ships.{ns}.example.com" is invalid: \#
            [spec.additionalPrinterColumns[0].type: Invalid value: "foo": must be one of \#
            boolean,date,integer,number,string, spec.additionalPrinterColumns[0].JSONPath: Invalid value: \#
            "spec": must be a simple json path starting with .]
            """#,
            causes: [
                "FieldValueInvalid spec.additionalPrinterColumns[0].type",
                "FieldValueInvalid spec.additionalPrinterColumns[0].JSONPath",
            ]
        ),
        Refusal(
            "a scale of something else",
            Ship.definition(
                "spec.versions.0.subresources",
                ["scale": ["specReplicasPath": ".foo", "statusReplicasPath": ".status.x"]]
            ),
            422,
            "Invalid",
            #"""
            CustomResourceDefinition.apiextensions.k8s.io "ships.{ns}.example.com" is invalid: \#
            spec.subresources.scale.specReplicasPath: Invalid value: ".foo": should be a json path under .spec
            """#,
            causes: ["FieldValueInvalid spec.subresources.scale.specReplicasPath"]
        ),
        Refusal(
            "a selectable field that is not there",
            Ship.definition("spec.versions.0.selectableFields", [["jsonPath": ".spec.x"]]),
            422,
            "Invalid",
            #"""
            CustomResourceDefinition.apiextensions.k8s.io "ships.{ns}.example.com" is invalid: \#
            spec.selectableFields[0].jsonPath: Invalid value: ".spec.x": is an invalid path: does not refer to \#
            a valid field
            """#,
            causes: ["FieldValueInvalid spec.selectableFields[0].jsonPath"]
        ),
    ]
}
