// SPDX-License-Identifier: Apache-2.0

import JSONKit
import KubeCore
import PortolanAPI
import Testing
import YAMLKit

/// Something that a user, or Portolan itself, writes into one of Portolan's kinds.
struct KindRow: Sendable, CustomTestStringConvertible {
    let definition: KindDefinition
    /// The specification or the status, in YAML.
    let text: String
    var isStatus = false
    /// What a refusal names; nil for what is taken.
    let field: String?

    var testDescription: String {
        let text = text.count > 100 ? "\(text.prefix(100))…" : text
        return "\(definition.type.kind) \(isStatus ? "status " : "")\(text)"
    }

    /// The value of the row.
    var value: JSONValue {
        get throws { try YAML.parse(Array(text.utf8)) }
    }

    /// The object with the row in it; a status stands in one whose specification is good.
    func manifest(_ name: String) throws -> JSONValue {
        var manifest = base(name)
        manifest[isStatus ? "status" : "spec"] = try value
        return manifest
    }

    /// An object of the kind that anybody would take.
    func base(_ name: String) -> JSONValue {
        let isLabel = definition.type.kind == ExecutionClusterLabel.resourceType.kind
        return [
            "apiVersion": "portolan.dev/v1alpha1", "kind": .string(definition.type.kind),
            "metadata": ["name": .string(name)],
            "spec": isLabel ? ["project": "p", "value": "x"] : ["clusterRef": ["name": "a"]],
        ]
    }

    static func label(_ text: String, _ field: String? = nil) -> Self {
        Self(definition: ExecutionClusterLabel.definition, text: text, field: field)
    }

    static func labelStatus(_ text: String, _ field: String? = nil) -> Self {
        Self(definition: ExecutionClusterLabel.definition, text: text, isStatus: true, field: field)
    }

    /// A dataplane with a way in.
    static func dataplane(_ text: String, _ field: String? = nil) -> Self {
        .dataplaneAlone("{clusterRef: {name: a}, \(text)}", field)
    }

    static func dataplaneAlone(_ text: String, _ field: String? = nil) -> Self {
        Self(definition: DataplaneCluster.definition, text: text, field: field)
    }

    static func dataplaneStatus(_ text: String, _ field: String? = nil) -> Self {
        Self(definition: DataplaneCluster.definition, text: text, isStatus: true, field: field)
    }

    /// So many letters.
    static func letters(_ count: Int) -> String { String(repeating: "a", count: count) }
}
