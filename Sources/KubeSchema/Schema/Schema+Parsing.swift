// SPDX-License-Identifier: Apache-2.0

package import JSONKit

extension Schema {
    /// Reads a schema as it stands in a CustomResourceDefinition or an OpenAPI document.
    ///
    /// Only what cannot be a schema at all is an error here; whether it is structural is for ``StructuralCheck``.
    package convenience init(_ json: JSONValue, at path: FieldPath = .root) throws(FieldError) {
        guard let source = json.object else {
            throw FieldError.typeInvalid(path, json, "must be an object")
        }
        let reader = SchemaReader(source: source, path: path)
        self.init(
            type: try reader.type(),
            properties: try reader.schemas("properties"),
            additional: try reader.additional(),
            items: try reader.schema("items"),
            isNullable: source["nullable"]?.bool ?? false,
            defaultValue: source["default"],
            limits: reader.limits(),
            junctors: try reader.junctors(),
            extensions: try reader.extensions(),
            texts: reader.texts()
        )
    }
}

/// Reads the parts of one schema.
private struct SchemaReader {
    let source: JSONObject
    let path: FieldPath

    func type() throws(FieldError) -> Schema.ValueType? {
        guard let name = source["type"]?.string, !name.isEmpty else { return nil }
        guard let type = Schema.ValueType(rawValue: name) else {
            let known = ["array", "boolean", "integer", "number", "object", "string"]
            throw FieldError.notSupported(path.child("type"), .string(name), supported: known)
        }
        return type
    }

    func schema(_ name: String) throws(FieldError) -> Schema? {
        guard let json = source[name], !json.isNull else { return nil }
        return try Schema(json, at: path.child(name))
    }

    func schemas(_ name: String) throws(FieldError) -> [String: Schema] {
        var schemas: [String: Schema] = [:]
        for (key, json) in source[name]?.object ?? JSONObject() {
            schemas[key] = try Schema(json, at: path.child(name).key(key))
        }
        return schemas
    }

    func list(_ name: String) throws(FieldError) -> [Schema] {
        var schemas: [Schema] = []
        for (index, json) in (source[name]?.array ?? []).enumerated() {
            schemas.append(try Schema(json, at: path.child(name).index(index)))
        }
        return schemas
    }

    func additional() throws(FieldError) -> Schema.Additional {
        switch source["additionalProperties"] {
        case nil, .null?, .bool(false)?: .none
        case .bool(true)?: .anything
        case let json?: .values(try Schema(json, at: path.child("additionalProperties")))
        }
    }

    func texts() -> Schema.Texts {
        var texts = Schema.Texts()
        texts.title = source["title"]?.string ?? ""
        texts.description = source["description"]?.string ?? ""
        texts.format = source["format"]?.string ?? ""
        return texts
    }

    func limits() -> SchemaLimits {
        var limits = SchemaLimits()
        limits.required = strings("required")
        limits.allowedValues = source["enum"]?.array
        limits.minimum = source["minimum"]?.number
        limits.maximum = source["maximum"]?.number
        limits.excludesMinimum = source["exclusiveMinimum"]?.bool ?? false
        limits.excludesMaximum = source["exclusiveMaximum"]?.bool ?? false
        limits.multipleOf = source["multipleOf"]?.number
        limits.length = counts("minLength", "maxLength")
        limits.items = counts("minItems", "maxItems")
        limits.members = counts("minProperties", "maxProperties")
        limits.pattern = source["pattern"]?.string
        limits.format = source["format"]?.string
        limits.hasUniqueItems = source["uniqueItems"]?.bool ?? false
        return limits
    }

    func junctors() throws(FieldError) -> SchemaJunctors {
        var junctors = SchemaJunctors()
        junctors.all = try list("allOf")
        junctors.any = try list("anyOf")
        junctors.one = try list("oneOf")
        junctors.none = try schema("not")
        return junctors
    }

    func extensions() throws(FieldError) -> SchemaExtensions {
        var extensions = SchemaExtensions()
        extensions.preservesUnknownFields = source["x-kubernetes-preserve-unknown-fields"]?.bool ?? false
        extensions.isEmbeddedResource = source["x-kubernetes-embedded-resource"]?.bool ?? false
        extensions.isIntOrString = source["x-kubernetes-int-or-string"]?.bool ?? false
        extensions.listType = try word("x-kubernetes-list-type", ["atomic", "set", "map"])
        extensions.mapType = try word("x-kubernetes-map-type", ["granular", "atomic"])
        extensions.listMapKeys = strings("x-kubernetes-list-map-keys")
        extensions.patchMergeKey = source["x-kubernetes-patch-merge-key"]?.string
        extensions.patchStrategy = (source["x-kubernetes-patch-strategy"]?.string ?? "").split(separator: ",").map(
            String.init
        )
        for (index, json) in (source["x-kubernetes-validations"]?.array ?? []).enumerated() {
            let rulePath = path.child("x-kubernetes-validations").index(index)
            extensions.rules.append(try ValidationRule(json, at: rulePath))
        }
        return extensions
    }

    private func strings(_ name: String) -> [String] {
        (source[name]?.array ?? []).compactMap(\.string)
    }

    private func counts(_ minimum: String, _ maximum: String) -> SchemaLimits.Counts {
        var counts = SchemaLimits.Counts()
        counts.minimum = source[minimum]?.int
        counts.maximum = source[maximum]?.int
        return counts
    }

    private func word<Word: RawRepresentable<String>>(_ name: String, _ known: [String]) throws(FieldError) -> Word? {
        guard let text = source[name]?.string else { return nil }
        guard let word = Word(rawValue: text) else {
            throw FieldError.notSupported(path.child(name), .string(text), supported: known)
        }
        return word
    }
}

extension ValidationRule {
    /// Reads and compiles a rule; one that uses more of the language than is evaluated here is refused.
    fileprivate init(_ json: JSONValue, at path: FieldPath) throws(FieldError) {
        guard let text = json["rule"]?.string, !text.isEmpty else {
            throw FieldError.required(path.child("rule"), "rule is not specified")
        }
        do throws(CELError) {
            try self.init(text)
        } catch {
            throw FieldError.invalid(path.child("rule"), .string(text), "compilation failed: \(error)")
        }
        message = json["message"]?.string ?? ""
        fieldPath = json["fieldPath"]?.string ?? ""
        hasOptionalOldSelf = json["optionalOldSelf"]?.bool ?? false
        if let reason = json["reason"]?.string, !reason.isEmpty {
            guard let kind = FieldError.Kind(rawValue: reason) else {
                let known = ["FieldValueRequired", "FieldValueDuplicate", "FieldValueInvalid", "FieldValueForbidden"]
                throw FieldError.notSupported(path.child("reason"), .string(reason), supported: known)
            }
            self.reason = kind
        }
        guard let expression = json["messageExpression"]?.string, !expression.isEmpty else { return }
        do throws(CELError) {
            messageProgram = try CELProgram(expression)
        } catch {
            let detail = "messageExpression compilation failed: \(error)"
            throw FieldError.invalid(path.child("messageExpression"), .string(expression), detail)
        }
    }
}
