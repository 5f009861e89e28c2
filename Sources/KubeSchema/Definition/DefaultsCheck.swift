// SPDX-License-Identifier: Apache-2.0

internal import JSONKit

/// Whether the defaults of a schema are values that it would accept.
struct DefaultsCheck {
    private(set) var errors: [FieldError] = []

    /// Checks the defaults of a schema and of those below; under `additionalProperties` there are none that count.
    mutating func check(_ schema: Schema, isResource: Bool = false, at path: FieldPath) {
        if let value = schema.defaultValue { check(value, schema, at: path.child("default")) }
        if let items = schema.items { check(items, at: path.child("items")) }
        for (name, property) in schema.orderedProperties {
            // The server says who an object is; that such a schema has no default is said elsewhere.
            if isResource, ["metadata", "kind", "apiVersion"].contains(name) { continue }
            let isResource = property.extensions.isEmbeddedResource
            check(property, isResource: isResource, at: path.child("properties").key(name))
        }
    }

    private mutating func check(_ value: JSONValue, _ schema: Schema, at path: FieldPath) {
        var pruned = value
        if !schema.prune(&pruned, isResource: schema.extensions.isEmbeddedResource).isEmpty {
            errors.append(.invalid(path, value, "must not have unknown fields"))
        }
        let found = schema.errors(in: value, at: path)
        errors += found
        // As a default it comes out of nothing, so that rules about changes have nothing to say.
        if found.isEmpty { errors += schema.brokenRules(in: value, at: path).errors }
    }
}
