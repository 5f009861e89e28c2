// SPDX-License-Identifier: Apache-2.0

package import JSONKit
package import KubeSchema

/// What may be wrong with the metadata of any object.
package enum MetadataErrors {
    private static let annotationsLimit = 256 << 10

    /// What is wrong with metadata by itself.
    package static func inObject(
        _ metadata: JSONObject,
        isNamespaced: Bool,
        nameErrors: (String) -> [String],
        at path: FieldPath = .root.child("metadata")
    ) -> [FieldError] {
        let prefix = metadata.text("generateName")
        var errors: [FieldError] =
            prefix.isEmpty
            ? []
            : nameErrors(ObjectNames.maskingTrailingDash(prefix)).map {
                .invalid(path.child("generateName"), .string(prefix), $0)
            }
        let name = metadata.text("name")
        if name.isEmpty {
            errors.append(.required(path.child("name"), "name or generateName is required"))
        } else {
            errors += nameErrors(name).map { .invalid(path.child("name"), .string(name), $0) }
        }
        let namespace = metadata.text("namespace")
        if isNamespaced {
            if namespace.isEmpty {
                errors.append(.required(path.child("namespace")))
            } else {
                errors += ObjectNames.labelErrors(namespace).map {
                    .invalid(path.child("namespace"), .string(namespace), $0)
                }
            }
        } else if !namespace.isEmpty {
            errors.append(.forbidden(path.child("namespace"), "not allowed on this type"))
        }
        return errors + labels(metadata, at: path) + annotations(metadata, at: path)
            + OwnerErrors.inReferences(of: metadata, at: path)
            + finalizers(metadata, at: path)
    }

    /// What is wrong with a change of metadata.
    package static func inUpdate(_ metadata: JSONObject, from old: JSONObject) -> [FieldError] {
        let path = FieldPath.root.child("metadata")
        let immutable = ["name", "namespace", "uid", "creationTimestamp", "deletionTimestamp"]
        var errors: [FieldError] = []
        if !old.text("deletionTimestamp").isEmpty {
            let added = Set(metadata.strings("finalizers")).subtracting(old.strings("finalizers")).sorted()
            if !added.isEmpty {
                let list = "[\(added.map(\.quotedAsInGo).joined(separator: " "))]"
                let detail =
                    "no new finalizers can be added if the object is being deleted, found new finalizers []string{"
                    + list.dropFirst().dropLast().replacing(" ", with: ", ") + "}"
                errors.append(.forbidden(path.child("finalizers"), detail))
            }
        }
        for field in immutable where metadata.text(field) != old.text(field) {
            // Whether an object is being deleted is said by deleting it, not by writing.
            errors.append(.invalid(path.child(field), .string(metadata.text(field)), "field is immutable"))
        }
        return errors + labels(metadata, at: path) + annotations(metadata, at: path)
            + OwnerErrors.inReferences(of: metadata, at: path)
    }

    private static func labels(_ metadata: JSONObject, at path: FieldPath) -> [FieldError] {
        let path = path.child("labels")
        return metadata.texts("labels").sorted { $0.key < $1.key }.flatMap { key, value in
            ObjectNames.qualifiedNameErrors(key).map { .invalid(path, .string(key), $0) }
                + ObjectNames.labelValueErrors(value).map { .invalid(path, .string(value), $0) }
        }
    }

    private static func annotations(_ metadata: JSONObject, at path: FieldPath) -> [FieldError] {
        let path = path.child("annotations")
        let annotations = metadata.texts("annotations")
        // Case does not matter here, as Kubernetes has it for the sake of old annotations.
        let errors: [FieldError] = annotations.keys.sorted().flatMap { key in
            ObjectNames.qualifiedNameErrors(key.lowercased()).map { .invalid(path, .string(key), $0) }
        }
        let size = annotations.reduce(0) { $0 + $1.key.utf8.count + $1.value.utf8.count }
        return size > annotationsLimit ? errors + [.tooLong(path, limit: annotationsLimit)] : errors
    }

    private static let standardFinalizers: Set<String> = ["orphan", "foregroundDeletion", "kubernetes"]

    /// What is wrong with the finalizers of Kubernetes' own kinds: those of definitions and of what they define may have
    /// names without a domain (kubernetes, `pkg/apis/core/validation`).
    package static func unqualifiedFinalizers(_ names: [String], at path: FieldPath) -> [FieldError] {
        names.enumerated().compactMap { index, name in
            guard !name.contains("/"), !standardFinalizers.contains(name) else { return nil }
            let detail = "name is neither a standard finalizer name nor is it fully qualified"
            return .invalid(path.index(index), .string(name), detail)
        }
    }

    private static func finalizers(_ metadata: JSONObject, at path: FieldPath) -> [FieldError] {
        let names = metadata.strings("finalizers")
        var errors: [FieldError] = names.enumerated().flatMap { _, name in
            ObjectNames.qualifiedNameErrors(name).map { .invalid(path.child("finalizers"), .string(name), $0) }
        }
        if names.contains("orphan"), names.contains("foregroundDeletion") {
            let detail = "finalizer orphan and foregroundDeletion cannot be both set"
            errors.append(.invalid(path.child("finalizers"), .array(names.map { .string($0) }), detail))
        }
        return errors
    }
}
