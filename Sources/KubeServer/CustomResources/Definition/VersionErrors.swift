// SPDX-License-Identifier: Apache-2.0

internal import JSONKit
internal import KubeSchema

/// What is wrong with one version of a definition, or with what all versions say alike.
struct VersionErrors {
    private let version: JSONObject
    private let path: FieldPath

    init(_ version: JSONObject, at path: FieldPath) {
        self.version = version
        self.path = path
    }

    /// What is wrong with the version, but for what it shares with all others.
    func errors(besides shared: SharedByVersions) -> [FieldError] {
        var errors = inDeprecation()
        if !shared.hasSchema { errors += inSchema(version["schema"], at: path.child("schema")) }
        if !shared.hasSubresources { errors += inSubresources(at: path.child("subresources")) }
        if !shared.hasColumns { errors += inColumns(at: path.child("additionalPrinterColumns")) }
        if !shared.hasSelectableFields { errors += inSelectableFields(at: path.child("selectableFields")) }
        return errors
    }

    func inSchema(_ validation: JSONValue?, at path: FieldPath) -> [FieldError] {
        guard let schema = SchemaNode(validation?["openAPIV3Schema"]) else { return [] }
        let hasStatus = version.object("subresources")["status"]?.object != nil
        return schema.errors(at: path.child("openAPIV3Schema"), hasStatus: hasStatus)
    }

    private func inDeprecation() -> [FieldError] {
        guard let warning = version["deprecationWarning"]?.string else { return [] }
        let place = path.child("deprecationWarning")
        func error(_ detail: String) -> FieldError { .invalid(place, .string(warning), detail) }
        if version["deprecated"]?.bool != true { return [error("can only be set for deprecated versions")] }
        var errors: [FieldError] = []
        if warning.utf8.count > 256 { errors.append(error("must be <= 256 characters long")) }
        if warning.isEmpty { errors.append(error("must not be an empty string")) }
        if let index = warning.unicodeScalars.firstIndex(where: { !$0.isPrintable }) {
            let position = warning.utf8.distance(from: warning.startIndex, to: index)
            let rule = "must only contain printable UTF-8 characters"
            errors.append(error("\(rule); non-printable character found at index \(position)"))
        }
        return errors
    }

    func inSubresources(at path: FieldPath) -> [FieldError] {
        guard let scale = version.object("subresources")["scale"]?.object else { return [] }
        func check(_ name: String, under prefixes: [String], _ rule: String, isRequired: Bool) -> [FieldError] {
            let (text, place) = (scale.text(name), path.child("scale.\(name)"))
            if text.isEmpty { return isRequired ? [.required(place)] : [] }
            let errors = Self.pathErrors(text, at: place)
            if !errors.isEmpty { return errors }
            if prefixes.contains(where: text.hasPrefix) { return [] }
            return [.invalid(place, .string(text), "should be a json path under \(rule)")]
        }
        return check("specReplicasPath", under: [".spec."], ".spec", isRequired: true)
            + check("statusReplicasPath", under: [".status."], ".status", isRequired: true)
            + check("labelSelectorPath", under: [".spec.", ".status."], "either .spec or .status", isRequired: false)
    }

    func inColumns(at path: FieldPath) -> [FieldError] {
        version.list("additionalPrinterColumns").enumerated().flatMap { inColumn($1, at: path.index($0)) }
    }

    private func inColumn(_ column: JSONObject, at path: FieldPath) -> [FieldError] {
        var errors: [FieldError] = []
        if column.text("name").isEmpty { errors.append(.required(path.child("name"))) }
        let type = column.text("type")
        if !Self.columnTypes.contains(type) {
            let detail = "must be one of \(Self.columnTypes.joined(separator: ","))"
            let place = path.child("type")
            errors.append(type.isEmpty ? .required(place, detail) : .invalid(place, .string(type), detail))
        }
        let format = column.text("format")
        if !format.isEmpty, !Self.columnFormats.contains(format) {
            let detail = "must be one of \(Self.columnFormats.joined(separator: ","))"
            errors.append(.invalid(path.child("format"), .string(format), detail))
        }
        let jsonPath = column.text("jsonPath")
        // The name of the field in `v1beta1`, which the API server's struct still has.
        let place = path.child("JSONPath")
        return errors + (jsonPath.isEmpty ? [.required(place)] : Self.pathErrors(jsonPath, at: place))
    }

