// SPDX-License-Identifier: Apache-2.0

internal import JSONKit
internal import KubeSchema

// The parts of a schema that are written the same way in both versions of OpenAPI.

extension JSONObject {
    mutating func addTexts(of schema: Schema) {
        if !schema.texts.title.isEmpty { self["title"] = .string(schema.texts.title) }
        if !schema.texts.description.isEmpty { self["description"] = .string(schema.texts.description) }
        if !schema.texts.format.isEmpty { self["format"] = .string(schema.texts.format) }
    }

    mutating func addLimits(_ limits: SchemaLimits) {
        if let values = limits.allowedValues { self["enum"] = .array(values) }
        self["minimum"] = limits.minimum.map { .number($0) }
        self["maximum"] = limits.maximum.map { .number($0) }
        if limits.excludesMinimum { self["exclusiveMinimum"] = true }
        if limits.excludesMaximum { self["exclusiveMaximum"] = true }
        self["multipleOf"] = limits.multipleOf.map { .number($0) }
        addCounts(limits.length, "Length")
        addCounts(limits.items, "Items")
        addCounts(limits.members, "Properties")
        self["pattern"] = limits.pattern.map { .string($0) }
        if limits.hasUniqueItems { self["uniqueItems"] = true }
    }

    private mutating func addCounts(_ counts: SchemaLimits.Counts, _ noun: String) {
        self["min\(noun)"] = counts.minimum.map { .number(JSONNumber($0)) }
        self["max\(noun)"] = counts.maximum.map { .number(JSONNumber($0)) }
    }

    mutating func addExtensions(_ extensions: SchemaExtensions) {
        if extensions.preservesUnknownFields { self["x-kubernetes-preserve-unknown-fields"] = true }
        if extensions.isEmbeddedResource { self["x-kubernetes-embedded-resource"] = true }
        if extensions.isIntOrString { self["x-kubernetes-int-or-string"] = true }
        if !extensions.listMapKeys.isEmpty { self["x-kubernetes-list-map-keys"] = .words(extensions.listMapKeys) }
        self["x-kubernetes-list-type"] = extensions.listType.map { .string($0.rawValue) }
        self["x-kubernetes-map-type"] = extensions.mapType.map { .string($0.rawValue) }
        if !extensions.rules.isEmpty {
            self["x-kubernetes-validations"] = .array(extensions.rules.map { .object($0.document) })
        }
    }
}

extension ValidationRule {
    fileprivate var document: JSONObject {
        var document: JSONObject = ["rule": .string(text)]
        if !message.isEmpty { document["message"] = .string(message) }
        if !fieldPath.isEmpty { document["fieldPath"] = .string(fieldPath) }
        if reason != .invalid { document["reason"] = .string(reason.rawValue) }
        if hasOptionalOldSelf { document["optionalOldSelf"] = true }
        return document
    }
}
