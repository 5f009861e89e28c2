// SPDX-License-Identifier: Apache-2.0

package import JSONKit
package import KubeCore
package import KubeSchema

/// A kind of Portolan's: what a cluster has to be taught to serve it, and the same rules here.
package struct KindDefinition: Sendable {
    /// A column of `kubectl get`.
    struct Column: Sendable {
        let name: String
        let path: String
        var type = "string"
        let description: String
        /// Whether it is shown with `-o wide` only.
        var isWide = false
    }

    /// Where the kind is served.
    package let type: ResourceType
    /// What `kubectl get` understands for it.
    let shortNames: [String]
    let description: String
    let spec: FieldSchema
    let status: FieldSchema
    let columns: [Column]
    /// The fields by which lists and watches can be narrowed down.
    let selectableFields: [String]
    /// What a manifest is held against.
    package let schema: Schema

    init(
        _ type: ResourceType,
        shortNames: [String],
        description: String,
        spec: FieldSchema,
        status: FieldSchema,
        columns: [Column],
        selectableFields: [String] = []
    ) {
        self.type = type
        self.shortNames = shortNames
        self.description = description
        self.spec = spec
        self.status = status
        self.columns = columns
        self.selectableFields = selectableFields
        do {
            schema = try Schema(Self.schema(description, spec, status))
        } catch {
            preconditionFailure("the schema of \(type.kind) is no schema: \(error)")
        }
    }

    /// All kinds.
    package static let all = [DataplaneCluster.definition, ExecutionClusterLabel.definition]

    /// The name of the definition.
    package var name: String { "\(type.plural).\(type.groupVersion.group)" }

    /// The `CustomResourceDefinition` to apply.
    package var manifest: JSONValue {
        [
            "apiVersion": "apiextensions.k8s.io/v1",
            "kind": "CustomResourceDefinition",
            "metadata": ["name": .string(name)],
            "spec": [
                "group": .string(type.groupVersion.group),
                "names": [
                    "categories": ["portolan"],
                    "kind": .string(type.kind),
                    "listKind": .string("\(type.kind)List"),
                    "plural": .string(type.plural),
                    "shortNames": .array(shortNames.map(JSONValue.string)),
                    "singular": .string(type.kind.lowercased()),
                ],
                "scope": "Namespaced",
                "versions": [version],
            ],
        ]
    }

    private var version: JSONValue {
        var version: JSONObject = [
            "name": .string(type.groupVersion.version),
            "served": true,
            "storage": true,
            "schema": ["openAPIV3Schema": Self.schema(description, spec, status)],
            "subresources": ["status": [:]],
            "additionalPrinterColumns": .array(columns.map(\.json)),
        ]
        if !selectableFields.isEmpty {
            version["selectableFields"] = .array(selectableFields.map { ["jsonPath": .string($0)] })
        }
        return .object(version)
    }

    private static func schema(_ description: String, _ spec: FieldSchema, _ status: FieldSchema) -> JSONValue {
        [
            "description": .string(description),
            "type": "object",
            "required": ["spec"],
            "properties": [
                "apiVersion": ["type": "string"],
                "kind": ["type": "string"],
                "metadata": ["type": "object"],
                "spec": .object(spec.json),
                "status": .object(status.json),
            ],
        ]
    }
}

extension KindDefinition.Column {
    /// What a condition says.
    static func condition(_ type: String, _ description: String, isWide: Bool = false) -> Self {
        Self(name: type, path: path("status", of: type), description: description, isWide: isWide)
    }

    /// Why an object is not ready, or how.
    static func reason(of ready: String) -> Self {
        Self(
            name: "Reason",
            path: path("reason", of: ready),
            description: "Why the object is ready or not.",
            isWide: true
        )
    }

    private static func path(_ field: String, of condition: String) -> String {
        ".status.conditions[?(@.type==\"\(condition)\")].\(field)"
    }

    /// How old an object is.
    static let age = Self(
        name: "Age",
        path: ".metadata.creationTimestamp",
        type: "date",
        description: "When the object was made."
    )

    fileprivate var json: JSONValue {
        var json: JSONObject = [
            "name": .string(name), "type": .string(type), "jsonPath": .string(path),
            "description": .string(description),
        ]
        if isWide { json["priority"] = 1 }
        return .object(json)
    }
}
