// SPDX-License-Identifier: Apache-2.0

internal import JSONKit

/// A version of a definition.
struct DefinitionVersion: Sendable {
    let name: String
    let isServed: Bool
    let isStored: Bool
    let isDeprecated: Bool
    let deprecationWarning: String?
    let schema: JSONValue?
    let subresources: ServedResource.Subresources
    let columns: [PrinterColumn]
    /// The fields that selectors may name, each with the dot before it.
    let selectableFields: [String]

    init(_ version: JSONObject) {
        name = version.text("name")
        isServed = version["served"]?.bool ?? false
        isStored = version["storage"]?.bool ?? false
        isDeprecated = version["deprecated"]?.bool ?? false
        deprecationWarning = version["deprecationWarning"]?.string
        schema = version.value(at: ["schema", "openAPIV3Schema"]).flatMap { $0.isNull ? nil : $0 }
        subresources = Self.subresources(version.object("subresources"))
        columns = version.list("additionalPrinterColumns").map(PrinterColumn.init(definition:))
        selectableFields = version.list("selectableFields").map { $0.text("jsonPath") }
    }

    private static func subresources(_ definition: JSONObject) -> ServedResource.Subresources {
        var subresources = ServedResource.Subresources()
        subresources.hasStatus = definition["status"]?.object != nil
        if let scale = definition["scale"]?.object {
            subresources.scale = ServedResource.Subresources.Scale(
                specReplicas: names(in: scale.text("specReplicasPath")),
                statusReplicas: names(in: scale.text("statusReplicasPath")),
                selector: scale.has("labelSelectorPath") ? names(in: scale.text("labelSelectorPath")) : nil
            )
        }
        return subresources
    }

    /// The names of a path in dot notation: `.spec.replicas`.
    static func names(in path: String) -> [String] {
        (path.hasPrefix(".") ? path.dropFirst() : path[...]).split(separator: ".", omittingEmptySubsequences: false)
            .map(String.init)
    }
}

extension PrinterColumn {
    fileprivate init(definition column: JSONObject) {
        self.init(column.text("name"), type: column.text("type"), jsonPath: column.text("jsonPath"))
        format = column.text("format")
        description = column.text("description")
        priority = column.int("priority") ?? 0
    }
}
