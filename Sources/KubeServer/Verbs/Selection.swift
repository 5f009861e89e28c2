// SPDX-License-Identifier: Apache-2.0

internal import JSONKit
package import KubeCore
internal import KubeSchema

/// What a list or a watch is restricted to.
package struct Selection: Sendable {
    private let labels: LabelSelector
    private let fields: FieldSelector
    /// The way to the fields that selectors may name.
    private let paths: [String: [String]]
    /// What fields are called in the form that is stored, where that is another one.
    private let storedNames: [String: String]
    /// Whether nothing is left out.
    package let isEverything: Bool

    /// A selection of a resource's objects; a field that the resource cannot be selected by is a failure.
    package init(labels: LabelSelector, fields: FieldSelector, of resource: ServedResource) throws(APIFailure) {
        self.labels = labels
        self.fields = fields
        paths = resource.selectableFields
        storedNames = resource.view?.fieldNames ?? [:]
        isEverything = labels.isEverything && fields.requirements.isEmpty
        for requirement in fields.requirements where !resource.isSelectable(by: requirement.field) {
            throw APIFailure.badRequest(resource.refusal(ofField: requirement.field))
        }
    }

    /// Whether an object is selected.
    package func contains(_ object: StoredObject) -> Bool {
        if isEverything { return true }
        return labels.matches(object.labels)
            && fields.matches { field in
                switch field {
                case "metadata.name": object.key.name
                case "metadata.namespace": object.key.namespace
                default: object.fields[storedNames[field] ?? field] ?? value(of: field, in: object)
                }
            }
    }

    /// A field that could not be selected by when the object was written, or not in the version that wrote it.
    private func value(of field: String, in object: StoredObject) -> String {
        guard let path = paths[field], let tree: JSONObject = try? object.read() else { return "" }
        return tree.value(at: path)?.asSelectorText ?? ""
    }
}

extension ServedResource {
    /// Resources that can be selected by their names only share a text (apimachinery, `pkg/runtime/conversion.go`).
    fileprivate func refusal(ofField field: String) -> String {
        if isBuiltIn, selectableFields.isEmpty {
            return "\(field.quotedAsInGo) is not a known field selector: only \"metadata.name\", \"metadata.namespace\""
        }
        return names.kind == "Job" && isBuiltIn
            ? "field label \(field.quotedAsInGo) not supported for Job" : "field label not supported: \(field)"
    }

    fileprivate func isSelectable(by field: String) -> Bool {
        field == "metadata.name" || field == "metadata.namespace" && isNamespaced || selectableFields[field] != nil
    }
}
