// SPDX-License-Identifier: Apache-2.0

import JSONKit

/// A custom resource with something of everything that a definition can say, in a group of the test's own.
enum Boat {
    static let path = "/apis/{ns}.example.com/v1/namespaces/{ns}/boats"
    static let alphaPath = "/apis/{ns}.example.com/v1alpha1/namespaces/{ns}/boats"
    static let definitions = "/apis/apiextensions.k8s.io/v1/customresourcedefinitions"
    static let definitionPath = "\(definitions)/boats.{ns}.example.com"

    /// A boat with this specification.
    static func object(_ name: String, _ spec: JSONValue) -> JSONValue {
        ["apiVersion": "{ns}.example.com/v1", "kind": "Boat", "metadata": ["name": .string(name)], "spec": spec]
    }

    /// The boat, made.
    static func make(_ name: String, _ spec: JSONValue) -> Call { .post(path, object(name, spec)) }

    /// The definition and one boat.
    static let given = [definition, make("a", ["name": "ab"])]

    static let definition = Call.post(
        definitions,
        [
            "apiVersion": "apiextensions.k8s.io/v1",
            "kind": "CustomResourceDefinition",
            "metadata": ["name": "boats.{ns}.example.com"],
            "spec": [
                "group": "{ns}.example.com",
                "scope": "Namespaced",
                "names": [
                    "plural": "boats", "kind": "Boat", "shortNames": ["bo"], "categories": ["fleet"],
                ],
                "versions": [version("v1", isStored: true), version("v1alpha1", isStored: false)],
            ],
        ]
    )

    private static func version(_ name: String, isStored: Bool) -> JSONValue {
        [
            "name": .string(name),
            "served": true,
            "storage": .bool(isStored),
            "schema": ["openAPIV3Schema": schema],
            "subresources": [
                "status": [:],
                "scale": [
                    "specReplicasPath": ".spec.size",
                    "statusReplicasPath": ".status.ready",
                    "labelSelectorPath": ".status.selector",
                ],
            ],
            "additionalPrinterColumns": [
                ["name": "Size", "type": "integer", "jsonPath": ".spec.size", "description": "How long it is"],
                ["name": "Kind", "type": "string", "jsonPath": ".spec.kind", "priority": 1],
                ["name": "Age", "type": "date", "jsonPath": ".metadata.creationTimestamp"],
            ],
            "selectableFields": [["jsonPath": ".spec.kind"]],
        ]
    }

    private static let schema: JSONValue = [
        "type": "object",
        "properties": [
            "spec": [
                "type": "object",
                "required": ["name"],
                "x-kubernetes-validations": [
                    ["rule": "!has(self.max) || self.size <= self.max", "message": "size is above max"],
                    ["rule": "self.name == oldSelf.name", "message": "the name stays"],
                ],
                "properties": properties,
            ],
            "status": [
                "type": "object",
                "properties": ["ready": ["type": "integer"], "selector": ["type": "string"]],
            ],
        ],
    ]

    private static let properties: JSONValue = [
        "name": ["type": "string", "minLength": 2, "maxLength": 10, "pattern": "^[a-z]+$"],
        "size": ["type": "integer", "minimum": 1, "maximum": 100, "default": 5],
        "max": ["type": "integer"],
        "kind": ["type": "string", "enum": ["sail", "motor"], "default": "sail"],
        "tags": ["type": "array", "items": ["type": "string"], "x-kubernetes-list-type": "set", "maxItems": 3],
        "ports": [
            "type": "array",
            "items": [
                "type": "object",
                "required": ["number"],
                "properties": [
                    "number": ["type": "integer"],
                    "protocol": ["type": "string", "default": "tcp"],
                    "note": ["type": "string"],
                ],
            ],
            "x-kubernetes-list-type": "map",
            "x-kubernetes-list-map-keys": ["number", "protocol"],
        ],
        "target": ["x-kubernetes-int-or-string": true],
        "labels": ["type": "object", "additionalProperties": ["type": "string"]],
        "since": ["type": "string", "format": "date-time"],
        "load": ["type": "number", "multipleOf": 0.5],
        "isFast": ["type": "boolean"],
        "motto": ["type": "string", "nullable": true],
        "extra": ["type": "object", "x-kubernetes-preserve-unknown-fields": true],
        "template": [
            "type": "object", "x-kubernetes-embedded-resource": true, "x-kubernetes-preserve-unknown-fields": true,
        ],
    ]
}
