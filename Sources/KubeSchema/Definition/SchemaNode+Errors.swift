// SPDX-License-Identifier: Apache-2.0

internal import JSONKit

extension SchemaNode {
    /// What is wrong with the schema of the objects of a version, in the API server's words.
    ///
    /// Where the status has a path of its own, its schema is used by itself, and less may stand beside it.
    package func errors(at path: FieldPath, hasStatus: Bool) -> [FieldError] {
        var errors = hasStatus ? errorsBesideStatus(at: path) : []
        if isNullable { errors.append(.forbidden(path.child("nullable"), "nullable cannot be true at the root")) }
        let structural = StructuralCheck.errors(in: self, at: path)
        errors += structural
        var defaults = DefaultsCheck()
        let schema = try? Schema(.object(members), at: path)
        if structural.isEmpty, let schema { defaults.check(schema, isResource: true, at: path) }
        errors += defaults.errors
        let isSound = structural.isEmpty && defaults.errors.isEmpty
        errors += DefinitionCheck.errors(in: self, at: path, checksRules: isSound)
        return errors
    }

    /// Only what is not lost when the schema of the status is taken out may stand beside it.
    private func errorsBesideStatus(at path: FieldPath) -> [FieldError] {
        if says("type"), type != "object" {
            let detail =
                "only \"object\" is allowed as the type at the root of the schema if the status subresource is enabled"
            return [.invalid(path.child("type"), .string(type), detail)]
        }
        let isAllowed = members.allSatisfy { Self.allowedBesideStatus.contains($0.key) || !says($0.key) }
        if isAllowed { return [] }
        let names = Self.allowedBesideStatus.map { name in
            name == "x-kubernetes-preserve-unknown-fields"
                ? "XPreserveUnknownFields"
                : name == "x-kubernetes-validations" ? "XValidations" : name.prefix(1).uppercased() + name.dropFirst()
        }
        let detail =
            "only [\(names.joined(separator: " "))] fields are allowed at the root of the schema if the status "
            + "subresource is enabled"
        return [.invalid(path, nil, detail)]
    }

    private static let allowedBesideStatus = [
        "description", "type", "format", "title", "maximum", "exclusiveMaximum", "minimum", "exclusiveMinimum",
        "maxLength", "minLength", "pattern", "maxItems", "minItems", "uniqueItems", "multipleOf", "required", "items",
        "properties", "externalDocs", "example", "x-kubernetes-preserve-unknown-fields", "x-kubernetes-validations",
    ]

    /// Why a path cannot be that of a selectable field, and the fields on the way as far as they are there.
    package func selectableField(_ text: String) -> (errors: [String], path: FieldPath) {
        do throws(SchemaFieldPath.Failure) {
            let target = try SchemaFieldPath(text, in: self, allowsBrackets: false)
            var errors: [String] = []
            if target.path.description.split(separator: ".").first == "metadata" {
                errors.append("must not point to fields in metadata")
            }
            if !["string", "boolean", "integer"].contains(target.schema.type) {
                errors.append(
                    "must point to a field of type string, boolean or integer. Enum string fields and strings with "
                        + "formats are allowed."
                )
            }
            return (errors, target.path)
        } catch {
            return (["is an invalid path: \(error.reason)"], .root)
        }
    }
}
