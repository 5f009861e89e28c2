// SPDX-License-Identifier: Apache-2.0

internal import JSONKit
internal import KubeSchema

/// What is wrong with a custom object beside its metadata, in the order of the API server (apiextensions-apiserver,
/// `pkg/registry/customresource`).
struct CustomObjectCheck {
    /// Why the object is refused, and what its author is told although it is not.
    private(set) var errors: [FieldError] = []
    private(set) var warnings: [String] = []

    private let resource: ServedResource
    private let isStatus: Bool

    /// A check of objects of a resource; where only the status is written, only its schema counts.
    init(_ resource: ServedResource, isStatus: Bool) {
        self.resource = resource
        self.isStatus = isStatus
    }

    /// Checks an object, or its change from an old state, after its metadata has been.
    mutating func check(_ object: JSONObject, replacing old: JSONObject?, besides metadataErrors: [FieldError]) {
        errors = metadataErrors
        let scale = ScaleErrors(resource.subresources.scale)
        guard let schema = resource.schema else {
            errors += scale.errors(in: object, isStatus: isStatus)
            return
        }
        let (value, oldValue) = (JSONValue.object(object), old.map { JSONValue.object($0) })
        errors += isStatus ? statusErrors(object, old, schema) : schema.errors(in: value, old: oldValue)
        errors += scale.errors(in: object, isStatus: isStatus)
        if schema.hasEmbeddedResources, !isStatus { errors += EmbeddedResourceErrors.errors(in: value, schema) }
        errors += duplicates(in: value, replacing: oldValue, schema)
        guard schema.hasRules else { return }
        if errors.contains(where: \.kind.blocksRules) {
            let detail =
                "some validation rules were not checked because the object was invalid; correct the existing errors to "
                + "complete validation"
            errors.append(.invalid(.root, .null, detail))
            return
        }
        let findings = schema.brokenRules(in: value, old: oldValue)
        errors += findings.errors
        warnings = findings.warnings.map(\.description)
    }

    private func statusErrors(_ object: JSONObject, _ old: JSONObject?, _ schema: Schema) -> [FieldError] {
        guard let status = object["status"], let schema = schema.properties["status"] else { return [] }
        return schema.errors(in: status, old: old?["status"], at: .root.child("status"))
    }

    /// A list that was wrong before may stay so.
    private func duplicates(in value: JSONValue, replacing old: JSONValue?, _ schema: Schema) -> [FieldError] {
        let found = schema.duplicates(in: value)
        if found.isEmpty { return [] }
        return old.map { schema.duplicates(in: $0).isEmpty } ?? true ? found : []
    }
}

extension FieldError.Kind {
    /// Whether rules are not asked about a value that is wrong in such a way.
    fileprivate var blocksRules: Bool {
        switch self {
        case .notSupported, .required, .tooLong, .tooMany, .typeInvalid: true
        case .notFound, .duplicate, .invalid, .forbidden: false
        }
    }
}
