// SPDX-License-Identifier: Apache-2.0

internal import JSONKit
internal import KubeSchema

/// What is wrong with the resources inside of a custom object: with what they are, and with their metadata
/// (apiextensions-apiserver, `pkg/apiserver/schema/objectmeta`).
enum EmbeddedResourceErrors {
    static func errors(in value: JSONValue, _ schema: Schema, at path: FieldPath = .root) -> [FieldError] {
        guard schema.hasEmbeddedResources else { return [] }
        switch value {
        case .object(let object):
            let own = schema.extensions.isEmbeddedResource ? inResource(object, at: path) : []
            return own
                + object.flatMap { key, inner in
                    if let property = schema.properties[key] { return errors(in: inner, property, at: path.child(key)) }
                    return schema.additionalSchema.map { errors(in: inner, $0, at: path.key(key)) } ?? []
                }
        case .array(let elements):
            guard let items = schema.items else { return [] }
            return elements.enumerated().flatMap { errors(in: $1, items, at: path.index($0)) }
        case .null, .bool, .number, .string: return []
        }
    }

    /// The first thing because of which the whole object cannot be read.
    static func mismatch(in value: JSONValue, _ schema: Schema, at path: FieldPath = .root) -> FieldError? {
        guard schema.hasEmbeddedResources else { return nil }
        switch value {
        case .object(let object):
            if schema.extensions.isEmbeddedResource, let error = mismatch(inResource: object, at: path) { return error }
            return object.lazy.compactMap { key, inner in
                if let property = schema.properties[key] { return mismatch(in: inner, property, at: path.child(key)) }
                return schema.additionalSchema.flatMap { mismatch(in: inner, $0, at: path.key(key)) }
            }.first
        case .array(let elements):
            guard let items = schema.items else { return nil }
            return elements.enumerated().lazy.compactMap { mismatch(in: $1, items, at: path.index($0)) }.first
        case .null, .bool, .number, .string: return nil
        }
    }

    private static func mismatch(inResource resource: JSONObject, at path: FieldPath) -> FieldError? {
        for name in ["apiVersion", "kind"] {
            guard let value = resource[name], value.string == nil else { continue }
            return .invalid(path.child(name), value, "must be a string")
        }
        guard let mismatch = TypeMismatch(inMetadataOf: resource) else { return nil }
        return .invalid(path.child("metadata"), resource["metadata"], "\(mismatch)")
    }

    private static func inResource(_ resource: JSONObject, at path: FieldPath) -> [FieldError] {
        inText("apiVersion", of: resource, at: path) { version in
            let parts = version.split(separator: "/", omittingEmptySubsequences: false)
            return parts.count > 2 ? ["unexpected GroupVersion string: \(version)"] : []
        }
            + inText("kind", of: resource, at: path) { kind in
                let problems = DNS1035.errors(kind.lowercased())
                if problems.isEmpty { return [] }
                return ["may have mixed case, but should otherwise match: \(problems.joined(separator: ","))"]
            }
            + inMetadata(resource["metadata"], at: path.child("metadata"))
    }

    private static func inText(
        _ name: String,
        of resource: JSONObject,
        at path: FieldPath,
        _ problems: (String) -> [String]
    ) -> [FieldError] {
        let place = path.child(name)
        guard let value = resource[name] else { return [.required(place)] }
        guard let text = value.string else { return [] }
        if text.isEmpty { return [.invalid(place, value, "must not be empty")] }
        return problems(text).map { .invalid(place, value, $0) }
    }

    private static func inMetadata(_ value: JSONValue?, at path: FieldPath) -> [FieldError] {
        guard var metadata = value?.object else { return [] }
        // An embedded resource needs no name, but one that it has must be good.
        if metadata.text("name").isEmpty { metadata["name"] = "fakename" }
        return MetadataErrors.inObject(
            metadata,
            isNamespaced: metadata.has("namespace"),
            nameErrors: ObjectNames.pathSegmentErrors,
            at: path
        )
    }
}
