// SPDX-License-Identifier: Apache-2.0

import HTTPCore
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
            .post(
                "/apis/apiextensions.k8s.io/v1/customresourcedefinitions",
                [
                    "metadata": ["name": "x.{ns}.example.com"],
                    "spec": [
                        "group": "{ns}.example.com", "scope": "Namespaced",
                        "names": ["plural": "ships", "kind": "Ship"],
                        "versions": [
                            [
                                "name": "v1", "served": true, "storage": true,
                                "schema": ["openAPIV3Schema": ["type": "object"]],
                            ]
                        ],
                    ],
                ]
            ),
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
            .post(
                "/apis/apiextensions.k8s.io/v1/customresourcedefinitions",
                [
                    "metadata": ["name": "ships.{ns}.example.com"],
                    "spec": [
                        "group": "{ns}.example.com", "scope": "Namespaced",
                        "names": ["plural": "ships", "kind": "Ship"],
                        "versions": [["name": "v1", "served": true, "storage": true]],
                    ],
                ]
            ),
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
            .post(
                "/apis/apiextensions.k8s.io/v1/customresourcedefinitions",
                [
                    "metadata": ["name": "ships.{ns}.example.com"],
                    "spec": [
                        "group": "{ns}.example.com", "scope": "Namespaced",
                        "names": ["plural": "ships", "kind": "Ship"],
                        "versions": [
                            [
                                "name": "v1", "served": true, "storage": false,
                                "schema": ["openAPIV3Schema": ["type": "object"]],
                            ]
                        ],
                    ],
                ]
            ),
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
            .post(
                "/apis/apiextensions.k8s.io/v1/customresourcedefinitions",
                [
                    "metadata": ["name": "ships.{ns}.example.com"],
                    "spec": [
                        "group": "{ns}.example.com", "scope": "Namespaced",
                        "names": ["plural": "ships", "kind": "Ship"], "versions": [],
                    ],
                ]
            ),
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
            "two versions that are stored",
            .post(
                "/apis/apiextensions.k8s.io/v1/customresourcedefinitions",
                [
                    "metadata": ["name": "ships.{ns}.example.com"],
                    "spec": [
                        "group": "{ns}.example.com", "scope": "Namespaced",
                        "names": ["plural": "ships", "kind": "Ship"],
                        "versions": [
                            [
                                "name": "v1", "served": true, "storage": true,
                                "schema": ["openAPIV3Schema": ["type": "object"]],
                            ],
                            [
                                "name": "v2", "served": true, "storage": true,
                                "schema": ["openAPIV3Schema": ["type": "object"]],
                            ],
                        ],
                    ],
                ]
            ),
            422,
            "Invalid",
            #"""
            CustomResourceDefinition.apiextensions.k8s.io "ships.{ns}.example.com" is invalid: [spec.versions: \#
            Invalid value: \#
            [{"Name":"v1","Served":true,"Storage":true,"Deprecated":false,"DeprecationWarning":null,"Schema":null,"Subresources":null,"AdditionalPrinterColumns":null,"SelectableFields":null},{"Name":"v2","Served":true,"Storage":true,"Deprecated":false,"DeprecationWarning":null,"Schema":null,"Subresources":null,"AdditionalPrinterColumns":null,"SelectableFields":null}]: \#
            must have exactly one version marked as storage version, status.storedVersions: Invalid value: \#
            ["v1"]: must have the storage version v2]
            """#,
            causes: ["FieldValueInvalid spec.versions", "FieldValueInvalid status.storedVersions"]
        ),
        Refusal(
            "a scope that is none",
            .post(
                "/apis/apiextensions.k8s.io/v1/customresourcedefinitions",
                [
                    "metadata": ["name": "ships.{ns}.example.com"],
                    "spec": [
                        "group": "{ns}.example.com", "scope": "X", "names": ["plural": "ships", "kind": "Ship"],
                        "versions": [
                            [
                                "name": "v1", "served": true, "storage": true,
                                "schema": ["openAPIV3Schema": ["type": "object"]],
                            ]
                        ],
                    ],
                ]
            ),
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
            .post(
                "/apis/apiextensions.k8s.io/v1/customresourcedefinitions",
                [
                    "metadata": ["name": "ships.{ns}.example.com"],
                    "spec": [
                        "group": "{ns}.example.com", "scope": "Namespaced", "names": ["plural": "ships"],
                        "versions": [
                            [
                                "name": "v1", "served": true, "storage": true,
                                "schema": ["openAPIV3Schema": ["type": "object"]],
                            ]
                        ],
                    ],
                ]
            ),
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
            .post(
                "/apis/apiextensions.k8s.io/v1/customresourcedefinitions",
                [
                    "metadata": ["name": "Ships.{ns}.example.com"],
                    "spec": [
                        "group": "{ns}.example.com", "scope": "Namespaced",
                        "names": ["plural": "Ships", "kind": "Ship"],
                        "versions": [
                            [
                                "name": "v1", "served": true, "storage": true,
                                "schema": ["openAPIV3Schema": ["type": "object"]],
                            ]
                        ],
                    ],
                ]
            ),
            422,
            "Invalid",
            #"""
            CustomResourceDefinition.apiextensions.k8s.io "Ships.{ns}.example.com" is invalid: [metadata.name: \#
            Invalid value: "Ships.{ns}.example.com": \#(Wording.subdomain), spec.names.plural: Invalid value: \#
            "Ships": \#(Wording.serviceName)]
            """#,
            causes: ["FieldValueInvalid metadata.name", "FieldValueInvalid spec.names.plural"]
        ),
        Refusal(
            "a group of Kubernetes itself",
            .post(
                "/apis/apiextensions.k8s.io/v1/customresourcedefinitions",
                [
                    "metadata": ["name": "ships.{ns}.k8s.io"],
                    "spec": [
                        "group": "{ns}.k8s.io", "scope": "Namespaced", "names": ["plural": "ships", "kind": "Ship"],
                        "versions": [
                            [
                                "name": "v1", "served": true, "storage": true,
                                "schema": ["openAPIV3Schema": ["type": "object"]],
                            ]
                        ],
                    ],
                ]
            ),
            422,
            "Invalid",
            #"""
            CustomResourceDefinition.apiextensions.k8s.io "ships.{ns}.k8s.io" is invalid: \#
            metadata.annotations[api-approved.kubernetes.io]: Required value: protected groups must have \#
            approval annotation "api-approved.kubernetes.io", see \#
            https://github.com/kubernetes/enhancements/pull/1111
            """#,
            causes: ["FieldValueRequired metadata.annotations[api-approved.kubernetes.io]"]
        ),
        Refusal(
            "a version name that is none",
            .post(
                "/apis/apiextensions.k8s.io/v1/customresourcedefinitions",
                [
                    "metadata": ["name": "ships.{ns}.example.com"],
                    "spec": [
                        "group": "{ns}.example.com", "scope": "Namespaced",
                        "names": ["plural": "ships", "kind": "Ship"],
                        "versions": [
                            [
                                "name": "V_1", "served": true, "storage": true,
                                "schema": ["openAPIV3Schema": ["type": "object"]],
                            ]
                        ],
                    ],
                ]
            ),
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
            "a property without a type",
            .post(
                "/apis/apiextensions.k8s.io/v1/customresourcedefinitions",
                [
                    "metadata": ["name": "ships.{ns}.example.com"],
                    "spec": [
                        "group": "{ns}.example.com", "scope": "Namespaced",
                        "names": ["plural": "ships", "kind": "Ship"],
                        "versions": [
                            [
                                "name": "v1", "served": true, "storage": true,
                                "schema": ["openAPIV3Schema": ["type": "object", "properties": ["a": [:]]]],
                            ]
                        ],
                    ],
                ]
            ),
            422,
            "Invalid",
            #"""
            CustomResourceDefinition.apiextensions.k8s.io "ships.{ns}.example.com" is invalid: \#
            spec.validation.openAPIV3Schema.properties[a].type: Required value: must not be empty for specified \#
            object fields
            """#,
            causes: ["FieldValueRequired spec.validation.openAPIV3Schema.properties[a].type"]
        ),
        Refusal(
            "a root that is no object",
            .post(
                "/apis/apiextensions.k8s.io/v1/customresourcedefinitions",
                [
                    "metadata": ["name": "ships.{ns}.example.com"],
                    "spec": [
                        "group": "{ns}.example.com", "scope": "Namespaced",
                        "names": ["plural": "ships", "kind": "Ship"],
                        "versions": [
                            [
                                "name": "v1", "served": true, "storage": true,
                                "schema": ["openAPIV3Schema": ["type": "string"]],
                            ]
                        ],
                    ],
                ]
            ),
            422,
            "Invalid",
            #"""
            CustomResourceDefinition.apiextensions.k8s.io "ships.{ns}.example.com" is invalid: \#
            spec.validation.openAPIV3Schema.type: Invalid value: "string": must be object at the root
            """#,
            causes: ["FieldValueInvalid spec.validation.openAPIV3Schema.type"]
        ),
        Refusal(
            "a type that is none",
            .post(
                "/apis/apiextensions.k8s.io/v1/customresourcedefinitions",
                [
                    "metadata": ["name": "ships.{ns}.example.com"],
                    "spec": [
                        "group": "{ns}.example.com", "scope": "Namespaced",
                        "names": ["plural": "ships", "kind": "Ship"],
                        "versions": [
                            [
                                "name": "v1", "served": true, "storage": true,
                                "schema": [
                                    "openAPIV3Schema": ["type": "object", "properties": ["a": ["type": "strin"]]]
                                ],
                            ]
                        ],
                    ],
                ]
            ),
            422,
            "Invalid",
            #"""
            CustomResourceDefinition.apiextensions.k8s.io "ships.{ns}.example.com" is invalid: \#
            spec.validation.openAPIV3Schema.properties[a].type: Unsupported value: "strin": supported values: \#
            "array", "boolean", "integer", "number", "object", "string"
            """#,
            causes: ["FieldValueNotSupported spec.validation.openAPIV3Schema.properties[a].type"]
        ),
        Refusal(
            "a pattern that is none",
            .post(
                "/apis/apiextensions.k8s.io/v1/customresourcedefinitions",
                [
                    "metadata": ["name": "ships.{ns}.example.com"],
                    "spec": [
                        "group": "{ns}.example.com", "scope": "Namespaced",
                        "names": ["plural": "ships", "kind": "Ship"],
                        "versions": [
                            [
                                "name": "v1", "served": true, "storage": true,
                                "schema": [
                                    "openAPIV3Schema": [
                                        "type": "object", "properties": ["a": ["type": "string", "pattern": "["]],
                                    ]
                                ],
                            ]
                        ],
                    ],
                ]
            ),
            422,
            "Invalid",
            #"""
            CustomResourceDefinition.apiextensions.k8s.io "ships.{ns}.example.com" is invalid: \#
            spec.validation.openAPIV3Schema.properties[a].pattern: Invalid value: "[": must be a valid regular \#
            expression, but isn't: error parsing regexp: missing closing ]: `[`
            """#,
            causes: ["FieldValueInvalid spec.validation.openAPIV3Schema.properties[a].pattern"]
        ),
        Refusal(
            "a default of another type",
            .post(
                "/apis/apiextensions.k8s.io/v1/customresourcedefinitions",
                [
                    "metadata": ["name": "ships.{ns}.example.com"],
                    "spec": [
                        "group": "{ns}.example.com", "scope": "Namespaced",
                        "names": ["plural": "ships", "kind": "Ship"],
                        "versions": [
                            [
                                "name": "v1", "served": true, "storage": true,
                                "schema": [
                                    "openAPIV3Schema": [
                                        "type": "object", "properties": ["a": ["type": "string", "default": 5]],
                                    ]
                                ],
                            ]
                        ],
                    ],
                ]
            ),
            422,
            "Invalid",
            #"""
            CustomResourceDefinition.apiextensions.k8s.io "ships.{ns}.example.com" is invalid: \#
            spec.validation.openAPIV3Schema.properties[a].default: Invalid value: "integer":  in body must be \#
            of type string: "integer"
            """#,
            causes: ["FieldValueTypeInvalid spec.validation.openAPIV3Schema.properties[a].default"]
        ),
        Refusal(
            "a default that its rule refuses",
            .post(
                "/apis/apiextensions.k8s.io/v1/customresourcedefinitions",
                [
                    "metadata": ["name": "ships.{ns}.example.com"],
                    "spec": [
                        "group": "{ns}.example.com", "scope": "Namespaced",
                        "names": ["plural": "ships", "kind": "Ship"],
                        "versions": [
                            [
                                "name": "v1", "served": true, "storage": true,
                                "schema": [
                                    "openAPIV3Schema": [
                                        "type": "object",
                                        "properties": ["a": ["type": "integer", "default": 5, "maximum": 3]],
                                    ]
                                ],
                            ]
                        ],
                    ],
                ]
            ),
            422,
            "Invalid",
            #"""
            CustomResourceDefinition.apiextensions.k8s.io "ships.{ns}.example.com" is invalid: \#
            spec.validation.openAPIV3Schema.properties[a].default: Invalid value: 5:  in body should be less \#
            than or equal to 3
            """#,
            causes: ["FieldValueInvalid spec.validation.openAPIV3Schema.properties[a].default"]
        ),
        Refusal(
            "an array without items",
            .post(
                "/apis/apiextensions.k8s.io/v1/customresourcedefinitions",
                [
                    "metadata": ["name": "ships.{ns}.example.com"],
                    "spec": [
                        "group": "{ns}.example.com", "scope": "Namespaced",
                        "names": ["plural": "ships", "kind": "Ship"],
                        "versions": [
                            [
                                "name": "v1", "served": true, "storage": true,
                                "schema": [
                                    "openAPIV3Schema": ["type": "object", "properties": ["a": ["type": "array"]]]
                                ],
                            ]
                        ],
                    ],
                ]
            ),
            422,
            "Invalid",
            #"""
            CustomResourceDefinition.apiextensions.k8s.io "ships.{ns}.example.com" is invalid: \#
            spec.validation.openAPIV3Schema.properties[a].items: Required value: must be specified
            """#,
            causes: ["FieldValueRequired spec.validation.openAPIV3Schema.properties[a].items"]
        ),
        Refusal(
            "a map list without keys",
            .post(
                "/apis/apiextensions.k8s.io/v1/customresourcedefinitions",
                [
                    "metadata": ["name": "ships.{ns}.example.com"],
                    "spec": [
                        "group": "{ns}.example.com", "scope": "Namespaced",
                        "names": ["plural": "ships", "kind": "Ship"],
                        "versions": [
                            [
                                "name": "v1", "served": true, "storage": true,
                                "schema": [
                                    "openAPIV3Schema": [
                                        "type": "object",
                                        "properties": [
                                            "a": [
                                                "type": "array", "items": ["type": "object"],
                                                "x-kubernetes-list-type": "map",
                                            ]
                                        ],
                                    ]
                                ],
                            ]
                        ],
                    ],
                ]
            ),
            422,
            "Invalid",
            #"""
            CustomResourceDefinition.apiextensions.k8s.io "ships.{ns}.example.com" is invalid: \#
            spec.validation.openAPIV3Schema.properties[a].x-kubernetes-list-map-keys: Required value: must not \#
            be empty if x-kubernetes-list-type is map
            """#,
            causes: ["FieldValueRequired spec.validation.openAPIV3Schema.properties[a].x-kubernetes-list-map-keys"]
        ),
        Refusal(
            "a map list with a key that is not there",
            .post(
                "/apis/apiextensions.k8s.io/v1/customresourcedefinitions",
                [
                    "metadata": ["name": "ships.{ns}.example.com"],
                    "spec": [
                        "group": "{ns}.example.com", "scope": "Namespaced",
                        "names": ["plural": "ships", "kind": "Ship"],
                        "versions": [
                            [
                                "name": "v1", "served": true, "storage": true,
                                "schema": [
                                    "openAPIV3Schema": [
                                        "type": "object",
                                        "properties": [
                                            "a": [
                                                "type": "array",
                                                "items": ["type": "object", "properties": ["b": ["type": "string"]]],
                                                "x-kubernetes-list-type": "map", "x-kubernetes-list-map-keys": ["c"],
                                            ]
                                        ],
                                    ]
                                ],
                            ]
                        ],
                    ],
                ]
            ),
            422,
            "Invalid",
            #"""
            CustomResourceDefinition.apiextensions.k8s.io "ships.{ns}.example.com" is invalid: \#
            spec.validation.openAPIV3Schema.properties[a].x-kubernetes-list-map-keys: Invalid value: ["c"]: \#
            entries must all be names of item properties
            """#,
            causes: ["FieldValueInvalid spec.validation.openAPIV3Schema.properties[a].x-kubernetes-list-map-keys"]
        ),
        Refusal(
            "a list type that is none",
            .post(
                "/apis/apiextensions.k8s.io/v1/customresourcedefinitions",
                [
                    "metadata": ["name": "ships.{ns}.example.com"],
                    "spec": [
                        "group": "{ns}.example.com", "scope": "Namespaced",
                        "names": ["plural": "ships", "kind": "Ship"],
                        "versions": [
                            [
                                "name": "v1", "served": true, "storage": true,
                                "schema": [
                                    "openAPIV3Schema": [
                                        "type": "object",
                                        "properties": [
                                            "a": [
                                                "type": "array", "items": ["type": "string"],
                                                "x-kubernetes-list-type": "bag",
                                            ]
                                        ],
                                    ]
                                ],
                            ]
                        ],
                    ],
                ]
            ),
            422,
            "Invalid",
            #"""
            CustomResourceDefinition.apiextensions.k8s.io "ships.{ns}.example.com" is invalid: \#
            spec.validation.openAPIV3Schema.properties[a].x-kubernetes-list-type: Unsupported value: "bag": \#
            supported values: "atomic", "set", "map"
            """#,
            causes: ["FieldValueNotSupported spec.validation.openAPIV3Schema.properties[a].x-kubernetes-list-type"]
        ),
        Refusal(
            "properties beside additional ones",
            .post(
                "/apis/apiextensions.k8s.io/v1/customresourcedefinitions",
                [
                    "metadata": ["name": "ships.{ns}.example.com"],
                    "spec": [
                        "group": "{ns}.example.com", "scope": "Namespaced",
                        "names": ["plural": "ships", "kind": "Ship"],
                        "versions": [
                            [
                                "name": "v1", "served": true, "storage": true,
                                "schema": [
                                    "openAPIV3Schema": [
                                        "type": "object",
                                        "properties": [
                                            "a": [
                                                "type": "object", "properties": ["b": ["type": "string"]],
                                                "additionalProperties": ["type": "string"],
                                            ]
                                        ],
                                    ]
                                ],
                            ]
                        ],
                    ],
                ]
            ),
            422,
            "Invalid",
            #"""
            CustomResourceDefinition.apiextensions.k8s.io "ships.{ns}.example.com" is invalid: \#
            spec.validation.openAPIV3Schema.properties[a].additionalProperties: Forbidden: additionalProperties \#
            and properties are mutual exclusive
            """#,
            causes: ["FieldValueForbidden spec.validation.openAPIV3Schema.properties[a].additionalProperties"]
        ),
        Refusal(
            "unique items",
            .post(
                "/apis/apiextensions.k8s.io/v1/customresourcedefinitions",
                [
                    "metadata": ["name": "ships.{ns}.example.com"],
                    "spec": [
                        "group": "{ns}.example.com", "scope": "Namespaced",
                        "names": ["plural": "ships", "kind": "Ship"],
                        "versions": [
                            [
                                "name": "v1", "served": true, "storage": true,
                                "schema": [
                                    "openAPIV3Schema": [
                                        "type": "object",
                                        "properties": [
                                            "a": ["type": "array", "items": ["type": "string"], "uniqueItems": true]
                                        ],
                                    ]
                                ],
                            ]
                        ],
                    ],
                ]
            ),
            422,
            "Invalid",
            #"""
            CustomResourceDefinition.apiextensions.k8s.io "ships.{ns}.example.com" is invalid: \#
            spec.validation.openAPIV3Schema.properties[a].uniqueItems: Forbidden: uniqueItems cannot be set to \#
            true since the runtime complexity becomes quadratic
            """#,
            causes: ["FieldValueForbidden spec.validation.openAPIV3Schema.properties[a].uniqueItems"]
        ),
        Refusal(
            "a rule that cannot be read",
            .post(
                "/apis/apiextensions.k8s.io/v1/customresourcedefinitions",
                [
                    "metadata": ["name": "ships.{ns}.example.com"],
                    "spec": [
                        "group": "{ns}.example.com", "scope": "Namespaced",
                        "names": ["plural": "ships", "kind": "Ship"],
                        "versions": [
                            [
                                "name": "v1", "served": true, "storage": true,
                                "schema": [
                                    "openAPIV3Schema": [
                                        "type": "object",
                                        "properties": [
                                            "a": ["type": "string", "x-kubernetes-validations": [["rule": "self =="]]]
                                        ],
                                    ]
                                ],
                            ]
                        ],
                    ],
                ]
            ),
            422,
            "Invalid",
            #"""
            CustomResourceDefinition.apiextensions.k8s.io "ships.{ns}.example.com" is invalid: \#
            spec.validation.openAPIV3Schema.properties[a].x-kubernetes-validations[0].rule: Invalid value: \#
            {"Rule":"self \#
            ==","Message":"","MessageExpression":"","Reason":null,"FieldPath":"","OptionalOldSelf":null}: \#
            compilation failed: ERROR: <input>:1:8: Syntax error: mismatched input '<EOF>' expecting {'[', '{', \#
            '(', '.', '-', '!', 'true', 'false', 'null', NUM_FLOAT, NUM_INT, NUM_UINT, STRING, BYTES, \#
            IDENTIFIER}\#n | self ==\#n | .......^
            """#,
            causes: ["FieldValueInvalid spec.validation.openAPIV3Schema.properties[a].x-kubernetes-validations[0].rule"]
        ),
        Refusal(
            "a rule of other types",
            .post(
                "/apis/apiextensions.k8s.io/v1/customresourcedefinitions",
                [
                    "metadata": ["name": "ships.{ns}.example.com"],
                    "spec": [
                        "group": "{ns}.example.com", "scope": "Namespaced",
                        "names": ["plural": "ships", "kind": "Ship"],
                        "versions": [
                            [
                                "name": "v1", "served": true, "storage": true,
                                "schema": [
                                    "openAPIV3Schema": [
                                        "type": "object",
                                        "properties": [
                                            "a": [
                                                "type": "string",
                                                "x-kubernetes-validations": [["rule": "self + 1 == 2"]],
                                            ]
                                        ],
                                    ]
                                ],
                            ]
                        ],
                    ],
                ]
            ),
            422,
            "Invalid",
            #"""
            CustomResourceDefinition.apiextensions.k8s.io "ships.{ns}.example.com" is invalid: \#
            spec.validation.openAPIV3Schema.properties[a].x-kubernetes-validations[0].rule: Invalid value: \#
            {"Rule":"self + 1 == \#
            2","Message":"","MessageExpression":"","Reason":null,"FieldPath":"","OptionalOldSelf":null}: \#
            compilation failed: ERROR: <input>:1:6: found no matching overload for '_+_' applied to '(string, \#
            int)'\#n | self + 1 == 2\#n | .....^
            """#,
            causes: ["FieldValueInvalid spec.validation.openAPIV3Schema.properties[a].x-kubernetes-validations[0].rule"]
        ),
        Refusal(
            "a rule about a field that is not there",
            .post(
                "/apis/apiextensions.k8s.io/v1/customresourcedefinitions",
                [
                    "metadata": ["name": "ships.{ns}.example.com"],
                    "spec": [
                        "group": "{ns}.example.com", "scope": "Namespaced",
                        "names": ["plural": "ships", "kind": "Ship"],
                        "versions": [
                            [
                                "name": "v1", "served": true, "storage": true,
                                "schema": [
                                    "openAPIV3Schema": [
                                        "type": "object", "x-kubernetes-validations": [["rule": "self.nope == 1"]],
                                    ]
                                ],
                            ]
                        ],
                    ],
                ]
            ),
            422,
            "Invalid",
            #"""
            CustomResourceDefinition.apiextensions.k8s.io "ships.{ns}.example.com" is invalid: \#
            spec.validation.openAPIV3Schema.x-kubernetes-validations[0].rule: Invalid value: {"Rule":"self.nope \#
            == 1","Message":"","MessageExpression":"","Reason":null,"FieldPath":"","OptionalOldSelf":null}: \#
            compilation failed: ERROR: <input>:1:5: undefined field 'nope'\#n | self.nope == 1\#n | ....^
            """#,
            causes: ["FieldValueInvalid spec.validation.openAPIV3Schema.x-kubernetes-validations[0].rule"]
        ),
        Refusal(
            "a rule that is no condition",
            .post(
                "/apis/apiextensions.k8s.io/v1/customresourcedefinitions",
                [
                    "metadata": ["name": "ships.{ns}.example.com"],
                    "spec": [
                        "group": "{ns}.example.com", "scope": "Namespaced",
                        "names": ["plural": "ships", "kind": "Ship"],
                        "versions": [
                            [
                                "name": "v1", "served": true, "storage": true,
                                "schema": [
                                    "openAPIV3Schema": [
                                        "type": "object",
                                        "properties": [
                                            "a": ["type": "string", "x-kubernetes-validations": [["rule": "self"]]]
                                        ],
                                    ]
                                ],
                            ]
                        ],
                    ],
                ]
            ),
            422,
            "Invalid",
            #"""
            CustomResourceDefinition.apiextensions.k8s.io "ships.{ns}.example.com" is invalid: \#
            spec.validation.openAPIV3Schema.properties[a].x-kubernetes-validations[0].rule: Invalid value: \#
            {"Rule":"self","Message":"","MessageExpression":"","Reason":null,"FieldPath":"","OptionalOldSelf":null}: \#
            cel expression must evaluate to a bool
            """#,
            causes: ["FieldValueInvalid spec.validation.openAPIV3Schema.properties[a].x-kubernetes-validations[0].rule"]
        ),
        Refusal(
            "an empty rule",
            .post(
                "/apis/apiextensions.k8s.io/v1/customresourcedefinitions",
                [
                    "metadata": ["name": "ships.{ns}.example.com"],
                    "spec": [
                        "group": "{ns}.example.com", "scope": "Namespaced",
                        "names": ["plural": "ships", "kind": "Ship"],
                        "versions": [
                            [
                                "name": "v1", "served": true, "storage": true,
                                "schema": [
                                    "openAPIV3Schema": [
                                        "type": "object",
                                        "properties": [
                                            "a": ["type": "string", "x-kubernetes-validations": [["rule": ""]]]
                                        ],
                                    ]
                                ],
                            ]
                        ],
                    ],
                ]
            ),
            422,
            "Invalid",
            #"""
            CustomResourceDefinition.apiextensions.k8s.io "ships.{ns}.example.com" is invalid: \#
            spec.validation.openAPIV3Schema.properties[a].x-kubernetes-validations[0].rule: Required value: \#
            rule is not specified
            """#,
            causes: [
                "FieldValueRequired spec.validation.openAPIV3Schema.properties[a].x-kubernetes-validations[0].rule"
            ]
        ),
        Refusal(
            "a column that is none",
            .post(
                "/apis/apiextensions.k8s.io/v1/customresourcedefinitions",
                [
                    "metadata": ["name": "ships.{ns}.example.com"],
                    "spec": [
                        "group": "{ns}.example.com", "scope": "Namespaced",
                        "names": ["plural": "ships", "kind": "Ship"],
                        "versions": [
                            [
                                "name": "v1", "served": true, "storage": true,
                                "schema": ["openAPIV3Schema": ["type": "object"]],
                                "additionalPrinterColumns": [["name": "x", "type": "foo", "jsonPath": "spec"]],
                            ]
                        ],
                    ],
                ]
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
            .post(
                "/apis/apiextensions.k8s.io/v1/customresourcedefinitions",
                [
                    "metadata": ["name": "ships.{ns}.example.com"],
                    "spec": [
                        "group": "{ns}.example.com", "scope": "Namespaced",
                        "names": ["plural": "ships", "kind": "Ship"],
                        "versions": [
                            [
                                "name": "v1", "served": true, "storage": true,
                                "schema": ["openAPIV3Schema": ["type": "object"]],
                                "subresources": [
                                    "scale": ["specReplicasPath": ".foo", "statusReplicasPath": ".status.x"]
                                ],
                            ]
                        ],
                    ],
                ]
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
            .post(
                "/apis/apiextensions.k8s.io/v1/customresourcedefinitions",
                [
                    "metadata": ["name": "ships.{ns}.example.com"],
                    "spec": [
                        "group": "{ns}.example.com", "scope": "Namespaced",
                        "names": ["plural": "ships", "kind": "Ship"],
                        "versions": [
                            [
                                "name": "v1", "served": true, "storage": true,
                                "schema": ["openAPIV3Schema": ["type": "object"]],
                                "selectableFields": [["jsonPath": ".spec.x"]],
                            ]
                        ],
                    ],
                ]
            ),
            422,
            "Invalid",
            #"""
            CustomResourceDefinition.apiextensions.k8s.io "ships.{ns}.example.com" is invalid: \#
            spec.selectableFields[0].jsonPath: Invalid value: ".spec.x": is an invalid path: does not refer to \#
            a valid field
            """#,
            causes: ["FieldValueInvalid spec.selectableFields[0].jsonPath"]
        ),
        Refusal(
            "a conversion that is none",
            .post(
                "/apis/apiextensions.k8s.io/v1/customresourcedefinitions",
                [
                    "metadata": ["name": "ships.{ns}.example.com"],
                    "spec": [
                        "group": "{ns}.example.com", "scope": "Namespaced",
                        "names": ["plural": "ships", "kind": "Ship"],
                        "versions": [
                            [
                                "name": "v1", "served": true, "storage": true,
                                "schema": ["openAPIV3Schema": ["type": "object"]],
                            ]
                        ], "conversion": ["strategy": "Foo"],
                    ],
                ]
            ),
            422,
            "Invalid",
            #"""
            CustomResourceDefinition.apiextensions.k8s.io "ships.{ns}.example.com" is invalid: \#
            spec.conversion.strategy: Unsupported value: "Foo": supported values: "None", "Webhook"
            """#,
            causes: ["FieldValueNotSupported spec.conversion.strategy"]
        ),
    ]
}