    private static let columnTypes = ["boolean", "date", "integer", "number", "string"]
    private static let columnFormats = [
        "byte", "date", "date-time", "double", "float", "int32", "int64", "password",
    ]

    private static func pathErrors(_ path: String, at place: FieldPath) -> [FieldError] {
        path.hasPrefix(".")
            ? [] : [.invalid(place, .string(path), "must be a simple json path starting with .")]
    }

    func inSelectableFields(at path: FieldPath) -> [FieldError] {
        let fields = version.list("selectableFields")
        guard !fields.isEmpty else { return [] }
        guard let schema = SchemaNode(version.value(at: ["schema", "openAPIV3Schema"])) else {
            let detail = "may only be set when `version.schema.openAPIV3Schema` is not included"
            return [.invalid(path, "", detail)]
        }
        var errors: [FieldError] = []
        var seen: Set<FieldPath> = []
        for (index, field) in fields.enumerated() {
            let (text, place) = (field.text("jsonPath"), path.index(index).child("jsonPath"))
            guard !text.isEmpty else {
                errors.append(.required(place))
                continue
            }
            let target = schema.selectableField(text)
            errors += target.errors.map { .invalid(place, .string(text), $0) }
            guard target.path != .root else { continue }
            if !seen.insert(target.path).inserted { errors.append(.duplicate(place, .string(text))) }
        }
        if seen.count > 8 { errors.append(.tooMany(path, count: seen.count, limit: 8)) }
        return errors
    }
}

/// What all versions of a definition say alike.
struct SharedByVersions {
    private let version: JSONObject?
    let hasSchema: Bool
    let hasSubresources: Bool
    let hasColumns: Bool
    let hasSelectableFields: Bool

    init(_ versions: [JSONObject]) {
        version = versions.first
        func isShared(_ name: String) -> Bool { versions.allSatisfy { $0[name] == versions.first?[name] } }
        hasSchema = isShared("schema")
        hasSubresources = isShared("subresources")
        hasColumns = isShared("additionalPrinterColumns")
        hasSelectableFields = isShared("selectableFields")
    }

    /// Versions as Go's encoder writes the API server's own struct, which has what they share elsewhere; nil where they
    /// differ: nobody compares a text as long as that.
    func shown(_ versions: [JSONObject]) -> String? {
        guard hasSchema, hasSubresources, hasColumns, hasSelectableFields else { return nil }
        let shown = versions.map { version -> JSONValue in
            [
                "Name": .string(version.text("name")), "Served": .bool(version["served"]?.bool == true),
                "Storage": .bool(version["storage"]?.bool == true),
                "Deprecated": .bool(version["deprecated"]?.bool == true),
                "DeprecationWarning": version["deprecationWarning"] ?? .null, "Schema": .null, "Subresources": .null,
                "AdditionalPrinterColumns": .null, "SelectableFields": .null,
            ]
        }
        return JSONValue.array(shown).serializedText(.compact)
    }

    /// What is wrong with it.
    func errors(at path: FieldPath) -> [FieldError] {
        guard let version else { return [] }
        let shared = VersionErrors(version, at: path)
        var errors: [FieldError] = []
        if hasSchema { errors += shared.inSchema(version["schema"], at: path.child("validation")) }
        if hasSubresources { errors += shared.inSubresources(at: path.child("subresources")) }
        if hasColumns { errors += shared.inColumns(at: path.child("additionalPrinterColumns")) }
        if hasSelectableFields { errors += shared.inSelectableFields(at: path.child("selectableFields")) }
        return errors
    }
}

extension Unicode.Scalar {
    /// Whether Go prints it as it is.
    fileprivate var isPrintable: Bool {
        switch properties.generalCategory {
        case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator: false
        case .spaceSeparator: self == " "
        default: true
        }
    }
}
